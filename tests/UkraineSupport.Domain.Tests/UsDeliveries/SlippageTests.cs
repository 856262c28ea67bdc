using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

public sealed class SlippageTests
{
    private static readonly Month March = new(2027, 3);

    [Fact]
    public void Two_reported_months_say_nothing_yet_and_three_do()
    {
        var two = AFlow.Expecting(1000).Reporting(new(2026, 10), 500).Reporting(new(2026, 11), 700);
        Assert.Equal((1000m, 1m), (two.In(March).Forecast, two.In(March).Basis.Slippage));

        // (500 + 700 + 900) / 3000 = 0.7
        var three = two.Reporting(new(2026, 12), 900);
        Assert.Equal((700m, 0.7m), (three.In(March).Forecast, three.In(March).Basis.Slippage));
        Assert.Equal([new(2026, 10), new(2026, 11), new(2026, 12)], three.In(March).Basis.SlippageMonths);
    }

    [Fact]
    public void Only_the_last_six_reported_months_count()
    {
        // June's 0 is the seventh from the end: (600 x 5 + 1200) / 6000 = 0.7
        var flow = AFlow.Expecting(1000).Reporting(new(2026, 6), 0);
        foreach (var month in Enumerable.Range(7, 5))
            flow = flow.Reporting(new(2026, month), 600);
        flow = flow.Reporting(new(2026, 12), 1200);
        Assert.Equal((700m, 6), (flow.In(March).Forecast, flow.In(March).Basis.SlippageMonths.Count));
    }

    [Fact]
    public void Deliveries_beyond_what_was_due_do_not_raise_the_forecast_above_the_expected()
    {
        var flow = AFlow
            .Expecting(1000)
            .Reporting(new(2026, 10), 2000)
            .Reporting(new(2026, 11), 2000)
            .Reporting(new(2026, 12), 2000);
        Assert.Equal((1000m, 1m), (flow.In(March).Forecast, flow.In(March).Basis.Slippage));
    }

    [Fact]
    public void A_month_is_forecast_from_the_reports_before_it_only()
    {
        // November is not reported; before it: (900 + 900 + 900) / 3000; the 0 of December is for the months after it.
        var flow = AFlow
            .Expecting(1000)
            .Reporting(new(2026, 8), 900)
            .Reporting(new(2026, 9), 900)
            .Reporting(new(2026, 10), 900)
            .Reporting(new(2026, 12), 0);
        Assert.Equal((900m, 675m), (flow.In(new(2026, 11)).Forecast, flow.In(March).Forecast));
    }

    [Fact]
    public void What_was_due_is_what_signals_left()
    {
        // Reduced to half since October: 400 of 500 due, three times: 0.8; March: 1000 x 0.5 x 0.8 = 400.
        var flow = AFlow
            .Expecting(1000)
            .Signalled(AFlow.Signal(SignalKind.Reduce, new(2026, 10, 1), factor: 0.5m))
            .Reporting(new(2026, 10), 400)
            .Reporting(new(2026, 11), 400)
            .Reporting(new(2026, 12), 400);
        Assert.Equal(
            (400m, 0.8m, 0.5m),
            (flow.In(March).Forecast, flow.In(March).Basis.Slippage, flow.In(March).Basis.Factor)
        );
    }

    [Fact]
    public void Months_of_a_halt_say_nothing_of_slippage()
    {
        // 0.6 before the halt of October; what trickles in during it, or does not, leaves that as it was when
        // deliveries resume.
        var flow = AFlow
            .Expecting(1000)
            .Reporting(new(2026, 7), 600)
            .Reporting(new(2026, 8), 600)
            .Reporting(new(2026, 9), 600)
            .Signalled(AFlow.Signal(SignalKind.Halt, new(2026, 10, 1), new(2027, 1, 31)))
            .Reporting(new(2026, 10), 50)
            .Reporting(new(2026, 11), 0)
            .Reporting(new(2026, 12), 0);
        Assert.Equal((600m, 0.6m), (flow.In(March).Forecast, flow.In(March).Basis.Slippage));
        Assert.Equal(0m, flow.In(new(2027, 1)).Forecast);
    }

    [Fact]
    public void Months_in_which_nothing_was_expected_say_nothing_either()
    {
        var flow = AFlow.Expecting(
            AFlow.Shells,
            new(new(2026, 1), 1000, new Month(2026, 3)),
            new(new(2026, 4), 0, new Month(2026, 12)),
            new(new(2027, 1), 1000, new Month(2027, 6))
        );
        foreach (var month in Enumerable.Range(1, 12))
            flow = flow.Reporting(new(2026, month), month <= 3 ? 800 : 0);
        Assert.Equal(800m, flow.In(March).Forecast);
    }
}
