using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.Tests.Pooling;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Insights;

/// <summary>What falls into which month.</summary>
public class MonthsTests
{
    private static readonly Month January = new(2027, 1);

    [Fact]
    public void A_pledge_counts_in_the_months_of_its_announcement_signature_handovers_and_receipts()
    {
        var offer = Given.Offer(Given.Shells(100) with { UnitValue = 3, Currency = "EUR" }) with
        {
            AnnouncedOn = new DateOnly(2026, 11, 30),
        };
        var pledge = APledge
            .From(offer)
            .Accepted()
            .Formalised()
            .Allocated("a1", 90)
            .Planned(40, due: new(2027, 2, 10, 0, 0, 0, TimeSpan.Zero))
            .Planned(30, due: new(2027, 3, 10, 0, 0, 0, TimeSpan.Zero))
            .Later(TimeSpan.FromDays(30))
            .HandedOver(1)
            .Later(TimeSpan.FromDays(30))
            .Receipted(1, 25, returned: 5);

        // Of 40 sent 5 went back, and 10 are not accounted for.
        Assert.Equal(
            [
                new LineMonth(new(2026, 11), "NLD", new(100, 0, 0, 0, 0), new(300, 0, 0, 0, 0)),
                new LineMonth(January, "NLD", new(0, 100, 0, 0, 0), new(0, 300, 0, 0, 0)),
                new LineMonth(new(2027, 2), "NLD", new(0, 0, 35, 0, 0), new(0, 0, 105, 0, 0)),
                new LineMonth(new(2027, 3), "NLD", new(0, 0, 0, 25, 30), new(0, 0, 0, 75, 90)),
            ],
            Months(pledge)
        );
    }

    [Fact]
    public void What_was_withdrawn_or_declined_since_is_in_no_month()
    {
        Assert.Empty(Months(APledge.Announced().Declined()));
        Assert.Empty(Months(APledge.Committed(100).Allocated("a1", 50).Planned(20).Withdrawn()));
        Assert.Equal(
            [new LineMonth(January, "NLD", new(20, 20, 0, 0, 20), MonthLedger.None)],
            Months(
                APledge
                    .Committed(100)
                    .Allocated("a1", 50)
                    .Planned(20, due: new(2027, 1, 30, 0, 0, 0, TimeSpan.Zero))
                    .Reported(1, DeliveryStatus.Dispatched)
                    .Withdrawn()
            )
        );
    }

    /// <summary>
    /// Who pays a third of two purchases has a third of each month's, and of all together, whatever was rounded.
    /// </summary>
    [Fact]
    public void What_a_pool_bought_counts_in_the_month_of_the_purchase_and_for_those_who_pay()
    {
        var pool = APool.Committed(APool.Offer, "pledge-pool");
        var dutch = APool.Committed(APool.Money("NLD", 500, pool), "pledge-nld", pool);
        pool = pool.Buying(10, 100);
        (pool, dutch) = APool.Paid(pool, dutch, 50);
        pool = pool.After(
            Domain.Pooling.MakePurchase.Decide(pool, new(1, 5, 50, "Contract"), APool.Czech, Given.Now.AddMonths(1))
        );
        (pool, dutch) = APool.Paid(pool, dutch, 25, purchase: 2);

        // 15 shells for EUR 150, half of it paid by the Netherlands: 8 and 7, as the whole is shared.
        Assert.Equal(
            [
                new LineMonth(January, "CZE", new(5, 5, 0, 0, 0), new(50, 50, 0, 0, 0)),
                new LineMonth(January, "NLD", new(5, 5, 0, 0, 0), new(50, 50, 0, 0, 0)),
                new LineMonth(new(2027, 2), "CZE", new(3, 3, 0, 0, 0), new(25, 25, 0, 0, 0)),
                new LineMonth(new(2027, 2), "NLD", new(2, 2, 0, 0, 0), new(25, 25, 0, 0, 0)),
            ],
            Months(pool)
        );
        // The rest of its money is money.
        Assert.Equal([new LineMonth(January, "NLD", new(425, 425, 0, 0, 0), new(425, 425, 0, 0, 0))], Months(dutch));
    }

    private static IReadOnlyList<LineMonth> Months(Pledge pledge) => pledge.Months(pledge.Lines[0]);
}
