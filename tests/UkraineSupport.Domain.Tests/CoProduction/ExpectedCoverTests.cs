using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>What future supply may do for gaps and in plans.</summary>
public class ExpectedCoverTests
{
    private static readonly AgreementSupplyNarrowed Narrowed = new(1, [new(new(2027, 3), 10, 5)]);

    private static SupplyLot Lot(int month, decimal quantity) =>
        new("agreement-1", "DNK", "AMMO-155", new(2027, month), new Month(2027, month).Last, quantity);

    private static Agreement Shells(Disclosure disclosure = Disclosure.Coalition) =>
        AnAgreement.Filed(
            new("DNK", AnAgreement.Terms with { Capability = "AMMO-155" }, AnAgreement.Commercial)
            {
                Disclosure = disclosure,
            }
        );

    [Fact]
    public void In_order_of_its_day_the_earliest_open_month_that_it_is_in_time_for()
    {
        var gap = AGap.Of(10, 10, 10);
        var parts = ExpectedCover.Of([gap], [Lot(3, 8), Lot(2, 15)]);
        Assert.Equal(
            [
                ("2027-02", "2027-02-28", 10m, false),
                ("2027-03", "2027-02-28", 5m, false),
                ("2027-03", "2027-03-31", 5m, false),
                ("2027-01", "2027-03-31", 3m, true),
            ],
            parts.Select(p => ($"{p.Month}", $"{p.On:yyyy-MM-dd}", p.Quantity, p.Late)).ToArray()
        );
        Assert.Equal(30, gap.State.OpenQuantity);
    }

    [Fact]
    public void No_unit_is_expected_of_two_gaps_nor_where_something_is_allocated()
    {
        var pledge = APledge.Committed(20);
        var first = AGap.Of(10, 10).Covered(pledge, "allocation-1", 12);
        var second = first.State with { Id = "gap-2", Coverage = [] };
        var parts = ExpectedCover.Of([first, second], [Lot(1, 15)]);
        Assert.Equal(15, parts.Sum(p => p.Quantity));
        Assert.Equal(0, parts.Where(p => p.Gap == "gap-1" && p.Month == new Month(2027, 1)).Sum(p => p.Quantity));
    }

    [Fact]
    public void A_gap_that_is_open_hears_once_that_less_is_expected()
    {
        var gap = AGap.Of(10, 10);
        var heard = HearNarrowing.Decide(gap, Shells(), Narrowed).Only<GapFutureSupplyNarrowed>();
        Assert.Equal((Disclosure.Coalition, "DNK", 1), (heard.Disclosure, heard.Donor, heard.Number));
        gap.Do(HearNarrowing.Decide(gap, Shells(), Narrowed));
        HearNarrowing.Decide(gap, Shells(), Narrowed).IsNothing();
        gap.Do(HearNarrowing.Decide(gap, Shells(), Narrowed with { Number = 2 }));
        // Late or doubled.
        HearNarrowing.Decide(gap, Shells(), Narrowed).IsNothing();
        Assert.Equal(2, Assert.Single(gap.State.Narrowings).Number);
        HearNarrowing.Decide(gap, AnAgreement.Filed(), Narrowed with { Number = 3 }).IsNothing();
        HearNarrowing.Decide(gap.Vanished(), Shells(), Narrowed with { Number = 3 }).IsNothing();
    }

    [Fact]
    public void A_plan_with_future_supply_is_the_plan_without_it_and_more()
    {
        var pledge = APledge.Committed(12);
        var input = new PlanInput(
            Given.Today,
            [.. SupplyLine.Of(pledge)],
            [Need.Of(AGap.Of(0, 0, 0, 10, 10).State), Need.Of(ARequirement.Open(100).State)]
        );
        var without = BackfillPlanner.Plan(input, cancel: TestContext.Current.CancellationToken);
        var with = ExpectedPlan.With(
            without,
            input,
            [Lot(4, 15), Lot(5, 5)],
            new(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(without, with with { Expected = null, IfExpected = null });
        Assert.Equal(12, with.Allocations.Sum(a => a.Credit));
        Assert.Equal(20, with.Expected!.Sum(e => e.Quantity));
        Assert.All(with.Expected!, e => Assert.Equal("agreement-1", e.Agreement));
        Assert.Equal(108, with.IfExpected!.Sum(n => n.Open));
        Assert.Equal(88, with.IfExpected!.Sum(n => n.OpenIfExpected));
    }

    [Fact]
    public void What_the_United_States_make_closes_no_gap_of_theirs()
    {
        var gap = AGap.Of(10, 10);
        Assert.Equal(5, ExpectedCover.Of([gap], [Lot(1, 7) with { Donor = "USA" }, Lot(1, 5)]).Sum(p => p.Quantity));
        var agreement = Shells() with { Donor = "USA" };
        HearNarrowing.Decide(gap, agreement, Narrowed).IsNothing();
    }
}
