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
    public void The_more_urgent_need_comes_first()
    {
        var plan = A.Plan([A.Line("p1", 100)], A.Requirement("r1", 80, priority: 2), A.Requirement("r2", 80));

        Assert.Equal(["p1/1 20 > r1", "p1/1 80 > r2"], plan.Parts());
        Assert.Equal(60, Assert.Single(plan.Uncovered).Quantity);
    }

    [Fact]
    public void A_substitute_counts_by_its_factor_and_never_for_more_than_is_open()
    {
        var plan = A.Plan([A.Line("p1", 100, capability: "AMMO-122")], A.Requirement("r1", 10.9m, substitutes: new Substitute("AMMO-122", 0.5m)));

        Assert.Equal(["p1/1 21 > r1"], plan.Parts());
        Assert.Equal(0.4m, Assert.Single(plan.Uncovered).Quantity);
    }
}
