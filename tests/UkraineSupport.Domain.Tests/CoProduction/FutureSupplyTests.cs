using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>Counted as supply only as far as it proves itself.</summary>
public class FutureSupplyTests
{
    [Fact]
    public void Without_a_delivery_a_quarter_of_the_share_counts()
    {
        var agreement = AnAgreement.Planned(24, 1000);
        Assert.Equal(0.25m, FutureSupply.Discount(agreement, agreement.Now));
        var lots = FutureSupply.Of(agreement, agreement.Now);
        // 700 × 0.5 × 0.25 = 87.5.
        Assert.Equal(new("agreement-1", "DRONE-INTERCEPTOR", new(2027, 1), new(2027, 1, 31), 87), lots[0]);
        Assert.Equal(24, lots.Count);
    }

    [Fact]
    public void Deliveries_bear_it_out_and_a_missed_month_narrows_it()
    {
        var agreement = AnAgreement.Planned(24, 1000);
        foreach (var month in Enumerable.Range(1, 6))
            agreement.Made(new(2027, month), 900, 450);
        // (3 × 0.25 + 6 × 1) / 9 = 0.75; 833.33 → 833 × 0.5 × 0.75 = 312.375.
        Assert.Equal(0.75m, FutureSupply.Discount(agreement, agreement.Now));
        var before = FutureSupply.Of(agreement, agreement.Now);
        Assert.Equal((new Month(2027, 7), 312m), (before[0].Month, before[0].Quantity));
        agreement.Made(new(2027, 7), 100);
        var after = FutureSupply.Of(agreement, agreement.Now);
        Assert.Equal(new(2027, 8), after[0].Month);
        Assert.All(after, lot => Assert.True(lot.Quantity < 312));
    }

    [Fact]
    public void What_is_made_is_no_future_supply_any_more()
    {
        var agreement = AnAgreement.Planned(24, 1000).On(2027, 1, 20);
        agreement.Do(a =>
            Output.Report(a, new(new(2027, 1), 700, 0), Given.Danish, agreement.Now, AnAgreement.Settings)
        );
        Assert.Equal(new(2027, 2), FutureSupply.Of(agreement, agreement.Now)[0].Month);
    }

    [Fact]
    public void Only_what_is_funded_and_under_way_is_expected()
    {
        var signed = AnAgreement
            .CoSigned()
            .Do(a => Output.Plan(a, new(AnAgreement.Every(new(2027, 1), 24, 1000)), Given.Danish));
        Assert.Empty(FutureSupply.Of(signed, signed.Now));
        var agreement = AnAgreement.Planned(24, 1000);
        agreement.Do(a => Stopping.Suspend(a, new("x"), Given.Ukraine, agreement.Now));
        Assert.Empty(FutureSupply.Of(agreement, agreement.Now));
        agreement.Do(a => Stopping.Resume(a, new("x"), Given.Ukraine, agreement.Now));
        Assert.NotEmpty(FutureSupply.Of(agreement, agreement.Now));
        agreement.Do(a => Stopping.Terminate(a, new("x"), Given.Ukraine, agreement.Now));
        Assert.Equal((0, 24_000m), (FutureSupply.Of(agreement, agreement.Now).Count, agreement.State.NotMade));
    }
}
