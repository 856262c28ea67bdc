using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

public sealed class SetBaselineTests
{
    private static readonly Month March = new(2027, 3);

    [Fact]
    public void Only_coordinators_say_what_is_expected() =>
        Assert.All(
            Given.Everyone,
            actor =>
                Assert.Equal(
                    actor != Given.Coordinator,
                    SetBaseline
                        .Decide(
                            AFlow.Id,
                            AFlow.Shells,
                            null,
                            AFlow.Baseline(new BaselineRow(March, 1)),
                            actor,
                            Given.Now
                        )
                        .IsForbidden()
                )
        );

    [Fact]
    public void Months_of_a_gap_are_left_out_only_by_name()
    {
        var flow = AFlow
            .Expecting(1000)
            .Signalled(AFlow.Signal(SignalKind.Halt, new(2027, 2, 1), new(2027, 3, 31)))
            .SearchedForGaps();
        var next = AFlow.Baseline(new BaselineRow(new(2028, 1), 1000)) with { Reason = "Next year" };
        var refused = Put(next);
        Assert.Equal("months-left-out", Assert.IsType<Conflict>(refused.Error).Code);
        Assert.Contains("2027-02, 2027-03 of gap-1", refused.Error!.Detail, StringComparison.Ordinal);
        Assert.Contains(
            "2027-03 of",
            Put(next with { Without = [new(2027, 2)] }).Error!.Detail,
            StringComparison.Ordinal
        );

        Assert.Null(Put(next with { Without = [new(2027, 2), March] }).Error);
        // Said to be nothing is said.
        Assert.Null(
            Put(AFlow.Baseline(new BaselineRow(new(2027, 2), 0, March)) with { Reason = "Nothing was promised" }).Error
        );

        Decision<UsFlowEvent> Put(PutBaseline put) =>
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, flow, put, Given.Coordinator, Given.Now);
    }

    [Fact]
    public void A_row_may_stand_for_several_months_alike()
    {
        var flow = AFlow.Expecting(AFlow.Shells, new(March, 10, new Month(2027, 5), 30), new(new(2027, 1), 7));
        Assert.Equal(
            [
                new(new(2027, 1), 7, null),
                .. new[] { 3, 4, 5 }.Select(m => new BaselineMonth(new(2027, m), 10, new(30, 30, "EUR", 1))),
            ],
            flow.Baseline!.Months
        );
    }

    [Fact]
    public void Money_of_another_currency_is_kept_as_it_was_and_counted_in_euro_at_its_rate()
    {
        var flow = AFlow.Expecting(
            AFlow.Shells,
            new BaselineRow(March, 10, Value: 1000.01m, Currency: "USD", EurRate: 0.91m)
        );
        Assert.Equal(new EurValue(910.01m, 1000.01m, "USD", 0.91m), flow.Baseline!.Months[0].Value);
    }

    [Theory]
    [InlineData(100, null, null, null, 100)]
    [InlineData(92, 100, "USD", "0.92", 92)]
    public void Money_is_its_own_value(int quantity, int? value, string? currency, string? rate, int eur)
    {
        var flow = AFlow.Expecting(
            "FUNDING",
            new BaselineRow(March, quantity, null, value, currency, rate is null ? null : decimal.Parse(rate))
        );
        Assert.Equal(eur, flow.Baseline!.Months[0].Value!.Eur);
    }

    [Theory]
    [MemberData(nameof(WrongRows))]
    public void A_row_that_cannot_be_meant_is_refused_at_its_field(
        string capability,
        BaselineRow row,
        string pointer
    ) =>
        Assert.Equal(
            [$"/months/0/{pointer}"],
            SetBaseline.Decide(AFlow.Id, capability, null, AFlow.Baseline(row), Given.Coordinator, Given.Now).Wrong()
        );

    public static TheoryData<string, BaselineRow, string> WrongRows { get; } =
        new()
        {
            { AFlow.Shells, new(March, -1), "quantity" },
            { AFlow.Shells, new(March, 0.5m), "quantity" },
            { AFlow.Shells, new(March, 1_000_000_001), "quantity" },
            { "FUNDING", new(March, 1_000_000_000_001), "quantity" },
            { "FUNDING", new(March, 1.001m), "quantity" },
            { AFlow.Shells, new(March, 1, new Month(2027, 2)), "to" },
            { AFlow.Shells, new(March, 1, new Month(2047, 3)), "to" },
            { AFlow.Shells, new(March, 1, Value: -1), "value" },
            { AFlow.Shells, new(March, 1, Value: 1.005m), "value" },
            { AFlow.Shells, new(March, 0, Value: 1), "value" },
            { "FUNDING", new(March, 100, Value: 99), "value" },
            { "FUNDING", new(March, 100, Value: 100.02m), "value" },
            { "FUNDING", new(March, 100, Value: 110, Currency: "USD"), "eurRate" },
            { AFlow.Shells, new(March, 1, Currency: "USD"), "currency" },
            { AFlow.Shells, new(March, 1, Value: 1, Currency: "EURO", EurRate: 1), "currency" },
            { AFlow.Shells, new(March, 1, Value: 1, Currency: "USD"), "eurRate" },
            { AFlow.Shells, new(March, 1, Value: 1, EurRate: 0.9m), "eurRate" },
            { AFlow.Shells, new(March, 1, EurRate: 0.9m), "eurRate" },
            { AFlow.Shells, new(March, 1, Value: 1, Currency: "USD", EurRate: 0), "eurRate" },
            { AFlow.Shells, new(March, 1, Value: 1, Currency: "USD", EurRate: 10_001), "eurRate" },
            { AFlow.Shells, new(March, 1, Value: 1, Currency: "USD", EurRate: 0.123456789m), "eurRate" },
        };

    [Theory]
    [MemberData(nameof(RowsAtTheirLimits))]
    public void What_is_just_within_the_limits_is_expected(string capability, BaselineRow row)
    {
        var month = Assert.Single(AFlow.Expecting(capability, row).Baseline!.Months);
        Assert.Equal((row.Quantity, row.Value), (month.Quantity, month.Value?.Amount));
    }

    public static TheoryData<string, BaselineRow> RowsAtTheirLimits { get; } =
        new()
        {
            { AFlow.Shells, new(March, 1_000_000_000) },
            { AFlow.Shells, new(March, 1, Value: 0) },
            { AFlow.Shells, new(March, 1, Value: 1_000_000_000_000) },
            { AFlow.Shells, new(March, 1, Value: 1, Currency: "USD", EurRate: 10_000) },
            { AFlow.Shells, new(March, 1, Value: 1, Currency: "USD", EurRate: 0.00000001m) },
            { "FUNDING", new(March, 1_000_000_000_000, Value: 1_000_000_000_000) },
        };

    [Theory]
    [InlineData("99.99")] // 91.9908 EUR
    [InlineData("100")]
    [InlineData("100.01")] // 92.0092 EUR
    public void Money_that_comes_to_the_quantity_to_the_cent_is_that_quantity_and_kept_as_it_was(string dollars)
    {
        var flow = AFlow.Expecting(
            "FUNDING",
            new BaselineRow(March, 92, Value: decimal.Parse(dollars), Currency: "USD", EurRate: 0.92m)
        );
        Assert.Equal(new EurValue(92, decimal.Parse(dollars), "USD", 0.92m), flow.Baseline!.Months[0].Value);
    }

    [Fact]
    public void A_row_of_many_months_said_before_is_refused_once()
    {
        var put = AFlow.Baseline(new(March, 1, new Month(2027, 6)), new(March, 1, new Month(2027, 6)));
        var refused = Assert.IsType<InvalidInput>(
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, null, put, Given.Coordinator, Given.Now).Error
        );
        Assert.Equal(
            "2027-03 is said twice of PDA: a month has one expectation of each authority.",
            Assert.Single(refused.Fields).Detail
        );
    }

    [Fact]
    public void A_month_said_twice_is_refused_where_it_is_said_again()
    {
        var put = AFlow.Baseline(
            new(March, 1, new Month(2027, 6)),
            new(new(2027, 9), 1),
            new(new(2027, 1), 1, new Month(2027, 12))
        );
        Assert.Equal(
            ["/months/2/month"],
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, null, put, Given.Coordinator, Given.Now).Wrong()
        );
    }

    [Fact]
    public void Twenty_years_fit_and_no_more_nor_none()
    {
        Assert.Equal(
            240,
            AFlow.Expecting(AFlow.Shells, new BaselineRow(new(2020, 1), 1, new Month(2039, 12))).Baseline!.Months.Count
        );
        var two = AFlow.Baseline(new(new(2020, 1), 1, new Month(2039, 12)), new(new(2040, 1), 1));
        Assert.Equal(
            ["/months/1/month"],
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, null, two, Given.Coordinator, Given.Now).Wrong()
        );
        Assert.Equal(
            ["/months"],
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, null, AFlow.Baseline(), Given.Coordinator, Given.Now).Wrong()
        );
    }

    [Fact]
    public void Method_and_source_are_needed()
    {
        var put = AFlow.Baseline(new BaselineRow(March, 1)) with { Method = " ", Source = "" };
        Assert.Equal(
            ["/method", "/source"],
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, null, put, Given.Coordinator, Given.Now).Wrong()
        );
    }

    [Fact]
    public void A_correction_replaces_the_months_keeps_the_reports_and_needs_a_reason()
    {
        var flow = AFlow.Expecting(1000).Reporting(new(2026, 12), 900);
        var put = AFlow.Baseline(new BaselineRow(March, 5)) with { Disclosure = Disclosure.Public };
        Assert.Equal(
            ["/reason"],
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, flow, put, Given.Coordinator, Given.Now).Wrong()
        );

        var corrected = flow.After(
            SetBaseline.Decide(
                AFlow.Id,
                AFlow.Shells,
                flow,
                put with
                {
                    Reason = "New contract",
                },
                Given.Coordinator,
                Given.Now
            )
        );
        Assert.Equal(
            (1, 1, Disclosure.Public),
            (corrected.Baseline!.Months.Count, corrected.Reports.Count, corrected.Disclosure)
        );
    }

    [Fact]
    public void What_is_already_so_changes_nothing()
    {
        var flow = AFlow.Expecting(AFlow.Shells, new BaselineRow(March, 5));
        SetBaseline
            .Decide(
                AFlow.Id,
                AFlow.Shells,
                flow,
                AFlow.Baseline(new BaselineRow(March, 5)) with
                {
                    Reason = "Again",
                },
                Given.Coordinator,
                Given.Now.AddDays(1)
            )
            .IsNothing();
    }
}
