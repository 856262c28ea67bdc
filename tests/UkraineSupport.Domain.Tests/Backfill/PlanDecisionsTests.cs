using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

public class PlanDecisionsTests
{
    [Theory]
    [InlineData("requirement-00ff", true)]
    [InlineData("gap-1", true)]
    [InlineData("pledge-1", false)]
    [InlineData("requirement-", true)] // Of that kind in form; there is none.
    [InlineData("requirement-xyz", false)]
    [InlineData("gap-1 or RowKey ne ''", false)]
    [InlineData("gap-0000000000000000000000000000000000000000000000000000000000000000", false)]
    public void A_scope_names_requirements_and_gaps_by_what_can_be_their_id(string need, bool accepted) =>
        Assert.Equal(accepted ? [] : ["/scope/needs/1"], Wrong(new RequestPlan(new PlanScope(Needs: ["gap-2", need]))));

    [Fact]
    public void What_is_kept_is_a_plan_and_a_scope_has_at_most_a_thousand_needs()
    {
        Assert.Empty(Wrong(new RequestPlan(Keep: "plan-0123456789abcdef")));
        Assert.Equal(["/keep"], Wrong(new RequestPlan(Keep: "gap-1")));
        Assert.Equal(["/keep"], Wrong(new RequestPlan(Keep: new string('x', 1_000_000))));
        Assert.Empty(Wrong(new RequestPlan(new PlanScope(Needs: [.. Enumerable.Repeat("gap-1", 1000)]))));
        Assert.Equal(
            ["/scope/needs"],
            Wrong(new RequestPlan(new PlanScope(Needs: [.. Enumerable.Repeat("gap-1", 1001)])))
        );
    }

    private static IEnumerable<string> Wrong(RequestPlan wish) =>
        (PlanDecisions.Request("plan-1", wish, Given.Coordinator, Given.Now).Error as InvalidInput)?.Fields.Select(f =>
            f.Pointer
        ) ?? [];

    private static readonly PlanSummary Summary = new(1, 1, 1, 0, 16, 16, 0, true);

    private static Plan Requested() =>
        Apply(null, PlanDecisions.Request("plan-1", new(), Given.Coordinator, Given.Now));

    private static Plan Apply(Plan? plan, Decision<PlanEvent> decision)
    {
        Assert.Null(decision.Error);
        return decision.Events.Aggregate(plan, (p, e) => Plan.Apply(p, e))!;
    }

    [Fact]
    public void A_plan_is_requested_computed_confirmed_and_turned_into_allocations()
    {
        var plan = Requested();
        Assert.Equal((PlanStatus.Requested, 1L), (plan.Status, plan.Version));
        Assert.Equal("not-computed", PlanDecisions.Confirm(plan, new("r"), Given.Coordinator).Error!.Code);

        plan = Apply(plan, PlanDecisions.Computed(plan, "hash", Summary));
        Assert.Equal((PlanStatus.Computed, "hash", Summary), (plan.Status, plan.Content, plan.Summary));
        PlanDecisions.Computed(plan, "other", Summary).IsNothing();
        PlanDecisions.Failed(plan, "late").IsNothing();
        PlanDecisions.Confirmed(plan, 1, []).IsNothing();

        plan = Apply(plan, PlanDecisions.Confirm(plan, new("Agreed"), Given.Coordinator));
        Assert.Equal((PlanStatus.Confirming, Given.Coordinator), (plan.Status, plan.ConfirmedBy));
        Assert.Equal("not-computed", PlanDecisions.Confirm(plan, new("r"), Given.Coordinator).Error!.Code);

        plan = Apply(plan, PlanDecisions.Confirmed(plan, 3, [new("p", 1, "n", 5, "gone")]));
        Assert.Equal((PlanStatus.Confirmed, 3, 1), (plan.Status, plan.Made, plan.Gone.Count));
        PlanDecisions.Confirmed(plan, 9, []).IsNothing();
    }

    [Fact]
    public void A_plan_that_cannot_be_computed_says_why()
    {
        var plan = Apply(Requested(), PlanDecisions.Failed(Requested(), "nothing to keep"));
        Assert.Equal((PlanStatus.Failed, "nothing to keep"), (plan.Status, plan.Failure));
    }

    [Fact]
    public void Only_coordinators_plan_and_confirm()
    {
        Assert.IsType<Forbidden>(PlanDecisions.Request("plan-1", new(), Given.Ukraine, Given.Now).Error);
        Assert.IsType<Forbidden>(PlanDecisions.Confirm(Requested(), new("r"), Given.Dutch).Error);
        Assert.Equal(["/reason"], PlanDecisions.Confirm(Requested(), new(" "), Given.Coordinator).Wrong());
    }

    [Fact]
    public void What_is_wrong_with_a_request_is_named()
    {
        string[] Wrong(PlanOptions options) =>
            PlanDecisions.Request("plan-1", new(Options: options), Given.Coordinator, Given.Now).Wrong();
        Assert.Equal(
            ["/scope/capabilities/1"],
            PlanDecisions.Request("plan-1", new(new(["TANK", "CATAPULT"])), Given.Coordinator, Given.Now).Wrong()
        );
        Assert.Equal(["/options/ceiling"], Wrong(new() { Ceiling = 0 }));
        Assert.Equal(["/options/ceiling"], Wrong(new() { Ceiling = 1.1m }));
        Assert.Equal(["/options/ceilingPenalty"], Wrong(new() { CeilingPenalty = 0.1m }));
        Assert.Equal(["/options/priorityWeights"], Wrong(new() { PriorityWeights = [1, 1, 1, 1] }));
        Assert.Equal(["/options/priorityWeights"], Wrong(new() { PriorityWeights = [16, 8, 4, 2, 0] }));
        Assert.Equal(["/options/replenishmentWeight"], Wrong(new() { ReplenishmentWeight = 1.01m }));
        Assert.Equal(["/options/monthlyDiscount"], Wrong(new() { MonthlyDiscount = -0.01m }));
        Assert.Equal(["/options/lateMonths"], Wrong(new() { LateMonths = 25 }));
        Assert.Equal(["/options/effort"], Wrong(new() { Effort = 0 }));
        Assert.Equal(["/options/effort"], Wrong(new() { Effort = 61 }));
        Assert.Null(
            PlanDecisions
                .Request(
                    "plan-1",
                    new(
                        Options: new()
                        {
                            Ceiling = 1,
                            Effort = 60,
                            LateMonths = 24,
                            MonthlyDiscount = 0.5m,
                        }
                    ),
                    Given.Coordinator,
                    Given.Now
                )
                .Error
        );
    }

    [Fact]
    public void A_scope_holds_what_it_names_or_everything()
    {
        Assert.True(new PlanScope().Holds("gap-1", "TANK"));
        Assert.True(new PlanScope(["TANK"], ["gap-1"]).Holds("gap-1", "TANK"));
        Assert.False(new PlanScope(["IFV"]).Holds("gap-1", "TANK"));
        Assert.False(new PlanScope(Needs: ["gap-2"]).Holds("gap-1", "TANK"));
    }

    [Fact]
    public void A_line_is_reserved_for_all_that_still_holds_in_one_decision_and_repeating_it_changes_nothing()
    {
        var (pledge, gap, requirement) = (APledge.Committed(100), AGap.Of(60), ARequirement.Open(30));
        var needs = new Dictionary<string, INeed> { ["gap-1"] = gap.State, ["requirement-1"] = requirement.State };
        PlannedShare[] shares =
        [
            new("a", "gap-1", 60),
            new("b", "requirement-1", 31),
            new("c", "requirement-1", 30),
            new("d", "gap-9", 5),
            new("e", "gap-1", 11),
        ];
        var gone = new List<GoneAllocation>();

        var decision = Reserve(pledge, shares, needs, gone);
        Assert.Equal(["a", "c"], decision.Events.Cast<PledgeAllocationRequested>().Select(e => e.Allocation));
        Assert.Equal(["requirement-1", "gap-9", "gap-1"], gone.Select(g => g.Need));
        Assert.Contains("30", gone[0].Why, StringComparison.Ordinal);
        Assert.Contains("10 rounds left", gone[2].Why, StringComparison.Ordinal);
        Assert.Equal(90, pledge.Do(decision).State.Ledger(pledge.State.Lines[0]).Allocated);

        Reserve(pledge, [shares[0], shares[2]], needs, gone).IsNothing();
    }

    [Fact]
    public void A_line_with_more_shares_than_a_transaction_takes_events_is_reserved_in_rounds()
    {
        var pledge = APledge.Committed(150);
        var needs = Enumerable
            .Range(0, 150)
            .Select(n => (INeed)(ARequirement.Open(10).State with { Id = $"requirement-{n}" }))
            .ToDictionary(r => r.Id);
        List<PlannedShare> shares = [.. needs.Keys.Select(id => new PlannedShare($"a-{id}", id, 1))];
        var rounds = new List<int>();
        while (Reserve(pledge, shares, needs, []) is { Events.Count: > 0 } reserved)
        {
            rounds.Add(reserved.Events.Count);
            pledge.Do(reserved);
        }

        Assert.Equal([PlanDecisions.MostAtOnce, 60], rounds);
        Assert.Equal(150, pledge.State.Ledger(pledge.State.Lines[0]).Allocated);
    }

    [Fact]
    public void What_a_plan_would_not_propose_any_more_does_not_hold()
    {
        var needs = new Dictionary<string, INeed> { ["requirement-1"] = ARequirement.Open(100).State };
        PlannedShare[] share = [new("a", "requirement-1", 50)];
        var blocked = APledge
            .Committed(100)
            .Amended(new("Not in winter", Caveats: [new("Not in winter", Blocking: true)]));
        var gone = new List<GoneAllocation>();
        Reserve(blocked, share, needs, gone).IsNothing();
        Assert.Contains("Not in winter", Assert.Single(gone).Why, StringComparison.Ordinal);

        gone.Clear();
        var late = APledge
            .Committed(100)
            .Amended(new("Later", Lines: [new(1, DeliverBy: ARequirement.Open(1).State.RequiredBy.AddDays(1))]));
        Reserve(late, share, needs, gone).IsNothing();
        Assert.Contains("after", Assert.Single(gone).Why, StringComparison.Ordinal);
    }

    private static Decision<PledgeEvent> Reserve(
        Pledge pledge,
        IReadOnlyList<PlannedShare> shares,
        IReadOnlyDictionary<string, INeed> needs,
        List<GoneAllocation> gone
    ) =>
        PlanDecisions.ReserveLine(
            pledge,
            1,
            shares,
            needs,
            Given.Coordinator,
            new(),
            new(Given.Today, [], [], new HashSet<string>()),
            gone
        );
}
