using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

/// <summary>What comes under several authorities in one month: 600 by drawdown and 400 bought from industry.</summary>
public sealed class AuthorityTests
{
    private static readonly Month March = new(2027, 3);
    private static readonly Month December = new(2026, 12);

    private static readonly UsFlow Flow = AFlow.Expecting(
        AFlow.Shells,
        new(new(2026, 1), 600, new Month(2027, 12)),
        new(new(2026, 7), 400, new Month(2027, 12), Authority: UsAuthority.USAI)
    );

    [Fact]
    public void A_halt_of_one_leaves_the_others()
    {
        var halted = Flow.Signalled(Of(UsAuthority.PDA, SignalKind.Halt)).In(March);
        Assert.Equal((1000m, 400m, 600m), (halted.Baseline.Quantity, halted.Forecast, halted.Shortfall));
        Assert.Equal(0.4m, halted.Basis.Factor);
        Assert.Equal(["signal-1"], halted.Basis.Signals);
        Assert.Equal(
            [(UsAuthority.PDA, 600m, 0m), (UsAuthority.USAI, 400m, 1m)],
            halted.Basis.Authorities.Select(a => (a.Authority, a.Expected, a.Factor))
        );
        Assert.Empty(Flow.In(new(2026, 3)).Basis.Authorities);
    }

    [Fact]
    public void Of_each_the_latest_to_begin_rules_and_a_signal_of_all_is_one_of_each()
    {
        // All are reduced to a half in February; what is bought resumes in March: 300 + 400.
        var flow = Flow.Signalled(AFlow.Signal(SignalKind.Reduce, new(2027, 2, 1), factor: 0.5m))
            .Signalled(Of(UsAuthority.USAI, SignalKind.Resume), "signal-2");
        Assert.Equal(500m, flow.In(new(2027, 2)).Forecast);
        Assert.Equal(700m, flow.In(March).Forecast);
        Assert.Equal(["signal-1", "signal-2"], flow.In(March).Basis.Signals);
        // An authority that delivers nothing may be signalled too.
        Assert.Equal(1000m, Flow.Signalled(Of(UsAuthority.FMF, SignalKind.Halt)).In(March).Forecast);
        // Only the drawdown was to deliver in spring 2026, which the halt of all there was then ends.
        Assert.Equal(600m, Flow.In(new(2026, 5)).Forecast);
    }

    [Fact]
    public void A_signal_that_is_corrected_to_another_authority_is_counted_there()
    {
        var signal = AFlow.ASignal(Of(UsAuthority.PDA, SignalKind.Halt));
        var correction = new CorrectSignal("Misread", Of(UsAuthority.USAI, SignalKind.Halt));
        var corrected = UsSignal.Apply(
            signal,
            Signals.Correct(signal, correction, Given.Coordinator).Only<UsSignalCorrected>()
        );
        var flow = Flow.Taking(signal).Taking(corrected);
        Assert.Equal(600m, flow.In(March).Forecast);
        Signals.Take(AFlow.Id, AFlow.Shells, flow, corrected, Given.Now).IsNothing();
    }

    [Fact]
    public void A_report_says_under_which_it_came()
    {
        var plain = AFlow.Delivered(AFlow.Shells, December, 900);
        Refused(plain);
        Refused(plain with { Under = [] });
        Refused(plain with { Under = [new(UsAuthority.PDA, 500), new(UsAuthority.USAI, 300)] });
        Refused(plain with { Under = [new(UsAuthority.PDA, 500), new(UsAuthority.PDA, 400)] });
        Refused(plain with { Under = [new(UsAuthority.PDA, -100), new(UsAuthority.USAI, 1000)] });
        var told = plain with { Under = [new(UsAuthority.USAI, 400), new(UsAuthority.PDA, 500)] };
        var flow = Flow.After(Report.Decide(Flow, told, Given.Coordinator, Given.Now));
        DeliveredUnder[] kept = [new(UsAuthority.PDA, 500), new(UsAuthority.USAI, 400)];
        Assert.Equal(kept, flow.Report(December)!.Under);

        Correct(flow, kept).IsNothing();
        DeliveredUnder[] other = [new(UsAuthority.PDA, 400), new(UsAuthority.USAI, 500)];
        Assert.Equal(other, Correct(flow, other).Only<UsReportCorrected>().Report.Under);
        Assert.NotNull(Report.Correct(flow, December, Correction([]), Given.Coordinator, Given.Now).Error);
        // Of a month of one authority it need not be said.
        Assert.Empty(Flow.Reporting(new(2026, 3), 100).Report(new(2026, 3))!.Under);

        void Refused(ReportDeliveries report) =>
            Assert.StartsWith(
                "/under",
                Assert.Single(Report.Decide(Flow, report, Given.Coordinator, Given.Now).Wrong()),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_month_is_said_once_of_each_authority()
    {
        var twice = AFlow.Baseline(new(March, 1, Authority: UsAuthority.PDA), new(March, 2));
        Assert.Equal(
            ["/months/1/month"],
            SetBaseline.Decide(AFlow.Id, AFlow.Shells, null, twice, Given.Coordinator, Given.Now).Wrong()
        );
        Assert.Equal(2, Flow.Baseline!.Parts.Count(p => p.Month == March));
        Assert.DoesNotContain(Flow.Baseline.Parts, p => p.Month == new Month(2026, 3));
        // Another split of the same sum is another baseline.
        var same = AFlow.Baseline(
            new(new(2026, 1), 600, new Month(2027, 12)),
            new(new(2026, 7), 400, new Month(2027, 12), Authority: UsAuthority.FMS)
        ) with
        {
            Reason = "Sold, not given",
        };
        SetBaseline.Decide(AFlow.Id, AFlow.Shells, Flow, same, Given.Coordinator, Given.Now).Only<UsBaselineSet>();
    }

    [Fact]
    public void The_value_of_a_month_is_that_of_its_parts_as_far_as_all_are_known()
    {
        Assert.Equal(new(300, 400, "USD", 0.75m), Value(Usd(100, 0.75m), Usd(300, 0.75m)));
        Assert.Equal(new(275, 275, "EUR", 1), Value(Usd(100, 0.75m), Usd(400, 0.5m)));
        Assert.Null(Value(Usd(100, 0.75m), new(March, 5)));
        Assert.Equal(new(75, 100, "USD", 0.75m), Value(Usd(100, 0.75m), new(March, 0)));

        static BaselineRow Usd(decimal value, decimal rate) => new(March, 5, null, value, "USD", rate);
        static EurValue? Value(BaselineRow first, BaselineRow second) =>
            AFlow.Expecting(AFlow.Shells, first, second with { Authority = UsAuthority.USAI }).In(March).Baseline.Value;
    }

    private static Domain.Decisions.Decision<UsFlowEvent> Correct(UsFlow flow, DeliveredUnder[] under) =>
        Report.Correct(flow, December, Correction(under), Given.Coordinator, Given.Now);

    private static CorrectReport Correction(DeliveredUnder[] under) =>
        new(900, AFlow.Reported, "Late news", Under: under);

    private static SignalTerms Of(UsAuthority authority, SignalKind kind) =>
        AFlow.Signal(kind, new(2027, 3, 1)) with
        {
            Authority = authority,
        };
}
