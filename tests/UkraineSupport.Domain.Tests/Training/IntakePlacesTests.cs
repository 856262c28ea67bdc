using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Training;
using Xunit;

namespace UkraineSupport.Domain.Tests.Training;

/// <summary>What a line's places in intakes mean for its pledge, other pledges and needs.</summary>
public class IntakePlacesTests
{
    private static LineLedger Ledger(Pledge pledge) => pledge.Ledger(pledge.Line(1)!);

    private static ARequirement Needed(decimal persons, string? course = null)
    {
        var filing = ARequirement.Filing(persons) with { Capability = "TRAIN-BASIC", CourseId = course };
        return ARequirement.Filed("requirement-1", filing, course is null ? null : AnIntake.Course()).Validated();
    }

    /// <summary>All of an intake is allocated, and the need has taken it.</summary>
    private static ARequirement Allocated(AnIntake intake, ARequirement need)
    {
        intake.Pledged(
            Allocate.Decide(
                intake.Pledge,
                "a1",
                new(1, 60, need.State.Id, Intake: AnIntake.Id),
                need.State,
                Given.Coordinator
            )
        );
        need.Asked(intake.Pledge, "a1");
        intake.Pledged(Allocate.Confirm(intake.Pledge, "a1"));
        return need;
    }

    [Fact]
    public void Places_are_dispatched_when_it_begins_delivered_with_its_results_and_received_with_the_graduates()
    {
        var intake = AnIntake.Scheduled(AnIntake.Wish with { Places = 100 });
        Assert.Equal(new(100, 100, 100, 100, 0, 0, 0), Ledger(intake.Pledge));
        intake.Reached().Nominated(50).Confirmed(50).Started(50).Told();
        Assert.Equal(
            (100, 0, PledgeStatus.InDelivery),
            (Ledger(intake.Pledge).Dispatched, Ledger(intake.Pledge).Delivered, intake.Pledge.Status)
        );
        intake.Graduated(45, 5, 0).Told();
        Assert.Equal((100, 0), (Ledger(intake.Pledge).Delivered, Ledger(intake.Pledge).Received));
        Assert.Equal(PledgeStatus.InDelivery, intake.Pledge.Status);
        intake.Received(45).Told();
        Assert.Equal((100, PledgeStatus.Completed), (Ledger(intake.Pledge).Received, intake.Pledge.Status));
    }

    [Fact]
    public void A_need_counts_persons_by_the_stated_rate_then_the_graduates_and_when_they_graduate()
    {
        var intake = AnIntake.Open();
        var need = Allocated(intake, Needed(200));
        var covered = Assert.Single(need.State.Coverage);
        Assert.Equal((51, 0, AnIntake.End), (covered.Credit, covered.Dispatched, covered.DeliverBy));
        Assert.Equal((149, RequirementStatus.PartiallyFilled), (need.State.OpenQuantity, need.State.Status));
        // It takes no places of its own: those are in the intake already.
        Assert.Equal(60, Ledger(intake.Pledge).Allocated);

        intake.Nominated(60).Confirmed(60).Started(60).Told();
        Assert.Equal((51, 51, 0), Ledgers(need.Followed(intake.Pledge, "a1")));
        intake.Graduated(55, 5, 0).Told();
        Assert.Equal((55, 55, 55), Ledgers(need.Followed(intake.Pledge, "a1")));
        intake.Received(53, "Two are ill").Told();
        need.Followed(intake.Pledge, "a1");
        Assert.Equal((53, 147), (need.State.Coverage[0].Received, need.State.OpenQuantity));
    }

    [Fact]
    public void More_graduates_than_expected_count_as_far_as_there_is_need_and_fewer_open_it_again()
    {
        var intake = AnIntake.Open();
        var need = Allocated(intake, Needed(52));
        Assert.Equal(1, need.State.OpenQuantity);
        intake.Nominated(60).Confirmed(60).Started(60).Graduated(60, 0, 0).Told();
        need.Followed(intake.Pledge, "a1");
        Assert.Equal((52, RequirementStatus.Filled), (need.State.Coverage[0].Credit, need.State.Status));
        intake.Received(30, "Half of them were kept").Told();
        need.Followed(intake.Pledge, "a1");
        Assert.Equal((30, 22), (need.State.Coverage[0].Received, need.State.OpenQuantity));
    }

    [Fact]
    public void An_intake_is_allocated_whole_and_once()
    {
        var intake = AnIntake.Open();
        var need = Needed(200);
        string[] Wrong(AllocateLine wish) =>
            Allocate.Decide(intake.Pledge, "a9", wish, need.State, Given.Coordinator).Wrong();
        Assert.Equal(["/quantity"], Wrong(new(1, 59, "requirement-1", Intake: AnIntake.Id)));
        Assert.Equal(["/intake"], Wrong(new(1, 60, "requirement-1", Intake: "intake-9")));
        Allocated(intake, need);
        var again = Allocate.Decide(
            intake.Pledge,
            "a2",
            new(1, 60, "requirement-1", Intake: AnIntake.Id),
            need.State,
            Given.Coordinator
        );
        Assert.Equal("over-allocation", again.Conflict());
    }

    [Fact]
    public void An_intake_is_released_whole_and_neither_reduced_nor_moved_nor_withdrawn_in_part()
    {
        var intake = AnIntake.Open();
        var need = Allocated(intake, Needed(200));
        var other = ARequirement
            .Filed("requirement-2", ARequirement.Filing(200) with { Capability = "TRAIN-BASIC" }, null)
            .Validated();
        Assert.Equal(
            "intake",
            Reduce.Decide(intake.Pledge, "a1", new(30, "Less"), Given.Coordinator, Given.Now).Conflict()
        );
        Assert.Equal(
            "intake",
            MoveByHand
                .Decide(
                    intake.Pledge,
                    "a1",
                    "m1",
                    new("Nearer", Requirement: "requirement-2"),
                    other.State,
                    Given.Coordinator
                )
                .Conflict()
        );
        // Forty of the line's hundred places are in no intake.
        var part = new WithdrawPledge("Needed at home", [new(1, 41)]);
        Assert.Equal(
            "has-left",
            WithdrawInPart
                .Decide(intake.Pledge, part, new Dictionary<string, Urgency>(), Given.Dutch, Given.Now)
                .Conflict()
        );

        intake.Pledged(Reduce.Release(intake.Pledge, "a1", new("Another need"), Given.Coordinator, Given.Now));
        need.Followed(intake.Pledge, "a1");
        Assert.Equal((0, 200), (need.State.Coverage[0].Credit, need.State.OpenQuantity));
        var anew = new AllocateLine(1, 60, "requirement-2", Intake: AnIntake.Id);
        Assert.IsType<PledgeAllocationRequested>(
            Assert.Single(Allocate.Decide(intake.Pledge, "a2", anew, other.State, Given.Coordinator).Events)
        );
    }

    [Fact]
    public void A_need_of_one_course_is_filled_by_its_intakes_alone()
    {
        var intake = AnIntake.Open();
        var need = Needed(200, AnIntake.CourseId);
        var plain = Allocate.Decide(intake.Pledge, "a2", new(1, 10, "requirement-1"), need.State, Given.Coordinator);
        Assert.Equal(["/requirement"], plain.Wrong());
        Assert.Equal(51, Allocated(intake, need).State.Coverage[0].Credit);
    }

    [Fact]
    public void Cancelled_it_gives_its_places_back_and_postponed_it_keeps_them_and_both_reopen_the_need()
    {
        var postponed = AnIntake.Open();
        var need = Allocated(postponed, Needed(200));
        var later = new PostponeIntake("x", AnIntake.Start.AddDays(28), AnIntake.End.AddDays(28), new(2027, 3, 1));
        postponed.Do(PlanIntake.Postpone(postponed, later, 5, Given.Dutch, postponed.Now, AnIntake.Settings)).Told();
        need.Followed(postponed.Pledge, "a1");
        Assert.Equal((200, 60), (need.State.OpenQuantity, Ledger(postponed.Pledge).Allocated));
        Assert.Equal(later.End, postponed.Pledge.Intakes[0].End);

        var cancelled = AnIntake.Open();
        need = Allocated(cancelled, Needed(200));
        cancelled.Do(PlanIntake.Cancel(cancelled, new("x"), Given.Dutch)).Told();
        need.Followed(cancelled.Pledge, "a1");
        Assert.Equal((200, 0), (need.State.OpenQuantity, Ledger(cancelled.Pledge).Allocated));
        FollowIntake.Decide(cancelled.Pledge, cancelled, cancelled.Now).IsNothing();
    }

    [Fact]
    public void A_withdrawal_takes_back_what_has_not_begun_and_the_intake_hears_it()
    {
        var intake = AnIntake.Open();
        Allocated(intake, Needed(200));
        var withdrawn = Release.Withdraw(intake.Pledge, new("Needed at home"), Given.Dutch, intake.Now);
        intake.Pledged(withdrawn);
        Assert.Equal((0, 0), (Ledger(intake.Pledge).Committed, Ledger(intake.Pledge).Allocated));
        Assert.Equal(0, intake.Pledge.Allocations[0].Quantity);
        intake.Do(SharePlaces.Lose(intake, "pledge-1", 1));
        Assert.Equal(IntakeStatus.Cancelled, intake.State.Status);
        SharePlaces.Lose(intake, "pledge-1", 1).IsNothing();

        var begun = AnIntake.Open().Nominated(60).Confirmed(60).Started(60).Told();
        begun.Pledged(Release.Withdraw(begun.Pledge, new("x"), Given.Dutch, begun.Now));
        Assert.Equal((60, 60), (Ledger(begun.Pledge).Committed, Ledger(begun.Pledge).Dispatched));
        begun.Graduated(60, 0, 0).Received(60).Told();
        Assert.Equal(60, Ledger(begun.Pledge).Received);
    }

    [Fact]
    public void A_joint_intake_counts_once()
    {
        var intake = AnIntake.Open();
        Pledge danish = AnIntake.Places(100, "DNK");
        danish = danish with { Id = "pledge-2" };
        var shared = SharePlaces
            .Reserve(danish, intake, new("pledge-2", 1, 40), Given.Danish)
            .Only<PledgePlacesShared>();
        danish = Pledge.Apply(danish, shared);
        intake.Do(SharePlaces.Take(intake, danish, danish.Intakes[0])).Told();
        danish = FollowIntake.Decide(danish, intake, intake.Now).Events.Aggregate(danish, Pledge.Apply);
        // 100 × 0.85 = 85, by 60 and 40: 51 and 34.
        Assert.Equal(
            (85, 51, 34),
            (intake.State.Expected, intake.Pledge.Intakes[0].Persons, danish.Intakes[0].Persons)
        );
        // 67 by 60 and 40: 40.2 and 26.8, the larger remainder first.
        intake.Nominated(90).Confirmed(90).Started(80).Graduated(67, 8, 5).Told();
        danish = FollowIntake.Decide(danish, intake, intake.Now).Events.Aggregate(danish, Pledge.Apply);
        Assert.Equal((40, 27), (intake.Pledge.Intakes[0].Persons, danish.Intakes[0].Persons));
    }

    [Fact]
    public void Places_beyond_the_capacity_or_for_what_has_begun_are_refused_for_good()
    {
        var intake = AnIntake.Open();
        var danish = AnIntake.Places(100, "DNK").State with { Id = "pledge-2" };
        Assert.Equal(
            "intake-full",
            SharePlaces.Reserve(danish, intake, new("pledge-2", 1, 41), Given.Danish).Conflict()
        );
        Assert.True(SharePlaces.Reserve(danish, intake, new("pledge-2", 1, 40), Given.Dutch).IsForbidden());
        danish = Pledge.Apply(
            danish,
            SharePlaces.Reserve(danish, intake, new("pledge-2", 1, 40), Given.Danish).Only<PledgePlacesShared>()
        );
        Assert.Equal(
            "already-shared",
            SharePlaces.Reserve(danish, intake, new("pledge-2", 1, 1), Given.Danish).Conflict()
        );
        FollowIntake.Decide(danish, intake, intake.Now).IsNothing();
        intake.Nominated(60).Confirmed(60).Started(60);
        intake.Do(SharePlaces.Take(intake, danish, danish.Intakes[0]));
        Assert.Equal((1, 60), (intake.State.Former.Count, intake.State.Places));
        SharePlaces.Take(intake, danish, danish.Intakes[0]).IsNothing();
        FollowIntake.Decide(danish, intake, intake.Now).Only<PledgePlacesReleased>();
    }

    [Fact]
    public void Who_does_not_see_the_intake_reads_the_pledge_as_if_there_were_none()
    {
        var pledge = AnIntake.Places(100, disclosure: Disclosure.Public);
        var intake = AnIntake.Scheduled(pledge: pledge).Reached();
        Allocated(intake, Needed(200));
        intake.Nominated(60).Confirmed(60).Started(60).Told();
        var seen = intake.Pledge.SeenBy(Actor.Anonymous);
        Assert.Equal((0, 0, PledgeStatus.Formalised), (Ledger(seen).Allocated, Ledger(seen).Dispatched, seen.Status));
        Assert.Empty(seen.Allocations);
        Assert.Equal(60, Ledger(intake.Pledge.SeenBy(Given.CoalitionObserver)).Dispatched);
        Assert.Equal(Disclosure.Coalition, intake.Pledge.CoverageDisclosure(intake.Pledge.Allocations[0]));
        // The intake names it, and is seen by those who see the intake for good.
        var secret = Amend.Decide(
            intake.Pledge,
            new("x", Disclosure: Disclosure.Restricted),
            Given.Dutch,
            intake.Now,
            Given.Deadlines
        );
        Assert.Equal("intakes", secret.Conflict());
    }

    private static (decimal, decimal, decimal) Ledgers(ARequirement need) =>
        (need.State.Coverage[0].Credit, need.State.Coverage[0].Dispatched, need.State.Coverage[0].Delivered);
}
