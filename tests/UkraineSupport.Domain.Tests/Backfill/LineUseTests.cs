using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

public class LineUseTests
{
    private static readonly Condition ThirtyByMarch = new(
        "5 if the others reach 30 by 1 March",
        "AMMO-155",
        30,
        new(2027, 3, 1)
    );

    private static LineUse Use(SupplyLine line, DateOnly today, params CommittedQuantity[] committed) =>
        LineUse.Of(line, today, committed.ToLookup(c => c.Capability));

    private static LineUse Tied(DateOnly today, params CommittedQuantity[] committed) =>
        Use(A.Line("p1", 5) with { Conditions = [new("In words"), ThirtyByMarch] }, today, committed);

    [Fact]
    public void A_condition_counts_what_the_others_have_committed_of_its_capability()
    {
        Assert.Equal(Obstacle.None, Tied(A.Today, new("AMMO-155", "DNK", 20), new("AMMO-155", "POL", 10)).Obstacle);
        Assert.Equal(
            Obstacle.Condition,
            Tied(A.Today, new("AMMO-155", "DNK", 29), new("AMMO-155", "NLD", 10), new("AMMO-122", "POL", 10)).Obstacle
        );
    }

    [Fact]
    public void It_says_how_far_they_are_and_until_when_it_can_still_hold()
    {
        const string so = "Others have committed 29 of the 30 AMMO-155 that it depends on";
        CommittedQuantity others = new("AMMO-155", "DNK", 29);
        Assert.Equal($"{so}; it can still come to hold until 2027-03-01.", Tied(A.Today, others).Why);
        Assert.Equal($"{so}; it can still come to hold until 2027-03-01.", Tied(new(2027, 3, 1), others).Why);
        Assert.Equal($"{so}, and could come to hold until 2027-03-01 only.", Tied(new(2027, 3, 2), others).Why);
        Assert.Equal(
            $"{so}.",
            Use(A.Line("p1", 5) with { Conditions = [ThirtyByMarch with { By = null }] }, A.Today, others).Why
        );
    }

    [Fact]
    public void Less_than_an_atom_is_nothing()
    {
        Assert.Equal(Obstacle.NothingFree, Use(A.Line("p1", 3, lot: 4), A.Today).Obstacle);
        Assert.Equal(Obstacle.None, Use(A.Line("p1", 4, lot: 4), A.Today).Obstacle);
        Assert.Equal(Obstacle.NothingFree, Use(A.Line("p1", 0.99m), A.Today).Obstacle);
        Assert.Equal(Obstacle.None, Use(A.Line("p1", 0.01m, capability: "FUNDING"), A.Today).Obstacle);
    }

    [Fact]
    public void Only_blocking_caveats_block()
    {
        Assert.Equal(
            Obstacle.Blocked,
            Use(A.Line("p1", 5) with { Caveats = [new("A"), new("B", Blocking: true)] }, A.Today).Obstacle
        );
        Assert.Equal(Obstacle.None, Use(A.Line("p1", 5) with { Caveats = [new("A")] }, A.Today).Obstacle);
    }

    [Fact]
    public void A_line_is_overdue_the_day_after_its_last()
    {
        Assert.Equal(Obstacle.None, Use(A.Line("p1", 5), new(2027, 3, 31)).Obstacle);
        Assert.Equal(Obstacle.Overdue, Use(A.Line("p1", 5), new(2027, 4, 1)).Obstacle);
    }
}
