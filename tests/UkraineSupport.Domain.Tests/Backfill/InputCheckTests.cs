using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Requirements;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

public class InputCheckTests
{
    private static readonly SupplyLine Line = A.Line("p1", 10);
    private static readonly Need Need = A.Requirement("r1", 10);

    private static string Refused(PlanInput input, PlanOptions? options = null) =>
        Assert.Throws<ArgumentException>(() => A.Plan(input, options)).Message;

    [Fact]
    public void A_line_or_need_that_comes_twice_is_refused()
    {
        Assert.Contains("twice", Refused(A.Input([Line, Line], Need)));
        Assert.Contains("twice", Refused(A.Input([Line], Need, Need)));
        Assert.NotEmpty(A.Plan([Line, Line with { Line = 2 }], Need, Need with { Id = "r2" }).Allocations);
    }

    public static TheoryData<SupplyLine> WrongLines() =>
        [
            Line with
            {
                Free = -1,
            },
            Line with
            {
                Free = 1_000_000_000_001,
            },
            Line with
            {
                Lot = 0,
            },
            Line with
            {
                Lot = -1,
            },
            Line with
            {
                UnitValueEur = -1,
            },
        ];

    [Theory, MemberData(nameof(WrongLines))]
    public void So_is_a_line_with_an_impossible_number(SupplyLine line) =>
        Assert.Contains("line p1/1", Refused(A.Input([line], Need)));

    public static TheoryData<Need> WrongNeeds() =>
        [
            Need with
            {
                Open = -1,
            },
            Need with
            {
                Total = -1,
            },
            Need with
            {
                Open = 1_000_000_000_000_001,
            },
            Need with
            {
                Total = 1_000_000_000_000_001,
            },
            Need with
            {
                Priority = 0,
            },
            Need with
            {
                Priority = 6,
            },
            Need with
            {
                Substitutes = [new Substitute("AMMO-122", 0)],
            },
            Need with
            {
                Substitutes = [new Substitute("AMMO-155", 1)],
            },
        ];

    [Theory, MemberData(nameof(WrongNeeds))]
    public void So_is_such_a_need(Need need) => Assert.Contains("need r1", Refused(A.Input([Line], need)));

    public static TheoryData<PlanOptions> WrongOptions() =>
        [
            new PlanOptions { PriorityWeights = [1, 1] },
            new PlanOptions { PriorityWeights = [1, 1, 1, 0, 1] },
            new PlanOptions { ReplenishmentWeight = 0 },
            new PlanOptions { Ceiling = -1 },
            new PlanOptions { CeilingPenalty = -1 },
            new PlanOptions { CeilingPenalty = 0.1m },
            new PlanOptions { MonthlyDiscount = 1.1m },
            new PlanOptions { MonthlyDiscount = -1 },
            new PlanOptions { LateMonths = -1 },
            new PlanOptions { Effort = -1 },
        ];

    [Theory, MemberData(nameof(WrongOptions))]
    public void So_is_an_option_that_makes_no_sense(PlanOptions options) => Refused(A.Input([Line], Need), options);

    [Fact]
    public void So_is_nothing_kept() =>
        Assert.Contains("kept", Refused(A.Input([Line], Need) with { Kept = [new("p1", 1, "r1", 0)] }));
}
