using CsCheck;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Training;

/// <summary>Whatever anybody tries, in whatever order, and however late one side hears of the other.</summary>
public class TrainingProperties
{
    private static readonly string[] Commands =
    [
        "schedule",
        "schedule",
        "share",
        "allocate",
        "allocate",
        "withdraw",
        "nominate",
        "nominate",
        "confirm",
        "confirm",
        "start",
        "start",
        "report",
        "report",
        "receive",
        "receive",
        "postpone",
        "cancel",
        "deadline",
        "deadline",
        "deadline",
        "tell",
        "tell",
    ];

    private static readonly Gen<(string Command, int Who, int N, int Hours)[]> Runs = Gen.Select(
        Gen.Int[0, Commands.Length - 1].Select(i => Commands[i]),
        Gen.Int[0, 40],
        Gen.Int[0, 90],
        Gen.Int[0, 24 * 7]
    ).Array[10, 120];

    [Fact]
    public void Both_ledgers_are_chains_no_line_gives_more_than_it_has_and_a_joint_intake_counts_once()
    {
        Effort.UntilSeen(
            [
                "intake.scheduled",
                "intake.shareTaken",
                "intake.shareRefused",
                "intake.shareLost",
                "intake.nominationOpened",
                "intake.nominated",
                "intake.nominationClosed",
                "intake.confirmed",
                "intake.emptyOffered",
                "intake.started",
                "intake.graduated",
                "intake.graduatesConfirmed",
                "intake.postponed",
                "intake.cancelled",
                "intake.reminded",
                "intake.overdue",
                "pledge.intakesScheduled",
                "pledge.placesShared",
                "pledge.placesFollowed",
                "pledge.placesReleased",
                "pledge.allocationConfirmed",
                "pledge.allocationReduced",
                "pledge.completed",
            ],
            seen =>
                Gen.Select(Gen.Int[1, 100], Gen.Int[1, 100], Runs)
                    .Sample(
                        (own, other, attempts) =>
                        {
                            var world = new TrainingWorld(own, other);
                            foreach (var a in attempts)
                            {
                                world.Try(a.Command, a.Who, a.N, a.Hours);
                                Check(world);
                            }

                            world.Settle();
                            Check(world);
                            CheckSettled(world);
                            foreach (var name in world.Pledges.SelectMany(p => p.Names))
                                seen[name] = true;
                            foreach (var name in world.Intakes.Values.SelectMany(i => i.Names))
                                seen[name] = true;
                        },
                        iter: Effort.Runs
                    )
        );
    }

    /// <summary>What holds at every moment, whoever has heard of what.</summary>
    private static void Check(TrainingWorld world)
    {
        foreach (var pledge in world.Pledges.Select(p => p.State))
        {
            var ledger = pledge.Ledger(pledge.Line(1)!);
            Descends(
                ledger.Pledged,
                ledger.Accepted,
                ledger.Committed,
                ledger.Allocated,
                ledger.Dispatched,
                ledger.Delivered,
                ledger.Received
            );
            Assert.True(pledge.Intakes.Where(p => p.IsLive).Sum(p => p.Places) <= ledger.Committed);
        }

        foreach (var intake in world.Intakes.Values.Select(i => i.State))
        {
            var (places, persons) = (intake.PlacesLedger(), intake.PersonsLedger());
            Descends(places.Allocated, places.Offered, places.Taken, 0);
            Descends(persons.Nominated, persons.Enrolled, persons.Completed, persons.Confirmed);
            Assert.True(intake.Places <= intake.Capacity);
            if (intake.Status == IntakeStatus.Graduated)
                Assert.Equal(intake.Enrolled, intake.Completed + intake.DroppedOut + intake.Failed);
        }

        Assert.True(world.Need.State.Coverage.Sum(c => c.Credit) <= world.Need.State.Quantity);
    }

    /// <summary>What holds when everybody has heard everything.</summary>
    private static void CheckSettled(TrainingWorld world)
    {
        foreach (var pledge in world.Pledges)
            pledge.CheckStored();
        foreach (var intake in world.Intakes.Values)
        {
            intake.CheckStored();
            CheckShares(world, intake.State);
        }

        var live = world.Pledges.SelectMany(p => p.State.Intakes).Where(p => p.IsLive);
        Assert.All(live, p => Assert.NotEqual(IntakeStatus.Cancelled, world.Intakes[p.Intake].State.Status));
        foreach (var pledge in world.Pledges.Select(p => p.State))
            Assert.All(pledge.Allocations, a => CheckCoverage(world, pledge, a));
    }

    private static void CheckShares(TrainingWorld world, Intake intake)
    {
        var given = world
            .Pledges.Select(p => p.State)
            .SelectMany(p => p.Intakes.Where(i => i.Intake == intake.Id && i.IsLive).Select(i => (p.Id, i)))
            .ToList();
        Assert.Equal(
            intake.Shares.Select(s => (s.Pledge, s.Places)).Order(),
            given.Select(g => (g.Id, g.i.Places)).Order()
        );
        if (intake.Unbacked == 0)
            Assert.Equal(intake.Expected, given.Sum(g => g.i.Persons));
        Assert.All(given, g => Assert.Equal((intake.Stage, intake.Dates.End), (g.i.Stage, g.i.End)));
    }

    /// <summary>A need counts no more of an intake than the persons of its places.</summary>
    private static void CheckCoverage(TrainingWorld world, Pledge pledge, Allocation allocation)
    {
        var covered = world.Need.State.Coverage.Single(c => c.Allocation == allocation.Id);
        Assert.True(covered.Credit <= pledge.Counted(allocation).Allocated);
        Descends(covered.Credit, covered.Dispatched, covered.Delivered, covered.Received);
        if (allocation.Status == AllocationStatus.Released)
            Assert.Equal(0, covered.Credit);
    }

    private static void Descends(params decimal[] ledgers) => Assert.Equal(ledgers.OrderDescending(), ledgers);
}
