using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>The forecast, worked by hand.</summary>
public class RampTests
{
    private static RampMonth Month(AnAgreement agreement, int year, int month) =>
        Ramp.Of(agreement, agreement.Now).Single(m => m.Month == new Month(year, month));

    [Fact]
    public void Without_evidence_it_is_seven_tenths_of_the_plan()
    {
        var agreement = AnAgreement.Planned(24, 1000);
        // 0.7 ± 1.2816 × 0.2 = 0.44368 and 0.95632.
        Assert.Equal(new(443, 700, 956), Month(agreement, 2027, 1).Forecast);
        // A year ahead × √2: 0.7 ± 0.362491; never more than planned.
        Assert.Equal(new(337, 700, 1000), Month(agreement, 2028, 1).Forecast);
        Assert.Equal(DifferenceCause.Evidence, Month(agreement, 2028, 1).Cause);
    }

    [Fact]
    public void What_was_made_bears_it_out()
    {
        var agreement = AnAgreement.Planned(24, 1000);
        foreach (var month in Enumerable.Range(1, 6))
            agreement.Made(new(2027, month), 900);
        // Mean (3 × 0.7 + 6 × 0.9) / 9 = 0.833333; variance (3 × (0.04 + 0.017778) + 6 × 0.004444) / 9 = 0.022222,
        // spread 0.149071; × 1.2816 = 0.191050.
        Assert.Equal(new(642, 833, 1000), Month(agreement, 2027, 7).Forecast);
    }

    [Fact]
    public void Six_months_are_seen_and_none_counts_more_than_one_and_a_half()
    {
        var agreement = AnAgreement.Planned(24, 1000).Made(new(2027, 1), 0);
        Assert.NotEmpty(agreement.State.Bottlenecks);
        agreement.Do(a => Bottlenecks.Close(a, 1, new("x"), Given.Danish, agreement.Now));
        foreach (var month in Enumerable.Range(2, 6))
            agreement.Made(new(2027, month), 3000);
        // (2.1 + 6 × 1.5) / 9 = 1.2333: no more than the plan. January is too long ago.
        Assert.Equal(1000, Month(agreement, 2027, 8).Forecast!.P50);
    }

    [Fact]
    public void A_unit_is_made_or_forecast()
    {
        var agreement = AnAgreement.Planned(24, 1000).On(2027, 1, 20);
        agreement.Do(a =>
            Output.Report(a, new(new(2027, 1), 600, 600), Given.Danish, agreement.Now, AnAgreement.Settings)
        );
        var month = Month(agreement, 2027, 1);
        Assert.Equal(new(0, 100, 356), month.Forecast);
        Assert.Equal(-300, month.Difference);
    }

    [Fact]
    public void A_month_that_is_over_has_no_forecast_reported_or_not()
    {
        var agreement = AnAgreement.Planned(24, 1000).Made(new(2027, 1), 900).On(2027, 3, 1);
        var (january, february) = (Month(agreement, 2027, 1), Month(agreement, 2027, 2));
        Assert.Equal((null, -100m, DifferenceCause.Unexplained), (january.Forecast, january.Difference, january.Cause));
        Assert.Equal(
            (null, -1000m, DifferenceCause.NotReported),
            (february.Forecast, february.Difference, february.Cause)
        );
    }

    [Fact]
    public void No_more_than_bottlenecks_leave()
    {
        var agreement = AnAgreement.Planned(24, 1000).Opened(BottleneckKind.Material, 400, "RDX");
        agreement.Do(a => Bottlenecks.Assign(a, 1, new("NATO", new(2027, 3, 31)), false, Given.Danish, agreement.Now));
        // P10 as if it stayed, P50 until its day, P90 this month only.
        Assert.Equal(new(443, 600, 600), Month(agreement, 2027, 1).Forecast);
        Assert.Equal(600, Month(agreement, 2027, 3).Forecast!.P50);
        Assert.Equal(700, Month(agreement, 2027, 4).Forecast!.P50);
        Assert.True(Month(agreement, 2027, 3).Forecast!.P90 > 900);
        Assert.Equal(
            (DifferenceCause.Bottleneck, 1),
            (Month(agreement, 2027, 2).Cause, Month(agreement, 2027, 2).Bottleneck)
        );
    }

    [Fact]
    public void A_bottleneck_that_was_open_explains_a_month_the_costliest_first()
    {
        var agreement = AnAgreement
            .Planned(24, 1000)
            .Opened(BottleneckKind.Material, 100, "RDX")
            .Opened(BottleneckKind.Workforce, 300)
            .Made(new(2027, 1), 600)
            .Made(new(2027, 2), 1000);
        Assert.Equal(
            (DifferenceCause.Bottleneck, 2),
            (Month(agreement, 2027, 1).Cause, Month(agreement, 2027, 1).Bottleneck)
        );
        Assert.Equal(DifferenceCause.None, Month(agreement, 2027, 2).Cause);
    }

    [Fact]
    public void What_the_system_opened_explains_the_month_it_saw()
    {
        var agreement = AnAgreement.Planned(24, 1000).Made(new(2027, 1), 600);
        Assert.Equal(DifferenceCause.Bottleneck, Month(agreement, 2027, 1).Cause);
    }

    [Fact]
    public void When_series_production_slips_the_plan_moves_with_it()
    {
        var agreement = AnAgreement
            .Funded()
            .Milestone(MilestoneKind.Serial, new(2027, 3, 15))
            .Do(a => Output.Plan(a, new(AnAgreement.Every(new(2027, 3), 22, 1000)), Given.Danish))
            .Moved(1, MilestoneStatus.AtRisk, new(2027, 5, 2));
        Assert.Equal((1000m, 0m), (Month(agreement, 2027, 4).Planned, Month(agreement, 2027, 4).Moved));
        Assert.Equal(DifferenceCause.Slippage, Month(agreement, 2027, 4).Cause);
        Assert.Equal(700, Month(agreement, 2027, 5).Forecast!.P50);
        // What falls past the contract's end is lost: 20 of 22 months are left.
        Assert.Equal(20, Ramp.PlannedMonths(agreement).Count);
        // A plan that was made since knows it.
        agreement.Do(a => Output.Plan(a, new(AnAgreement.Every(new(2027, 5), 20, 1000), "x"), Given.Danish));
        Assert.Equal(20, Ramp.PlannedMonths(agreement).Count);
    }

    [Fact]
    public void Suspended_nothing_is_forecast_and_its_months_are_no_evidence()
    {
        var agreement = AnAgreement.Planned(24, 1000).On(2027, 2, 10);
        agreement.Do(a => Stopping.Suspend(a, new("x"), Given.Danish, agreement.Now));
        Assert.Equal(new(0, 0, 0), Month(agreement, 2027, 2).Forecast);
        Assert.Equal(DifferenceCause.Suspension, Month(agreement, 2027, 3).Cause);
        agreement.On(2027, 3, 2).Do(a => Stopping.Resume(a, new("x"), Given.Danish, agreement.Now));
        agreement.Do(a => Output.Report(a, new(new(2027, 2), 0, 0), Given.Danish, agreement.Now, AnAgreement.Settings));
        Assert.Equal(700, Month(agreement, 2027, 4).Forecast!.P50);
        Assert.Equal(DifferenceCause.Suspension, Month(agreement, 2027, 2).Cause);
    }

    [Fact]
    public void A_letter_of_intent_forecasts_nothing()
    {
        var agreement = AnAgreement
            .Filed()
            .Do(a => Output.Plan(a, new(AnAgreement.Every(new(2027, 1), 24, 1000)), Given.Danish));
        Assert.Equal(new(0, 0, 0), Month(agreement, 2027, 1).Forecast);
    }

    [Fact]
    public void Of_a_year_that_the_contract_has_in_part_as_large_a_part_of_the_minimum_is_asked()
    {
        var terms = AnAgreement.Terms with { ContractFrom = new(2026, 12, 15), ContractTo = new(2028, 2, 29) };
        var agreement = AnAgreement.Filed(new("DNK", terms with { MinimumYearly = 12_000 }, AnAgreement.Commercial));
        AnAgreement Planned(decimal quantity) =>
            agreement.Do(a => Output.Plan(a, new(AnAgreement.Every(new(2026, 12), 15, quantity), "x"), Given.Danish));
        Assert.Empty(Ramp.BelowMinimum(Planned(1_000)));
        Assert.Equal([2026, 2027, 2028], Ramp.BelowMinimum(Planned(999)));
    }
}
