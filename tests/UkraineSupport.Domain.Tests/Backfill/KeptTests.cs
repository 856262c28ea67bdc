using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Requirements;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>Planning again with as little change as can be.</summary>
public class KeptTests
{
    private static BackfillPlan Again(PlanInput input, params KeptAllocation[] kept) =>
        BackfillPlanner.Plan(input with { Kept = kept });

    private static (decimal, string) Dropped(SupplyLine line, Need need, decimal quantity = 10)
    {
        var dropped = Assert.Single(Again(A.Input([line], need), new KeptAllocation("p1", 1, "r1", quantity)).Dropped);
        Assert.Equal(("p1", 1, "r1"), (dropped.Pledge, dropped.Line, dropped.Need));
        return (dropped.Quantity, dropped.Why);
    }

    [Fact]
    public void What_was_given_to_a_lesser_need_stays_there()
    {
        var plan = Again(
            A.Input([A.Line("p1", 100)], A.Requirement("r1", 100), A.Requirement("r2", 100, priority: 5)),
            new KeptAllocation("p1", 1, "r2", 70)
        );

        Assert.Equal(["p1/1 30 > r1", "p1/1 70 > r2"], plan.Parts());
        Assert.Equal([0m, 70m], plan.Allocations.Select(a => a.Kept));
        Assert.True(plan.ProvenOptimal, "No plan that keeps the 70 is better.");
        Assert.Contains("Kept from before.", plan.Allocations[1].Reasons);
    }

    [Fact]
    public void More_of_the_same_joins_it()
    {
        var plan = Again(
            A.Input([A.Line("p1", 100)], A.Requirement("r1", 90)),
            new KeptAllocation("p1", 1, "r1", 30),
            new KeptAllocation("p1", 1, "r1", 10)
        );

        Assert.Equal(["p1/1 90 > r1"], plan.Parts());
        Assert.Contains("Of it, 40 rounds are kept from before.", plan.Allocations[0].Reasons);
    }

    [Fact]
    public void Where_not_all_fits_the_urgent_need_keeps_its_part_first()
    {
        var plan = Again(
            A.Input([A.Line("p1", 100)], A.Requirement("r1", 80, priority: 2), A.Requirement("r2", 80)),
            new KeptAllocation("p1", 1, "r1", 80),
            new KeptAllocation("p1", 1, "r2", 80)
        );

        Assert.Equal(["p1/1 20 > r1", "p1/1 80 > r2"], plan.Parts());
        Assert.Equal(new DroppedAllocation("p1", 1, "r1", 60, "The line has 20 left."), Assert.Single(plan.Dropped));
    }

    [Fact]
    public void A_smaller_need_a_broken_lot_and_a_smaller_line_drop_the_rest()
    {
        Assert.Equal((4, "The need has 6 open."), Dropped(A.Line("p1", 100), A.Requirement("r1", 6)));
        Assert.Equal((2, "It is not a multiple of 4."), Dropped(A.Line("p1", 100, lot: 4), A.Requirement("r1", 90)));
        Assert.Equal((3, "The line has 7 left."), Dropped(A.Line("p1", 7), A.Requirement("r1", 90)));
    }

    [Fact]
    public void What_no_longer_goes_together_is_dropped_with_why()
    {
        Assert.Equal(
            (10, "There is no such line with anything left."),
            Dropped(A.Line("p9", 100), A.Requirement("r1", 90))
        );
        Assert.Equal((10, "There is no such need any more."), Dropped(A.Line("p1", 100), A.Requirement("r9", 90)));
        Assert.Equal(
            (10, "It gives AMMO-122, which is neither AMMO-155 nor a substitute for it."),
            Dropped(A.Line("p1", 100, capability: "AMMO-122"), A.Requirement("r1", 90))
        );
        Assert.Equal(
            (10, "It is handed over by 2027-07-01, too late for 2027-06-30."),
            Dropped(A.Line("p1", 100) with { DeliverBy = new(2027, 7, 1) }, A.Requirement("r1", 90))
        );
        Assert.Equal(
            (10, "A caveat rules it out: At home"),
            Dropped(A.Line("p1", 100) with { Caveats = [new("At home", Blocking: true)] }, A.Requirement("r1", 90))
        );
        Assert.Equal(
            (10, "It should have been handed over by 2027-01-03."),
            Dropped(A.Line("p1", 100) with { DeliverBy = A.Today.AddDays(-1) }, A.Requirement("r1", 90))
        );
        Assert.Equal((10, "Nothing of it is free."), Dropped(A.Line("p1", 0), A.Requirement("r1", 90)));
        Assert.Equal(
            (10, "NLD does not fill its own stock through a plan."),
            Dropped(A.Line("p1", 100), A.Gap("r1", 90) with { Kind = NeedKind.Replenishment, Donor = "NLD" })
        );
    }

    [Fact]
    public void What_is_kept_counts_against_the_ceiling()
    {
        SupplyLine[] lines =
        [
            A.Line("p1", 50),
            A.Line("p2", 20) with
            {
                UnitValueEur = 1,
            },
            A.Line("p3", 20, donor: "POL") with
            {
                UnitValueEur = 2,
            },
        ];
        var need = A.Requirement("r1", 70) with { Total = 100 };

        Assert.Equal(
            ["p1/1 50 > r1", "p3/1 20 > r1"],
            Again(A.Input(lines, need), new KeptAllocation("p1", 1, "r1", 50)).Parts()
        );
        Assert.Equal(
            ["p1/1 50 > r1", "p3/1 20 > r1"],
            A.Plan(A.Input(lines, need) with { Kept = [new("p1", 1, "r1", 49), new("p3", 1, "r1", 20)] }).Parts()
        );
    }

    [Fact]
    public void A_kept_substitute_counts_by_its_factor()
    {
        var need = A.Requirement("r1", 10, substitutes: new Substitute("AMMO-122", 0.5m));
        var plan = Again(
            A.Input([A.Line("p1", 12, capability: "AMMO-122"), A.Line("p2", 100)], need),
            new KeptAllocation("p1", 1, "r1", 12)
        );

        Assert.Equal(["p1/1 12 > r1", "p2/1 4 > r1"], plan.Parts());
    }
}
