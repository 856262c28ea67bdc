using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>"Five if the others reach thirty": reached in time, together, and as long as it holds.</summary>
public sealed class JointFormalisationTests
{
    private static readonly Actor German = Given.Dutch with { Party = "DEU" };

    [Fact]
    public void What_was_reached_in_time_is_reached_whenever_it_is_formalised()
    {
        var pledge = Accepted("NLD", 5, new("r", "AMMO-155", 30, Given.Today.AddDays(-1)));
        Assert.Equal("condition-lapsed", Sign(pledge, Given.Dutch, now: 30).Conflict());
        Assert.Equal("condition-lapsed", Sign(pledge, Given.Dutch, now: 30, inTime: 29).Conflict());
        Sign(pledge, Given.Dutch, now: 30, inTime: 30).Only<PledgeFormalised>();
        // Reached then, and not any more.
        Assert.Equal("condition-not-met", Sign(pledge, Given.Dutch, now: 29, inTime: 30).Conflict());
    }

    [Fact]
    public void Two_that_depend_on_each_other_become_commitments_together()
    {
        var five = Accepted("NLD", 5, new("r", "AMMO-155", 30));
        var thirty = Accepted("DEU", 30, new("r", "AMMO-155", 5));
        Assert.Equal("condition-not-met", Sign(five, Given.Dutch).Conflict());
        five = Taken(five, Sign(five, Given.Dutch, jointly: true).Only<PledgeFormalisationPrepared>());
        Assert.Equal((Given.Memorandum, PledgeStatus.Accepted), (five.Prepared, five.Status));
        Assert.Empty(JointFormalisation.Ready([five], [], Given.Now));

        thirty = Taken(thirty, Sign(thirty, German, jointly: true).Only<PledgeFormalisationPrepared>());
        Assert.Equal(2, JointFormalisation.Ready([five, thirty], [], Given.Now).Count);
        var first = Taken(five, JointFormalisation.Formalise(five).Only<PledgeFormalised>());
        Assert.Equal((PledgeStatus.Formalised, null), (first.Status, first.Prepared));
        JointFormalisation.Formalise(first).IsNothing();
        // The other follows a moment later: nothing has failed.
        JointFormalisation.Watch(first, [new("AMMO-155", "NLD", 5)], [thirty]).IsNothing();
        Assert.Equal(
            [thirty.Donor],
            JointFormalisation.Ready([thirty], [new("AMMO-155", "NLD", 5)], Given.Now).Select(p => p.Donor)
        );
    }

    [Fact]
    public void The_largest_set_that_holds_is_taken_and_those_that_break_it_are_left_out()
    {
        Pledge Signed(string donor, decimal quantity, decimal needs, DateOnly? by = null)
        {
            var pledge = Accepted(donor, quantity, new("r", "AMMO-155", needs, by));
            return Taken(
                pledge,
                Sign(pledge, Given.Dutch with { Party = donor }, jointly: true).Only<PledgeFormalisationPrepared>()
            );
        }

        // POL needs more than there ever is; DNK relied on it; NLD and DEU carry each other.
        var all = new[] { Signed("NLD", 5, 30), Signed("DEU", 30, 5), Signed("POL", 10, 1000), Signed("DNK", 1, 40) };
        Assert.Equal(["NLD", "DEU"], JointFormalisation.Ready(all, [], Given.Now).Select(p => p.Donor));
        Assert.Equal(3, JointFormalisation.Ready(all, [new("AMMO-155", "SWE", 5)], Given.Now).Count);
        // The last moment counts, and the last day of a condition.
        Assert.Equal(2, JointFormalisation.Ready(all, [], all[0].ValidUntil).Count);
        Assert.Equal(2, JointFormalisation.Ready([Signed("NLD", 5, 30, Given.Today), all[1]], [], Given.Now).Count);
        Assert.Empty(JointFormalisation.Ready([Signed("NLD", 5, 30, Given.Today), all[1]], [], Given.Now.AddDays(1)));
        // One's own does not count, an offer that ran out does not either.
        Assert.Empty(JointFormalisation.Ready([all[0]], [new("AMMO-155", "NLD", 90)], Given.Now));
        Assert.Empty(JointFormalisation.Ready(all, [], Given.Now.AddDays(91)));
    }

    [Fact]
    public void A_signature_that_waits_falls_with_what_was_signed()
    {
        var pledge = Accepted("NLD", 5, new("r", "AMMO-155", 30));
        pledge = Taken(pledge, Sign(pledge, Given.Dutch, jointly: true).Only<PledgeFormalisationPrepared>());
        var amended = Amend
            .Decide(pledge, new("More", Lines: [new(1, 6)]), Given.Dutch, Given.Now, Given.Deadlines)
            .Events.Aggregate(pledge, Pledge.Apply);
        Assert.Null(amended.Prepared);
        Assert.Null(
            Taken(pledge, Release.Withdraw(pledge, new("r"), Given.Dutch, Given.Now).Only<PledgeWithdrawn>()).Prepared
        );
        Assert.Null(Taken(pledge, new PledgeExpired(Given.Now)).Prepared);
    }

    [Fact]
    public void What_depends_on_something_that_fell_counts_as_far_as_somebody_relies_on_it()
    {
        var pledge = Accepted("NLD", 5, new("r", "AMMO-155", 30));
        CommittedQuantity[] enough = [new("AMMO-155", "DEU", 30), new("AMMO-155", "NLD", 5)];
        pledge = Taken(pledge, Sign(pledge, Given.Dutch, now: 30).Only<PledgeFormalised>());
        JointFormalisation.Watch(pledge, enough, []).IsNothing();
        var requirement = ARequirement.Open(10).State;
        pledge = Taken(
            pledge,
            Allocate
                .Decide(pledge, "a", new(1, 2, requirement.Id), requirement, Given.Coordinator)
                .Only<PledgeAllocationRequested>()
        );

        CommittedQuantity[] less = [new("AMMO-155", "DEU", 29), new("AMMO-155", "NLD", 5)];
        Assert.False(JointFormalisation.Watch(pledge, less, []).Only<PledgeConditionsChanged>().Hold);
        var failed = Taken(pledge, new PledgeConditionsChanged(false));
        Assert.Equal((2m, 0m), (failed.Ledger(failed.Lines[0]).Committed, failed.Ledger(failed.Lines[0]).Free));
        Ledgers.Check(failed);
        JointFormalisation.Watch(failed, less, []).IsNothing();
        Assert.True(JointFormalisation.Watch(failed, enough, []).Only<PledgeConditionsChanged>().Hold);
        Assert.Equal(3, Taken(failed, new PledgeConditionsChanged(true)).Ledger(failed.Lines[0]).Free);
        JointFormalisation.Watch(APledge.Committed(1), [], []).IsNothing();
        // One in words alone is nobody's to reckon, and of two both must hold.
        JointFormalisation.Watch(pledge with { Conditions = [new("In words")] }, [], []).IsNothing();
        var two = pledge with { Conditions = [.. pledge.Conditions, new("r", "AMMO-122", 1), new("In words")] };
        Assert.False(JointFormalisation.Watch(two, enough, []).Only<PledgeConditionsChanged>().Hold);
        JointFormalisation.Watch(two with { Status = PledgeStatus.Accepted }, enough, []).IsNothing();
    }

    private static Pledge Accepted(string donor, decimal quantity, Condition condition) =>
        APledge.From(Given.Offer(Given.Shells(quantity)) with { Donor = donor, Conditions = [condition] }).Accepted();

    private static Decision<PledgeEvent> Sign(
        Pledge pledge,
        Actor donor,
        decimal now = 0,
        decimal inTime = 0,
        bool jointly = false
    ) =>
        Formalise.Decide(
            pledge,
            Given.Memorandum,
            donor,
            Given.Now,
            new Dictionary<string, decimal> { ["AMMO-155"] = now },
            null,
            new Dictionary<string, decimal> { ["AMMO-155"] = inTime },
            jointly
        );

    private static Pledge Taken(Pledge pledge, PledgeEvent happened) => Pledge.Apply(pledge, happened);
}
