using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Pledges;
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
        Assert.Equal(new("agreement-1", "DNK", "DRONE-INTERCEPTOR", new(2027, 1), new(2027, 1, 31), 87), lots[0]);
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

    [Fact]
    public void What_a_pledge_has_committed_before_it_is_made_counts_there_and_not_here()
    {
        var agreement = AnAgreement.Planned(24, 1000);
        // 87 a month: the first two, and 26 of the third.
        var lots = FutureSupply.Of(agreement, agreement.Now, pledged: 200);
        Assert.Equal((new Month(2027, 3), 61m), (lots[0].Month, lots[0].Quantity));
        // 500 were accepted, 250 of them Ukraine's: the 200 are made.
        agreement.Made(new(2027, 1), 500);
        Assert.Equal(
            FutureSupply.Of(agreement, agreement.Now).Sum(l => l.Quantity),
            FutureSupply.Of(agreement, agreement.Now, pledged: 200).Sum(l => l.Quantity)
        );
    }

    [Fact]
    public void Whatever_makes_it_less_is_told_with_it()
    {
        var agreement = AnAgreement.Planned(24, 1000).On(2027, 1, 20);
        var wish = new OpenBottleneck(BottleneckKind.Material, "x", 600, "RDX");
        var opened = Bottlenecks.Open(agreement, wish, false, Given.Danish, agreement.Now);
        var told = SupplyNarrowing.Told(agreement, opened, agreement.Now).Events[^1];
        var narrowed = Assert.IsType<AgreementSupplyNarrowed>(told);
        // 400 × 0.5 × 0.25 instead of 87; the running month is no month to come.
        Assert.Equal(new(new(2027, 2), 87, 50), narrowed.Months[0]);
        Assert.Equal((23, 1), (narrowed.Months.Count, narrowed.Number));
        // What makes it no less is not told.
        var report = Output.Report(agreement, new(new(2027, 1), 900, 900), Given.Danish, agreement.Now, new());
        Assert.Single(SupplyNarrowing.Told(agreement, report, agreement.Now).Events);
    }

    [Fact]
    public void A_month_that_nobody_reports_is_a_missed_one()
    {
        var agreement = AnAgreement.Planned(24, 1000).Reached().Reached();
        Assert.Equal(AgreementStepKind.Output, agreement.State.Overdue.Single().Kind);
        // (3 × 0.7 + 0) / 4 = 0.525 of 1,000.
        var february = Ramp.Of(agreement, agreement.Now).Single(m => m.Month == new Month(2027, 2));
        Assert.Equal(525, february.Forecast!.P50);
    }

    [Fact]
    public void A_pledge_names_an_agreement_of_its_donor_that_Ukraine_signed()
    {
        var line = new OfferLine("DRONE-INTERCEPTOR", 100, new(2027, 6, 1));
        var offer = new Offer("DNK", PledgeKind.CoProduction, "x", Given.Now.AddDays(90), [line]);
        string[] Wrong(Offer o, Agreement? agreement) =>
            [.. (PledgeOfAgreement.WhyNot(o, agreement)?.Fields ?? []).Select(f => f.Pointer)];
        Assert.Empty(Wrong(offer, AnAgreement.Funded()));
        Assert.Equal(["/agreement"], Wrong(offer, null));
        Assert.Equal(["/agreement"], Wrong(offer, AnAgreement.Filed()));
        Assert.Equal(["/agreement"], Wrong(offer with { Donor = "NLD" }, AnAgreement.Funded()));
        Assert.Equal(
            ["/lines"],
            Wrong(offer with { Lines = [line with { Capability = "TANK" }] }, AnAgreement.Funded())
        );
        Assert.Equal(["/disclosure"], Wrong(offer with { Disclosure = Disclosure.Public }, AnAgreement.Funded()));
    }

    [Fact]
    public void Of_what_has_ended_no_more_is_promised_than_was_accepted()
    {
        var agreement = AnAgreement.Planned(24, 1000).Made(new(2027, 1), 100);
        agreement.Do(a => Stopping.Terminate(a, new("x"), Given.Ukraine, agreement.Now));
        var offer = new Offer(
            "DNK",
            PledgeKind.CoProduction,
            "x",
            Given.Now.AddDays(90),
            [new OfferLine("DRONE-INTERCEPTOR", 101, new(2027, 6, 1))]
        );
        Assert.Equal("/lines", PledgeOfAgreement.WhyNot(offer, agreement)!.Fields.Single().Pointer);
        Assert.Null(
            PledgeOfAgreement.WhyNot(offer with { Lines = [offer.Lines[0] with { Quantity = 100 }] }, agreement)
        );
    }
}
