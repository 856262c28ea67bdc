using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.Tests.Backfill;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Rates;

/// <summary>
/// Money in other currencies: at the rate of the day of the decision, which later ones do not restate.
/// </summary>
public sealed class ExchangeRatesTests
{
    private static readonly Month June = new(2026, 6);

    [Fact]
    public void Twelve_currencies_are_shipped_to_the_middle_of_2026()
    {
        Assert.Equal(11, ExchangeRates.Currencies.Count);
        Assert.All(
            ExchangeRates.Currencies,
            c =>
                Assert.Equal(
                    (new Month(2022, 1), June, 54),
                    (
                        ExchangeRates.ShippedOf(c)[0].Month,
                        ExchangeRates.ShippedOf(c)[^1].Month,
                        ExchangeRates.ShippedOf(c).Count
                    )
                )
        );
    }

    [Fact]
    public void A_rate_is_that_of_the_days_month_with_its_source_and_age()
    {
        // 1.1317 USD for one EUR in January 2022: 1 / 1.1317.
        var rate = ExchangeRates.At("USD", new(2022, 1, 31), [])!;
        Assert.Equal(
            ("USD", 0.88362640m, new Month(2022, 1), 0),
            (rate.Currency, rate.EurRate, rate.Month, rate.AgeMonths)
        );
        Assert.Contains("Federal Reserve", rate.Source, StringComparison.Ordinal);
        Assert.Contains(
            "Federal Reserve",
            ExchangeRates.At("AUD", new(2022, 1, 31), [])!.Source,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void After_the_last_one_it_is_the_last_one_that_was_published()
    {
        var rate = ExchangeRates.At("NOK", new(2026, 11, 26), [])!;
        Assert.Equal((June, 5), (rate.Month, rate.AgeMonths));
        Assert.Null(ExchangeRates.At("NOK", new(2021, 12, 31), []));
        Assert.Null(ExchangeRates.At("PLN", new(2026, 11, 26), []));
    }

    [Fact]
    public void What_a_coordinator_puts_goes_before_what_is_shipped()
    {
        ExchangeRate[] own = [new(June, 2, "Central bank"), new(new(2026, 9), 4, "Central bank")];
        Assert.Equal(0.5m, ExchangeRates.At("USD", new(2026, 8, 1), own)!.EurRate);
        Assert.Equal((0.25m, "Central bank"), (ExchangeRates.At("PLN", new(2026, 9, 1), own)!.EurRate, "Central bank"));
    }

    [Fact]
    public void Coordinators_put_rates_once()
    {
        RateTable? table = null;
        var put = new PutRate(4.25m, " Narodowy Bank Polski ");
        Assert.All(Given.Everyone, a => Assert.Equal(a != Given.Coordinator, Put(put, actor: a).IsForbidden()));
        Assert.Equal(["/perEur", "/source"], Put(new(0, "")).Wrong());
        Assert.Equal(["/perEur"], Put(new(1.123456789m, "Bank")).Wrong());
        Assert.Equal("not-yet", Put(put, new(2027, 2)).Conflict());
        var happened = Put(put).Only<RatePut>();
        table = RateTable.Apply(table, happened);
        Assert.Equal(new(June, 4.25m, "Narodowy Bank Polski"), Assert.Single(table.Rates));
        PutRates.Decide("rate-1", "PLN", June, table, put, Given.Coordinator, Given.Now).IsNothing();
        table = RateTable.Apply(table, Put(put with { PerEur = 4.3m }).Only<RatePut>());
        table = RateTable.Apply(table, Put(put, new(2026, 5)).Only<RatePut>());
        Assert.Equal([(new Month(2026, 5), 4.25m), (June, 4.3m)], table.Rates.Select(r => (r.Month, r.PerEur)));
        Assert.Equal(3, table.Version);

        Decision<RateEvent> Put(PutRate rate, Month? month = null, Actor? actor = null) =>
            PutRates.Decide("rate-1", "PLN", month ?? June, table, rate, actor ?? Given.Coordinator, Given.Now);
    }

    [Fact]
    public void A_pledge_is_valued_at_the_rate_of_its_announcement_and_then_of_its_signature()
    {
        var line = Given.Shells(3) with { UnitValue = 10.01m, Currency = "USD" };
        FrozenRate Of(decimal rate) => new("USD", rate, June, "Bank", 0);
        var announced = Pledge.Apply(
            null,
            Announce
                .Decide("pledge-1", Given.Offer(line), Given.Dutch, Given.Now, Given.Deadlines, rates: [Of(0.5m)])
                .Only<PledgeAnnounced>()
        );
        // 3 × 10.01 × 0.5 = 15.015: half a cent goes up.
        Assert.Equal((5.005m, 15.02m), (announced.UnitEur(announced.Lines[0]), announced.Eur(announced.Lines[0], 3)));
        var signed = Pledge.Apply(announced, new PledgeFormalised(Given.Memorandum, [Of(0.8m)]));
        Assert.Equal(24.02m, signed.Eur(signed.Lines[0], 3));
        Assert.Equal(0.8m, signed.Rate(signed.Lines[0])!.EurRate);
        // An event of before keeps what there was.
        Assert.Equal(15.02m, Pledge.Apply(announced, new PledgeFormalised(Given.Memorandum)).Eur(signed.Lines[0], 3));
    }

    [Fact]
    public void A_currency_without_a_rate_has_none_and_is_not_the_dearest()
    {
        Pledge pledge = APledge.Announced(
            Given.Shells(3) with
            {
                UnitValue = 10,
                Currency = "PLN",
            },
            Given.Shells(3) with
            {
                UnitValue = 10,
                Currency = "EUR",
            },
            Given.Shells(3)
        );
        Assert.Equal([true, false, false], pledge.Lines.Select(pledge.HasNoRate));
        Assert.Equal([null, 10m, null], pledge.Lines.Select(pledge.UnitEur));
        Assert.Null(pledge.Eur(pledge.Lines[0], 3));

        // Of a mean of 6: rather than one for 9, and not rather than one for 3.
        var without = A.Line("p1", 50) with
        {
            NoRate = true,
        };
        var (cheap, dear) = (
            A.Line("p2", 50, "POL") with
            {
                UnitValueEur = 3,
            },
            A.Line("p3", 50, "DEU") with
            {
                UnitValueEur = 9,
            }
        );
        Assert.Equal(
            ["p1/1 50 > r1", "p2/1 50 > r1"],
            A.Plan([without, cheap, dear], A.Requirement("r1", 100)).Parts()
        );
        Assert.Equal(
            [null, 150m],
            A.Plan([without, cheap, dear], A.Requirement("r1", 100)).Allocations.Select(a => a.ValueEur)
        );
    }

    [Fact]
    public void Money_is_its_own_value() =>
        Assert.Equal(
            7.5m,
            APledge
                .From(Given.Offer(Given.Shells(10) with { Capability = "FUNDING" }) with { Kind = PledgeKind.Funding })
                .State
                is var p
                ? p.Eur(p.Lines[0], 7.5m)
                : null
        );
}
