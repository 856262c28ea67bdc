using UkraineSupport.Domain.Backfill;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>No more than half of a capability from one ally, where others can give it.</summary>
public class CeilingTests
{
    private static readonly SupplyLine Cheap = A.Line("p1", 100) with { UnitValueEur = 1 };
    private static readonly SupplyLine Dear = A.Line("p2", 100, donor: "POL") with { UnitValueEur = 9 };

    [Fact]
    public void The_dearer_ally_gives_what_would_be_beyond_it()
    {
        var plan = A.Plan([Cheap, Dear], A.Requirement("r1", 100));

        Assert.Equal(["p1/1 50 > r1", "p2/1 50 > r1"], plan.Parts());
        Assert.Empty(plan.CeilingBreaches);
    }

    [Fact]
    public void It_leaves_no_need_open_even_where_a_unit_is_worth_least()
    {
        var late = Cheap with { DeliverBy = A.NeededBy.AddMonths(3), AvailableFrom = A.NeededBy };
        var plan = A.Plan([late], A.Gap("g1", 100, priority: 5) with { From = new(2024, 1, 1) });

        Assert.Empty(plan.Uncovered);
        Assert.Equal((100m, 1m), (plan.CeilingBreaches[0].Covered, plan.CeilingBreaches[0].Share));
        Assert.Equal(0.1m - 0.025m, plan.Objective);
    }

    [Fact]
    public void It_counts_all_needs_of_the_capability_and_what_is_covered_already()
    {
        var need = A.Requirement("r1", 60) with
        {
            Total = 100,
            AlreadyByDonor = new Dictionary<string, decimal> { ["NLD"] = 40 },
        };
        var both = A.Plan([Cheap, Dear], need, A.Requirement("r2", 60, priority: 3) with { Total = 100 });
        Assert.Equal([("NLD", 60m), ("POL", 60m)], both.Allocations.Select(a => (a.Donor, a.Quantity)).Order());
        Assert.Equal(["p1/1 10 > r1", "p2/1 50 > r1"], A.Plan([Cheap, Dear], need).Parts());
    }

    [Fact]
    public void Who_is_beyond_it_already_is_reported_only_with_a_part_in_the_plan()
    {
        var need = A.Requirement("r1", 10) with
        {
            Total = 100,
            AlreadyByDonor = new Dictionary<string, decimal> { ["NLD"] = 90 },
        };
        Assert.Empty(A.Plan([Dear], need).CeilingBreaches);
        var breach = Assert.Single(A.Plan([Cheap], need).CeilingBreaches);
        Assert.Equal(("NLD", 100m, 1m), (breach.Donor, breach.Covered, breach.Share));
    }

    [Fact]
    public void A_replenishment_is_under_no_ceiling_and_fills_none()
    {
        var stock = A.Gap("n1", 100) with { Kind = NeedKind.Replenishment, Donor = "DNK" };
        Assert.Equal(["p1/1 100 > n1"], A.Plan([Cheap, Dear], stock).Parts());
        Assert.Empty(A.Plan([Cheap], stock).CeilingBreaches);
        Assert.Equal(
            "p1/1 20 > r1",
            A.Plan([Cheap with { Free = 20 }, Dear with { Free = 20 }], stock, A.Requirement("r1", 40)).Parts()[0][..12]
        );
    }

    [Fact]
    public void It_can_be_set_elsewhere()
    {
        var plan = A.Plan(A.Input([Cheap, Dear], A.Requirement("r1", 100)), new PlanOptions { Ceiling = 0.85m });
        Assert.Equal(["p1/1 85 > r1", "p2/1 15 > r1"], plan.Parts());
        Assert.Equal(
            ["p1/1 100 > r1"],
            A.Plan(A.Input([Cheap, Dear], A.Requirement("r1", 100)), new PlanOptions { CeilingPenalty = 0 }).Parts()
        );
    }
}
