using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Requirements;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

public class BackfillPlannerTests
{
    [Fact]
    public void A_line_covers_what_a_need_has_open_and_no_more()
    {
        var plan = A.Plan([A.Line("p1", 100)], A.Requirement("r1", 60));

        Assert.Equal(["p1/1 60 > r1"], plan.Parts());
        Assert.Empty(plan.Uncovered);
    }

    [Fact]
    public void What_was_offered_for_a_gap_goes_to_no_other_need_however_urgent()
    {
        var plan = A.Plan(
            [A.Line("p1", 100) with { For = "g2" }],
            A.Requirement("r1", 80),
            A.Gap("g2", 60, priority: 5)
        );

        Assert.Equal(["p1/1 60 > g2"], plan.Parts());
        Assert.Contains(
            Assert.Single(plan.Uncovered).Why,
            why => why.Contains("offered for another gap", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Nothing_in_nothing_out()
    {
        var plan = A.Plan([]);
        Assert.Equal((0m, 0m, 0m, true), (plan.Objective, plan.Bound, plan.Distance, plan.ProvenOptimal));
        Assert.Equal(0, A.Plan([A.Line("p1", 100)], A.Requirement("r1", 0)).Objective);
    }

    [Fact]
    public void The_more_urgent_need_comes_first()
    {
        var plan = A.Plan([A.Line("p1", 100)], A.Requirement("r1", 80, priority: 2), A.Requirement("r2", 80));

        Assert.Equal(["p1/1 20 > r1", "p1/1 80 > r2"], plan.Parts());
        Assert.Equal(60, Assert.Single(plan.Uncovered).Quantity);
    }

    [Fact]
    public void A_substitute_counts_by_its_factor_and_never_for_more_than_is_open()
    {
        var plan = A.Plan(
            [A.Line("p1", 100, capability: "AMMO-122")],
            A.Requirement("r1", 10.9m, substitutes: new Substitute("AMMO-122", 0.5m))
        );

        Assert.Equal(["p1/1 21 > r1"], plan.Parts());
        Assert.Equal(0.4m, Assert.Single(plan.Uncovered).Quantity);
    }

    /// <summary>Half of 160 is 80: beyond it 20 units lose a twentieth of 1/160 each.</summary>
    [Fact]
    public void Points_are_weights_as_parts_of_all_that_is_needed_less_the_ceilings_penalty()
    {
        var plan = A.Plan([A.Line("p1", 100)], A.Requirement("r1", 80, priority: 2), A.Requirement("r2", 80));

        Assert.Equal(((80 * 16) + (20 * 8) - (20 * 0.05m)) * 0.00625m, plan.Objective);
        Assert.Equal((plan.Objective, 0m, true), (plan.Bound, plan.Distance, plan.ProvenOptimal));
    }

    /// <summary>Greedy would put the lot of 6 into the need of 10 first and find no use for the lot of 10.</summary>
    [Fact]
    public void Lots_are_put_together_so_that_they_fit()
    {
        var plan = A.Plan(
            [A.Line("p1", 6, lot: 6), A.Line("p2", 10, "POL", lot: 10)],
            A.Requirement("r1", 10),
            A.Requirement("r2", 6, priority: 2)
        );

        Assert.Equal(["p2/1 10 > r1", "p1/1 6 > r2"], plan.Parts());
        Assert.True(plan.ProvenOptimal);
    }

    [Fact]
    public void Of_plans_with_as_many_points_the_one_in_fewest_parts_then_the_cheapest_is_taken()
    {
        SupplyLine[] lines =
        [
            A.Line("p1", 30, "POL"),
            A.Line("p2", 30, "DNK"),
            A.Line("p3", 60, "NLD") with
            {
                UnitValueEur = 9,
            },
            A.Line("p4", 60, "FRA") with
            {
                UnitValueEur = 8,
            },
        ];
        Assert.Equal(["p4/1 60 > r1"], A.Plan(lines, A.Requirement("r1", 60) with { Total = 120 }).Parts());
    }

    [Fact]
    public void A_line_of_unknown_value_is_taken_for_the_dearest()
    {
        var need = A.Requirement("r1", 60) with { Total = 120 };
        SupplyLine[] lines =
        [
            A.Line("p1", 60),
            A.Line("p2", 60) with
            {
                UnitValueEur = 8,
            },
            A.Line("p3", 60) with
            {
                UnitValueEur = 9,
            },
        ];
        Assert.Equal(["p2/1 60 > r1"], A.Plan(lines, need).Parts());
        Assert.Equal(9, new Problem(A.Input(lines, need), new()).Price(0));
    }

    [Fact]
    public void Money_goes_to_the_cent()
    {
        var plan = A.Plan(
            [A.Line("p1", 100.25m, capability: "FUNDING")],
            A.Requirement("r1", 80.13m, capability: "FUNDING"),
            A.Requirement("r2", 70, 2, "FUNDING")
        );
        Assert.Equal(["p1/1 80.13 > r1", "p1/1 20.12 > r2"], plan.Parts());
    }

    [Fact]
    public void A_replenishment_weighs_half_of_a_need_of_Ukraines()
    {
        var stock = A.Gap("n1", 50) with { Kind = NeedKind.Replenishment, Donor = "DNK" };
        Assert.Equal(["p1/1 50 > r1"], A.Plan([A.Line("p1", 50)], stock, A.Requirement("r1", 50)).Parts());
        Assert.Equal(
            ["p1/1 50 > n1"],
            A.Plan(
                    A.Input([A.Line("p1", 50)], stock, A.Requirement("r1", 50)),
                    new PlanOptions { ReplenishmentWeight = 2 }
                )
                .Parts()
        );
        Assert.Equal(["p1/1 50 > n1"], A.Plan([A.Line("p1", 50)], stock, A.Requirement("r1", 50, priority: 3)).Parts());
    }

    [Fact]
    public void The_largest_quantities_there_are_do_no_harm()
    {
        const decimal most = 1_000_000_000_000m;
        var plan = A.Plan(
            [
                A.Line("p1", most, capability: "FUNDING"),
                A.Line("p2", most),
                A.Line("p3", 0.01m, capability: "FUNDING", donor: "POL"),
            ],
            A.Requirement("r1", most, capability: "FUNDING", substitutes: new Substitute("AMMO-155", 0.0001m)),
            A.Requirement("r2", most),
            A.Requirement("r3", 3)
        );

        Assert.Equal(most, plan.Allocations.Where(a => a.Need == "r1").Sum(a => a.Credit));
        Assert.InRange(plan.Distance, 0, 0.000001m);
    }

    [Fact]
    public void Nor_does_a_gap_of_a_thousand_such_months()
    {
        var gap = A.Gap("g1", 1_000_000_000_000_000, capability: "FUNDING") with
        {
            Substitutes = [new Substitute("AMMO-155", 0.0001m)],
        };
        var plan = A.Plan(
            [A.Line("p1", 0.07m, capability: "FUNDING"), A.Line("p2", 1_000_000_000_000)],
            gap,
            A.Gap("g2", 7)
        );

        Assert.Equal(["p1/1 0.07 > g1", "p2/1 999999999993 > g1", "p2/1 7 > g2"], plan.Parts());
    }

    /// <summary>More millionths than 64 bits hold: nothing is searched, and nothing overflows.</summary>
    [Fact]
    public void Nor_do_sums_that_no_integer_holds()
    {
        var lines = Enumerable
            .Range(0, 20)
            .Select(i => A.Line($"p{i:00}", 1_000_000_000_000m - i, capability: "AMMO-122"))
            .ToArray();
        var need = A.Gap("g1", 15_000_000_000_000) with
        {
            Substitutes = [new Substitute("AMMO-122", 0.9999m), new Substitute("FUNDING", 0.0001m)],
        };
        var plan = A.Plan([.. lines, A.Line("q", 10_000_000_000m, capability: "FUNDING")], need);

        PlanRules.Check(A.Input([.. lines, A.Line("q", 10_000_000_000m, capability: "FUNDING")], need), plan);
        Assert.InRange(plan.Distance, 0, 0.000001m);
    }

    [Fact]
    public void A_cancelled_plan_is_no_plan()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            BackfillPlanner.Plan(A.Input([A.Line("p1", 100)], A.Requirement("r1", 80)), cancel: cancel.Token)
        );
    }
}
