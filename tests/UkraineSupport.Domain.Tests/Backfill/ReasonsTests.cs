using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Requirements;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>What people read: worked by hand, to the word.</summary>
public class ReasonsTests
{
    private static readonly DateOnly January = new(2027, 1, 1);

    private static IReadOnlyList<string> Reasons(SupplyLine line, Need need) =>
        Assert.Single(A.Plan([line], need).Allocations).Reasons;

    private static string[] Why(Need need, params SupplyLine[] lines) =>
        [.. Assert.Single(A.Plan(lines, need).Uncovered).Why];

    [Fact]
    public void An_allocation_says_what_it_covers_of_what_and_that_it_is_in_time() =>
        Assert.Equal(
            [
                "Covers 1,200 of the 5,000 rounds of AMMO-155 that are open, priority 2.",
                "Handed over by 2027-03-31, in time for 2027-06-30.",
            ],
            Reasons(A.Line("p1", 1200), A.Requirement("r1", 5000, priority: 2))
        );

    [Fact]
    public void A_substitute_says_what_it_stands_in_for() =>
        Assert.Equal(
            [
                "Covers 10.5 of the 100 rounds of AMMO-155 that are open, priority 1.",
                "Stands in for it: 21 rounds of AMMO-122, of which one counts for 0.5.",
                "Handed over by 2027-03-31, in time for 2027-06-30.",
            ],
            Reasons(
                A.Line("p1", 21, capability: "AMMO-122"),
                A.Requirement("r1", 100, substitutes: new Substitute("AMMO-122", 0.5m))
            )
        );

    [Fact]
    public void Lots_conditions_and_caveats_are_told()
    {
        var line = A.Line("p1", 96, lot: 32) with
        {
            Conditions = [new("If parliament agrees"), new("If the others reach 30", "AMMO-155", 30)],
            Caveats = [new("Spare parts apart")],
        };
        var plan = A.Plan(A.Input([line], A.Requirement("r1", 200)) with { Committed = [new("AMMO-155", "DNK", 30)] });
        Assert.Equal(
            [
                "Covers 96 of the 200 rounds of AMMO-155 that are open, priority 1.",
                "Handed over by 2027-03-31, in time for 2027-06-30.",
                "Comes whole in lots of 32 rounds; 3 of them.",
                "Depends on: If parliament agrees",
                "Its condition holds: If the others reach 30",
                "Bear in mind: Spare parts apart",
            ],
            Assert.Single(plan.Allocations).Reasons
        );
    }

    [Fact]
    public void A_gap_is_missed_from_its_first_day_on() =>
        Assert.Equal(
            "Handed over by 2027-03-31, in time for 2027-06-30, but missed from 2027-01-01 on, so that it counts for 96 %.",
            Reasons(A.Line("p1", 12), A.Gap("g1", 100) with { From = January })[1]
        );

    [Theory]
    [InlineData(2, 28, "up to 2 months after 2027-01-31, so that it counts for 50 %.")]
    [InlineData(2, 14, "up to 2 months after 2027-01-13, so that it counts for 50 %.")]
    [InlineData(2, 13, "up to a month after 2027-01-13, so that it counts for 75 %.")]
    public void A_late_line_says_how_late(int month, int day, string told)
    {
        var neededBy = day == 28 ? new DateOnly(2027, 1, 31) : new(2027, 1, 13);
        var line = A.Line("p1", 12) with { DeliverBy = day == 28 ? new(2027, 3, 1) : new(2027, month, day) };
        Assert.EndsWith(told, Reasons(line, A.Gap("g1", 100) with { NeededBy = neededBy })[1]);
    }

    [Fact]
    public void A_replenishment_is_told_from_support() =>
        Assert.Equal(
            "Replenishes the stock of DNK, and is no support to Ukraine.",
            Reasons(A.Line("p1", 12), A.Gap("n1", 100) with { Kind = NeedKind.Replenishment, Donor = "DNK" })[1]
        );

    [Fact]
    public void Beyond_the_ceiling_is_told_with_each_allocation_of_it()
    {
        var plan = A.Plan([A.Line("p1", 60), A.Line("p2", 10, donor: "POL")], A.Requirement("r1", 100));
        const string told =
            "NLD would cover 60 of the 100 AMMO-155 needed, 60.0%; no more than 50% should come from one ally.";
        Assert.Equal(new CeilingBreach("AMMO-155", "NLD", 60, 0.6m, 0.5m, told), Assert.Single(plan.CeilingBreaches));
        Assert.Contains(told, plan.Allocations[0].Reasons);
        Assert.DoesNotContain(told, plan.Allocations[1].Reasons);
    }

    [Fact]
    public void What_nobody_has_is_told_with_its_substitutes() =>
        Assert.Equal(
            ["There is no line of AMMO-155 or AMMO-122."],
            Why(A.Requirement("r1", 5, substitutes: new Substitute("AMMO-122", 1)))
        );

    [Fact]
    public void Each_sort_of_obstacle_is_counted_and_one_of_it_named()
    {
        SupplyLine[] lines =
        [
            A.Line("free", 0),
            A.Line("used", 3),
            A.Line("blocked", 9) with
            {
                Caveats = [new("Kept at home", Blocking: true)],
            },
            A.Line("tied", 9) with
            {
                Conditions = [new("If the others reach 30", "AMMO-155", 30, new(2027, 3, 1))],
            },
            A.Line("overdue", 9) with
            {
                DeliverBy = A.Today.AddDays(-1),
            },
            A.Line("late1", 9) with
            {
                DeliverBy = new(2027, 8, 1),
            },
            A.Line("late2", 9) with
            {
                DeliverBy = new(2027, 7, 1),
            },
            A.Line("lots", 40, lot: 20),
        ];
        Assert.Equal(
            [
                "Lines that could serve it and have nothing left: 1, of which 0 serve other needs only.",
                "Lines with nothing free: 1.",
                "Lines that a caveat rules out: 1, such as blocked/1: Kept at home",
                "Lines whose condition does not hold: 1, such as tied/1: Others have committed 0 of the 30 AMMO-155 that it depends on; it can still come to hold until 2027-03-01.",
                "Lines that are overdue: 1, such as overdue/1: It should have been handed over by 2027-01-03.",
                "Lines that come too late: 2, the first by 2027-07-01.",
                "Lines of which even the least part would cover more than the 16 still open: 1.",
            ],
            Why(A.Requirement("r1", 19), lines)
        );
    }

    [Fact]
    public void Lines_that_went_elsewhere_are_told_apart()
    {
        var plan = A.Plan(
            [A.Line("p1", 10), A.Line("p2", 5)],
            A.Requirement("r1", 15),
            A.Requirement("r2", 7, priority: 3)
        );
        Assert.Equal(
            ["Lines that could serve it and have nothing left: 2, of which 2 serve other needs only."],
            Assert.Single(plan.Uncovered).Why
        );
    }

    [Fact]
    public void A_donor_does_not_fill_its_own_stock() =>
        Assert.Equal(
            ["Lines of its own donor: 1."],
            Why(A.Gap("n1", 5) with { Kind = NeedKind.Replenishment, Donor = "NLD" }, A.Line("p1", 12))
        );
}
