using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>By hand a coordinator may do what a plan would not, with a reason that is kept.</summary>
public sealed class ConcernsTests
{
    private static readonly ConcernContext Nothing = new(Given.Today, [], [], new HashSet<string>());

    [Fact]
    public void Nothing_speaks_against_a_line_in_time_without_strings() =>
        Assert.Empty(Of(APledge.Committed(100), ARequirement.Open(100).State));

    [Fact]
    public void A_blocking_caveat_a_condition_and_an_overdue_line_do()
    {
        var requirement = ARequirement.Open(100).State;
        Assert.Equal(
            ["blocked"],
            Of(APledge.Committed(100).Amended(new("r", Caveats: [new("Not in winter", Blocking: true)])), requirement)
        );
        Assert.Equal(
            ["overdue"],
            Of(APledge.Committed(100), requirement, Nothing with { Today = Given.Today.AddDays(101) })
        );
        var conditional = APledge
            .From(Given.Offer(Given.Shells(100)) with { Conditions = [new("If others do", "AMMO-155", 10)] })
            .Accepted();
        conditional.Do(
            Formalise.Decide(
                conditional,
                Given.Memorandum,
                Given.Dutch,
                Given.Now,
                new Dictionary<string, decimal> { ["AMMO-155"] = 10 }
            )
        );
        Assert.Equal(["condition"], Of(conditional, requirement));
        Assert.Empty(Of(conditional, requirement, Nothing with { Committed = [new("AMMO-155", "POL", 10)] }));
    }

    [Fact]
    public void A_handover_after_the_need_does()
    {
        var late = APledge.Announced(Given.Shells(100) with { DeliverBy = new(2036, 1, 1) }).Accepted().Formalised();
        Assert.Equal(["late"], Of(late, ARequirement.Open(100).State));
        // Of a gap month by month: in time for March, not for January.
        var march = APledge.Announced(Given.Shells(100) with { DeliverBy = new(2027, 3, 1) }).Accepted().Formalised();
        Assert.Equal(["late"], Of(march, AGap.Of(80, 0, 20).State));
        Assert.Empty(Of(march, AGap.Of(80, 0, 100).State));
    }

    [Fact]
    public void Half_of_a_capability_from_one_ally_does_counting_all_needs()
    {
        var context = Nothing with
        {
            Shares = [new("AMMO-155", 200, new Dictionary<string, decimal> { ["NLD"] = 51, ["POL"] = 90 })],
        };
        Assert.Equal(["ceiling"], Of(APledge.Committed(100), ARequirement.Open(100).State, context));
        Assert.Empty(
            Concerns.Of(
                APledge.Committed(100),
                APledge.Committed(100).State.Lines[0],
                49,
                ARequirement.Open(100).State,
                context
            )
        );
    }

    [Fact]
    public void What_was_offered_for_another_open_gap_does()
    {
        var gap = AGap.Of(0, 0, 0, 600).State with { Id = "gap-2" };
        var offered = APledge.Committed(100).State with { Gap = "gap-1" };
        Assert.Equal(
            ["offered-for-another"],
            Of(offered, gap, Nothing with { OpenGaps = new HashSet<string> { "gap-1" } })
        );
        Assert.Empty(Of(offered, gap));
    }

    [Fact]
    public void It_is_allocated_all_the_same_with_a_reason_which_is_kept()
    {
        var pledge = APledge.Committed(100);
        Concern[] concerns = [new("late", "It is late.")];
        var wish = new AllocateLine(1, 50, "requirement-1");
        Assert.Equal(
            "concerns",
            Allocate.Decide(pledge, "a", wish, ARequirement.Open(100).State, Given.Coordinator, concerns).Conflict()
        );
        var done = Allocate
            .Decide(
                pledge,
                "a",
                wish with
                {
                    Despite = " Better late ",
                },
                ARequirement.Open(100).State,
                Given.Coordinator,
                concerns
            )
            .Only<PledgeAllocationRequested>();
        Assert.Equal(("late", "Better late"), (Assert.Single(done.Concerns!), done.Despite));
        // Without concerns there is nothing to keep.
        Assert.Null(
            Allocate
                .Decide(pledge, "a", wish with { Despite = "No need" }, ARequirement.Open(100).State, Given.Coordinator)
                .Only<PledgeAllocationRequested>()
                .Despite
        );
    }

    [Fact]
    public void What_comes_late_does_not_fill_a_requirement()
    {
        var late = APledge.Announced(Given.Shells(100) with { DeliverBy = new(2036, 1, 1) }).Accepted().Formalised();
        var requirement = ARequirement.Open(100).State;
        late.Do(Allocate.Decide(late, "a", new(1, 100, requirement.Id), requirement, Given.Coordinator));
        foreach (var e in TakeAllocation.Decide(requirement, late, late.State.Allocation("a")!).Events)
            requirement = Requirement.Apply(requirement, e);
        Assert.Equal((RequirementStatus.PartiallyFilled, 0m), (requirement.Status, requirement.OpenQuantity));
    }

    [Fact]
    public void All_needs_of_a_capability_count_covered_or_not_but_for_stocks_and_what_is_gone()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(300).Covered(pledge, "a", 300).State;
        var shares = NeedShare.Of([
            gap,
            AGap.Of(50).Vanished().State with
            {
                Id = "gap-2",
            },
            ARequirement.Open(100).State,
            ARequirement.Open(70).State with
            {
                Donor = "POL",
                Kind = RequirementKind.Replenishment,
            },
        ]);
        var share = Assert.Single(shares);
        Assert.Equal((400m, 300m), (share.Total, share.ByDonor["NLD"]));
    }

    [Fact]
    public void Shares_are_by_year_a_gaps_month_by_month_and_of_what_is_seen_only()
    {
        var pledge = APledge.Committed(1000);
        GapMonth[] months = [new(new(2027, 12), 100, 60, null, false), new(new(2028, 1), 100, 100, null, false)];
        var gap = AGap.Of(1)
            .Do(FollowDeliveries.Decide(AGap.Of(1), new("gap-1", "AMMO-155", months, null, 2), Given.Now));
        gap.Covered(pledge, "a", 100);
        INeed[] needs = [gap.State, ARequirement.Open(40).State];
        var all = YearShare.Of(needs, _ => true);
        Assert.Equal([(2027, 100m, 60m), (2028, 100m, 40m)], all.Select(s => (s.Year, s.Needed, s.ByDonor["NLD"])));
        Assert.All(YearShare.Of(needs, _ => false), s => Assert.Empty(s.ByDonor));
    }

    private static List<string> Of(Pledge pledge, INeed need, ConcernContext? context = null) =>
        [.. Concerns.Of(pledge, pledge.Lines[0], 100, need, context ?? Nothing).Select(c => c.Code)];
}
