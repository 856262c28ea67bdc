using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

/// <summary>Worked by hand, each from the rule as <see cref="Forecast"/> states it.</summary>
public sealed class ForecastTests
{
    private static readonly Month January = new(2027, 1);
    private static readonly Month February = new(2027, 2);
    private static readonly Month March = new(2027, 3);

    [Fact]
    public void Without_signals_and_reports_all_that_is_expected_is_forecast_and_nothing_is_short()
    {
        var month = AFlow.Expecting(1000, 3000).In(March);
        Assert.Equal((1000m, 0m, 3000m, 0m), (month.Forecast, month.Shortfall, month.ForecastEur, month.ShortfallEur));
        Assert.Equal((1m, 1m), (month.Basis.Factor, month.Basis.Slippage));
        Assert.Empty(month.Basis.SlippageMonths);
    }

    [Fact]
    public void A_reported_month_uses_the_report_whatever_signals_say()
    {
        var month = AFlow
            .Expecting(1000, 3000)
            .Signalled(AFlow.Signal(SignalKind.Halt, new(2026, 12, 1)))
            .Reporting(new(2026, 12), 400)
            .In(new(2026, 12));
        Assert.Null(month.Forecast);
        Assert.Equal((600m, 1800m, 1200m), (month.Shortfall, month.ShortfallEur, month.DeliveredEur));
    }

    [Theory]
    // Expected 1000, half of it by a signal: 500 forecast.
    [InlineData(400, 100, 500)] // 100 still to come
    [InlineData(500, 0, 500)]
    [InlineData(700, 0, 300)] // more came than was forecast
    public void The_report_of_a_month_that_still_runs_is_interim(int delivered, int stillToCome, int shortfall)
    {
        var flow = AFlow
            .Expecting(1000)
            .Signalled(AFlow.Signal(SignalKind.Reduce, new(2027, 1, 1), factor: 0.5m))
            .Reporting(January, delivered);
        var interim = flow.In(January);
        Assert.Equal((stillToCome, shortfall), ((int)interim.Forecast!, (int)interim.Shortfall));
        Assert.Equal((true, false, false), (interim.IsInterim, interim.IsConfirmed, interim.IsUnreported));

        var over = flow.In(January, January.End());
        Assert.Equal((null, 1000m - delivered), (over.Forecast, over.Shortfall));
        Assert.Equal((false, true), (over.IsInterim, over.IsConfirmed));
    }

    [Fact]
    public void A_month_that_still_runs_says_nothing_yet_of_how_well_deliveries_keep_up()
    {
        var flow = AFlow
            .Expecting(1000)
            .Reporting(new(2026, 11), 500)
            .Reporting(new(2026, 12), 500)
            .Reporting(January, 500);
        Assert.Equal((1m, 1000m), (flow.In(March).Basis.Slippage, flow.In(March).Forecast));
        Assert.Equal(0.5m, flow.In(March, January.End()).Basis.Slippage);
    }

    [Fact]
    public void A_month_that_is_over_and_not_reported_keeps_its_forecast_and_is_never_confirmed()
    {
        var flow = AFlow.Expecting(1000).Signalled(AFlow.Signal(SignalKind.Reduce, new(2026, 12, 1), factor: 0.5m));
        var month = flow.In(new(2026, 12));
        Assert.Equal((500m, 500m, 1000m), (month.Forecast, month.Shortfall, month.ShortfallIfNothingCame));
        Assert.Equal((true, false, false), (month.IsUnreported, month.IsConfirmed, month.IsInterim));

        var running = flow.In(January);
        Assert.Equal((false, null), (running.IsUnreported, running.ShortfallIfNothingCame));
        Assert.False(flow.Reporting(new(2026, 12), 0).In(new(2026, 12)).IsUnreported);
        var nothingDue = AFlow.Expecting(AFlow.Shells, new BaselineRow(new(2026, 12), 0), new(March, 10));
        Assert.False(nothingDue.In(new(2026, 12)).IsUnreported);
    }

    [Fact]
    public void More_than_expected_is_no_shortfall_and_makes_up_for_no_other_month()
    {
        var flow = AFlow.Expecting(1000).Reporting(new(2026, 11), 1700).Reporting(new(2026, 12), 900);
        Assert.Equal((0m, 100m), (flow.In(new(2026, 11)).Shortfall, flow.In(new(2026, 12)).Shortfall));
    }

    [Fact]
    public void A_halt_from_a_day_in_the_month_leaves_the_days_before_it()
    {
        // February 2027 has 28 days; on 21 of them, the 1st to the 21st, deliveries go on: 1000 x 21/28 = 750.
        var flow = AFlow.Expecting(1000, 2000).Signalled(AFlow.Signal(SignalKind.Halt, new(2027, 2, 22)));
        Assert.Equal(
            (1000m, 750m, 0m),
            (flow.In(January).Forecast, flow.In(February).Forecast, flow.In(March).Forecast)
        );
        Assert.Equal((250m, 500m), (flow.In(February).Shortfall, flow.In(February).ShortfallEur));
    }

    [Theory]
    // March 2027 has 31 days.
    [InlineData("2027-03-01", "2027-03-31", 0)] // all of it
    [InlineData("2027-03-11", "2027-03-20", 2100)] // the last day counts: 10 days gone, 3100 x 21/31
    [InlineData("2027-03-31", null, 3000)] // one day gone
    [InlineData("2027-01-01", "2027-03-01", 3000)] // the first day gone
    [InlineData("2027-04-01", null, 3100)] // begins after it
    [InlineData("2027-01-01", "2027-02-28", 3100)] // ended before it
    public void A_pause_takes_its_days_both_ends_included(string from, string? until, int forecast)
    {
        var pause = AFlow.Signal(SignalKind.Pause, DateOnly.Parse(from), until is null ? null : DateOnly.Parse(until));
        Assert.Equal(forecast, AFlow.Expecting(3100).Signalled(pause).In(March).Forecast);
    }

    [Fact]
    public void Of_the_signals_in_force_on_a_day_the_latest_to_begin_rules()
    {
        // 310 in March: halted since January; from the 11th reduced to half; the 16th to the 20th paused; from the 26th
        // resumed.
        // 10 days 0, 5 days 0.5, 5 days 0, 5 days 0.5 (the reduction rules again), 6 days 1: 11 of 31 days' worth: 310
        // x 11/31 = 110.
        var flow = AFlow
            .Expecting(310)
            .Signalled(AFlow.Signal(SignalKind.Resume, new(2027, 3, 26)), "signal-4")
            .Signalled(AFlow.Signal(SignalKind.Halt, new(2027, 1, 1)), "signal-1")
            .Signalled(AFlow.Signal(SignalKind.Pause, new(2027, 3, 16), new(2027, 3, 20)), "signal-3")
            .Signalled(AFlow.Signal(SignalKind.Reduce, new(2027, 3, 11), factor: 0.5m), "signal-2");
        Assert.Equal(
            (110m, 0m, 310m),
            (flow.In(March).Forecast, flow.In(February).Forecast, flow.In(new(2027, 4)).Forecast)
        );
        Assert.Equal(["signal-1", "signal-2", "signal-3", "signal-4"], flow.In(March).Basis.Signals);
    }

    [Fact]
    public void Of_two_from_the_same_day_the_one_recorded_later_rules_in_whichever_order_they_arrive()
    {
        var (halt, resume) = (
            AFlow.ASignal(AFlow.Signal(SignalKind.Halt, new(2027, 2, 1)), "signal-9"),
            AFlow.ASignal(AFlow.Signal(SignalKind.Resume, new(2027, 2, 1)), "signal-1", minutesLater: 5)
        );
        Assert.Equal(1000m, AFlow.Expecting(1000).Taking(halt).Taking(resume).In(February).Forecast);
        Assert.Equal(1000m, AFlow.Expecting(1000).Taking(resume).Taking(halt).In(February).Forecast);
    }

    [Fact]
    public void Of_two_recorded_at_the_same_moment_the_last_by_name_rules_in_whichever_order_they_arrive()
    {
        var (halt, resume) = (
            AFlow.ASignal(AFlow.Signal(SignalKind.Halt, new(2027, 2, 1)), "signal-1"),
            AFlow.ASignal(AFlow.Signal(SignalKind.Resume, new(2027, 2, 1)), "signal-2")
        );
        Assert.Equal(1000m, AFlow.Expecting(1000).Taking(halt).Taking(resume).In(February).Forecast);
        Assert.Equal(1000m, AFlow.Expecting(1000).Taking(resume).Taking(halt).In(February).Forecast);
    }

    [Fact]
    public void The_same_halt_recorded_again_changes_no_figure()
    {
        var once = AFlow.Expecting(1000, 500).Signalled(AFlow.Signal(SignalKind.Halt, new(2027, 2, 15)));
        var twice = once.Signalled(AFlow.Signal(SignalKind.Halt, new(2027, 2, 15)), "signal-2", minutesLater: 30);
        Assert.Equal(
            Forecast.Of(once, Given.Now).Select(m => (m.Month, m.Forecast, m.Shortfall, m.ShortfallEur)),
            Forecast.Of(twice, Given.Now).Select(m => (m.Month, m.Forecast, m.Shortfall, m.ShortfallEur))
        );
    }

    [Fact]
    public void A_day_share_that_is_a_whole_number_is_forecast_whole()
    {
        // 31 x 1/31 is 1 and not 0.999…; 30 x 2/3 is 20.
        Assert.Equal(
            1m,
            AFlow.Expecting(31).Signalled(AFlow.Signal(SignalKind.Halt, new(2027, 3, 2))).In(March).Forecast
        );
        Assert.Equal(
            20m,
            AFlow
                .Expecting(30)
                .Reporting(new(2026, 1), 20)
                .Reporting(new(2026, 2), 20)
                .Reporting(new(2026, 3), 20)
                .In(March)
                .Forecast
        );
    }

    [Fact]
    public void Units_are_rounded_down_to_whole_ones_and_money_to_cents()
    {
        // 10 days of 28: 100 x 10/28 = 35.714…
        var halt = AFlow.Signal(SignalKind.Halt, new(2027, 2, 11));
        Assert.Equal(35m, AFlow.Expecting(100).Signalled(halt).In(February).Forecast);
        var money = AFlow.Expecting(100, capability: "FUNDING").Signalled(halt).In(February);
        Assert.Equal((35.71m, 64.29m, 64.29m), (money.Forecast, money.Shortfall, money.ShortfallEur));
    }

    [Fact]
    public void A_value_that_is_not_known_stays_unknown() => Assert.Null(AFlow.Expecting(1000).In(March).ShortfallEur);

    [Fact]
    public void What_was_delivered_is_worth_what_the_report_says_and_nothing_is_said_of_a_month_without_one()
    {
        var flow = AFlow.Expecting(1000, 3000);
        flow = flow.After(
            Report.Decide(
                flow,
                AFlow.Delivered(AFlow.Shells, January, 400) with
                {
                    Value = 1500,
                },
                Given.Coordinator,
                Given.Now
            )
        );
        Assert.Equal((1500m, null), (flow.In(January).DeliveredEur, flow.In(February).DeliveredEur));
    }

    [Fact]
    public void Where_nothing_is_expected_nothing_is_short_and_what_comes_is_worth_nothing()
    {
        var month = AFlow.Expecting(0, 0).In(March);
        Assert.Equal((0m, 0m, 0m), (month.Shortfall, month.ShortfallEur, month.ForecastEur));
    }

    [Fact]
    public void A_month_outside_the_baseline_that_is_reported_is_short_of_nothing()
    {
        var month = AFlow.Expecting(1000).Reporting(new(2025, 12), 10).In(new(2025, 12));
        Assert.Equal((0m, 0m), (month.Baseline.Quantity, month.Shortfall));
    }
}
