using UkraineSupport.Domain.Backfill;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

public class TimeWeightTests
{
    private static int Percent(
        string deliverBy,
        NeedKind kind = NeedKind.Gap,
        string? from = null,
        string? availableFrom = null,
        PlanOptions? options = null
    ) =>
        TimeWeight.Percent(
            A.Line("p1", 1) with
            {
                DeliverBy = Day(deliverBy)!.Value,
                AvailableFrom = Day(availableFrom),
            },
            A.Gap("g1", 1) with
            {
                Kind = kind,
                NeededBy = new(2027, 6, 15),
                From = Day(from),
            },
            options ?? new()
        );

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", null);

    [Theory]
    [InlineData("2027-06-15", 100)]
    [InlineData("2027-06-16", 0)]
    public void A_requirement_has_no_use_for_it_a_day_late(string deliverBy, int percent) =>
        Assert.Equal(percent, Percent(deliverBy, NeedKind.Requirement));

    [Theory]
    [InlineData("2027-06-15", 100)]
    [InlineData("2027-06-16", 75)]
    [InlineData("2027-07-15", 75)]
    [InlineData("2027-07-16", 50)]
    [InlineData("2027-09-15", 25)]
    [InlineData("2027-09-16", 0)]
    public void For_a_gap_it_falls_with_each_month_begun(string deliverBy, int percent)
    {
        Assert.Equal(percent, Percent(deliverBy));
        Assert.Equal(percent, Percent(deliverBy, NeedKind.Replenishment));
    }

    [Theory]
    [InlineData("2027-06-15", 75)]
    [InlineData("2027-06-16", 0)]
    public void Late_counts_only_where_the_first_handover_can_be_in_time(string availableFrom, int percent) =>
        Assert.Equal(percent, Percent("2027-07-01", availableFrom: availableFrom));

    [Theory]
    [InlineData("2027-04-30", "2027-04-01", 100)]
    [InlineData("2027-03-01", "2027-04-01", 100)]
    [InlineData("2027-05-01", "2027-04-30", 98)]
    [InlineData("2027-06-15", "2026-06-20", 76)]
    [InlineData("2027-07-10", "2027-05-01", 72)]
    public void Each_calendar_month_after_the_first_day_takes_a_little_off(
        string deliverBy,
        string from,
        int percent
    ) => Assert.Equal(percent, Percent(deliverBy, from: from));

    [Fact]
    public void What_counts_at_all_counts_for_a_tenth()
    {
        Assert.Equal(10, Percent("2027-06-15", from: "2020-01-01"));
        Assert.Equal(10, Percent("2027-07-15", from: "2024-01-01", options: new() { LateMonths = 1 }));
    }

    [Fact]
    public void No_month_late_may_be_asked_for()
    {
        Assert.Equal(0, Percent("2027-06-16", options: new() { LateMonths = 0 }));
        Assert.Equal(100, Percent("2027-06-15", options: new() { LateMonths = 0 }));
    }

    [Theory]
    [InlineData("2027-02-28", 100, 220)]
    [InlineData("2027-03-01", 87, 220)]
    [InlineData("2027-07-01", 100, 20)]
    [InlineData("2027-12-31", 100, 20)]
    [InlineData("2028-03-31", 23, 20)]
    [InlineData("2028-05-01", 0, 0)]
    public void Of_a_gap_it_is_the_mean_over_the_months_that_it_is_of_use_for(string by, int percent, decimal useful)
    {
        NeedMonth Of(int month, decimal open) =>
            new(new(2027, month, 1), new DateOnly(2027, month, 1).AddMonths(1).AddDays(-1), open);
        var need = A.Gap("g1", 220) with { Months = [Of(2, 100), Of(3, 100), Of(12, 20)] };
        Assert.Equal(
            (percent, useful),
            TimeWeight.Of(A.Line("p1", 1) with { DeliverBy = Day(by)!.Value }, need, new())
        );
    }

    [Fact]
    public void A_line_of_December_is_not_taken_for_February()
    {
        var need = A.Gap("g1", 101) with
        {
            NeededBy = new(2027, 12, 31),
            Months = [new(new(2027, 2, 1), new(2027, 2, 28), 100), new(new(2027, 12, 1), new(2027, 12, 31), 1)],
        };
        var plan = A.Plan([A.Line("p1", 500) with { DeliverBy = new(2027, 12, 31) }], need);
        Assert.Equal(["p1/1 1 > g1"], plan.Parts());
        Assert.Contains(
            "in time for 1 that 1 of 2 months miss",
            string.Join(' ', plan.Allocations[0].Reasons),
            StringComparison.Ordinal
        );
        Assert.Equal(100, Assert.Single(plan.Uncovered).Quantity);
    }
}
