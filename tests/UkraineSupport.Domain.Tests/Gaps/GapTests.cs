using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

public class GapTests
{
    [Fact]
    public void A_shortfall_opens_a_projected_gap()
    {
        var gap = AGap.Of(600, 400).State;
        Assert.Equal(
            (GapStatus.Projected, 1000m, 1000m, 0m, "rounds"),
            (gap.Status, gap.Shortfall, gap.OpenQuantity, gap.Covered, gap.Unit)
        );
        Assert.Equal(new DateOnly(2027, 2, 28), gap.NeededBy);
        Assert.Equal((1L, 3, Disclosure.Coalition), (gap.Version, gap.Priority, gap.Disclosure));
    }

    [Fact]
    public void No_shortfall_opens_nothing() => FollowDeliveries.Decide(null, AGap.Found(1), Given.Now).IsNothing();

    [Fact]
    public void It_is_confirmed_when_all_its_months_are()
    {
        GapStatus Of(bool first, bool second)
        {
            var months = AGap.Months(600, 400);
            GapMonth[] known = [months[0] with { Confirmed = first }, months[1] with { Confirmed = second }];
            return AGap.Of(600, 400)
                .Do(FollowDeliveries.Decide(AGap.Of(600, 400), new("gap-1", "AMMO-155", known, null, 2), Given.Now))
                .State.Status;
        }

        Assert.Equal(GapStatus.Projected, Of(true, false));
        Assert.Equal(GapStatus.Confirmed, Of(true, true));
    }

    [Fact]
    public void It_widens_narrows_and_is_revised()
    {
        var gap = AGap.Of(600);
        var widened = FollowDeliveries.Decide(gap, AGap.Found(2, 600, 1), Given.Now).Only<GapWidened>();
        Assert.Equal((600m, 601m), (widened.Was, widened.Shortfall));
        var narrowed = FollowDeliveries.Decide(gap, AGap.Found(2, 599), Given.Now).Only<GapNarrowed>();
        Assert.Equal((600m, 599m), (narrowed.Was, narrowed.Shortfall));
        FollowDeliveries.Decide(gap, AGap.Found(2, 300, 300), Given.Now).Only<GapRevised>();
        Assert.Equal(599m, gap.Becomes(599).State.Shortfall);
    }

    [Fact]
    public void The_same_news_and_older_news_change_nothing()
    {
        var gap = AGap.Of(600).Becomes(700);
        FollowDeliveries.Decide(gap, AGap.Found(2, 900), Given.Now).IsNothing();
        FollowDeliveries.Decide(gap, AGap.Found(3, 700), Given.Now).IsNothing();
        FollowDeliveries.Decide(gap.Vanished(), AGap.Found(9), Given.Now).IsNothing();
    }

    [Fact]
    public void Each_change_is_a_version() => Assert.Equal(3, AGap.Of(600).Becomes(700).Becomes(500).State.Version);

    [Fact]
    public void The_same_shortfall_more_confidential_is_news()
    {
        var gap = AGap.Of(600);
        gap.Do(
            FollowDeliveries
                .Decide(gap, AGap.Found(2, 600) with { Disclosure = Disclosure.Restricted }, Given.Now)
                .Only<GapRevised>()
        );
        Assert.Equal((Disclosure.Restricted, 600m), (gap.State.Disclosure, gap.State.Shortfall));
    }

    [Fact]
    public void The_very_shortfall_that_was_gone_opens_it_again() =>
        Assert.Equal(
            [new GapReopened(600)],
            FollowDeliveries.Decide(AGap.Of(600).Vanished(), AGap.Found(3, 600), Given.Now).Events.OfType<GapReopened>()
        );

    [Fact]
    public void A_shortfall_that_is_gone_closes_it_and_one_that_comes_back_opens_it_again()
    {
        var gap = AGap.Of(600);
        var gone = FollowDeliveries.Decide(gap, new("gap-1", "AMMO-155", [], "gap-2", 2), Given.Now).Events;
        Assert.Equal([new GapVanished("gap-2", 2), new GapClosed(0, 0, "gap-2")], gone);
        gap.Vanished();
        Assert.Equal((GapStatus.Closed, 0m, 0m), (gap.State.Status, gap.State.Shortfall, gap.State.OpenQuantity));

        var back = FollowDeliveries.Decide(gap, AGap.Found(3, 50), Given.Now).Events;
        Assert.Equal([typeof(GapWidened), typeof(GapReopened)], back.Select(e => e.GetType()));
        Assert.Equal(GapStatus.Projected, gap.Becomes(50).State.Status);
    }

    [Fact]
    public void Allocations_backfill_it_up_to_closed_and_a_withdrawal_opens_it_again()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(600).Covered(pledge, "a", 200);
        Assert.Equal((GapStatus.PartiallyBackfilled, 400m), (gap.State.Status, gap.State.OpenQuantity));

        pledge.Do(Allocate.Decide(pledge, "b", new(1, 400, Gap: "gap-1"), gap.State, Given.Coordinator));
        var closing = TakeAllocation.Decide(gap.State, pledge, pledge.State.Allocation("b")!).Events;
        Assert.Equal(new GapClosed(600, 600, null), Assert.IsType<GapClosed>(closing[1]));
        gap.Do(TakeAllocation.Decide(gap.State, pledge, pledge.State.Allocation("b")!));
        Assert.Equal(GapStatus.Closed, gap.State.Status);

        pledge.Do(Allocate.Confirm(pledge, "b")).Withdrawn();
        var reopened = TakeAllocation.Follow(gap.State, pledge, "b").Events;
        Assert.Equal(new GapReopened(400), Assert.IsType<GapReopened>(reopened[1]));
        gap.Followed(pledge, "b").Followed(pledge, "a");
        Assert.Equal((GapStatus.Projected, 600m), (gap.State.Status, gap.State.OpenQuantity));
    }

    [Fact]
    public void It_takes_no_more_than_is_open_and_nothing_once_it_is_closed_or_accepted()
    {
        var gap = AGap.Of(600);
        Assert.Null(gap.State.WhyNotTake(600, 1));
        Assert.Equal("over-allocation", gap.State.WhyNotTake(601, 1)!.Code);
        Assert.Equal("gap-not-open", AGap.Of(600).Accepted().State.WhyNotTake(1, 1)!.Code);
        Assert.Equal("gap-not-open", gap.Vanished().State.WhyNotTake(1, 1)!.Code);
    }

    [Fact]
    public void A_refused_allocation_covers_nothing()
    {
        var pledge = APledge.Committed(1000);
        pledge.Do(Allocate.Decide(pledge, "a", new(1, 600, Gap: "gap-1"), AGap.Of(600).State, Given.Coordinator));
        var narrow = AGap.Of(100);
        var refused = TakeAllocation
            .Decide(narrow.State, pledge, pledge.State.Allocation("a")!)
            .Only<GapAllocationRefused>();
        Assert.DoesNotContain("100", refused.Why, StringComparison.Ordinal);
        Assert.Equal(0, narrow.Do(refused).State.Covered);
    }

    [Fact]
    public void An_allocation_names_a_requirement_or_a_gap_not_both()
    {
        var error = Allocate
            .Decide(
                APledge.Committed(10),
                "a",
                new(1, 5, "requirement-1", "gap-1"),
                AGap.Of(6).State,
                Given.Coordinator
            )
            .Error;
        Assert.Equal("/gap", Assert.Single(Assert.IsType<InvalidInput>(error).Fields).Pointer);
    }

    [Fact]
    public void Coverage_fills_in_order_of_handover_the_earliest_open_month_that_it_is_in_time_for()
    {
        var gap = AGap.Of(300, 400, 100)
            .Covered(By(new(2027, 2, 28)), "late", 350)
            .Covered(By(new(2027, 1, 31)), "soon", 320)
            .State;
        Assert.Equal(
            [("2027-01", "soon", 300m, false), ("2027-02", "soon", 20m, false), ("2027-02", "late", 350m, false)],
            Filled(gap)
        );
    }

    [Fact]
    public void No_handover_fills_a_month_before_it_and_what_is_left_over_makes_up_late()
    {
        var gap = AGap.Of(300, 0.5m, 100).Covered(By(new(2027, 2, 1)), "a", 350).State;
        Assert.Equal(
            [("2027-02", "a", 0.5m, false), ("2027-03", "a", 100m, false), ("2027-01", "a", 249.5m, true)],
            Filled(gap)
        );
    }

    [Fact]
    public void What_has_left_fills_before_what_has_not()
    {
        var pledge = By(new(2027, 1, 31), 150, 150);
        var gap = AGap.Of(100, 100).Covered(pledge, "a", 100, line: 1).Covered(pledge, "b", 100, line: 2);
        pledge.Planned(100, line: 2).HandedOver(1);
        Assert.Equal(
            [("2027-01", "b", 100m, false), ("2027-02", "a", 100m, false)],
            Filled(gap.Followed(pledge, "b").State)
        );
    }

    [Fact]
    public void Of_those_handed_over_on_the_same_day_the_first_taken_fills_first_and_the_next_goes_on_where_it_ends()
    {
        var pledge = By(new(2027, 1, 31));
        var gap = AGap.Of(300, 400, 100).Covered(pledge, "b", 320).Covered(pledge, "a", 430).State;
        Assert.Equal(
            [
                ("2027-01", "b", 300m, false),
                ("2027-02", "b", 20m, false),
                ("2027-02", "a", 380m, false),
                ("2027-03", "a", 50m, false),
            ],
            Filled(gap)
        );
    }

    [Fact]
    public void A_gap_that_is_gone_has_no_month_to_fill()
    {
        var gap = AGap.Of(600).Covered(APledge.Committed(1000), "a", 200);
        Assert.Single(gap.State.Filled(gap.State.Coverage));
        gap.Vanished();
        Assert.Empty(gap.State.Filled(gap.State.Coverage));
    }

    [Fact]
    public void A_refused_allocation_is_not_given_back()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(600);
        pledge.Do(Allocate.Decide(pledge, "late", new(1, 300, Gap: "gap-1"), gap.State, Given.Coordinator));
        gap.Covered(pledge, "a", 600);
        gap.Do(TakeAllocation.Decide(gap.State, pledge, pledge.State.Allocation("late")!).Only<GapAllocationRefused>());
        Assert.Empty(Surplus.Of(gap.Becomes(600)));
    }

    [Fact]
    public void A_narrower_gap_does_not_need_whole_allocations_the_last_first_but_for_what_has_left()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(600)
            .Covered(pledge, "a", 300)
            .Covered(pledge, "b", 100)
            .Covered(pledge, "c", 150)
            .Becomes(320);
        Assert.Equal([("b", 80m), ("c", 150m)], Surplus.Of(gap).Select(s => (s.Part.Allocation, s.Credit)));
        Assert.Equal(["c"], ToRelease(gap));
        Assert.Equal(["b", "c"], ToRelease(gap.Becomes(300)));
        pledge.Planned(550).HandedOver(1);
        gap.Followed(pledge, "c").Followed(pledge, "a").Followed(pledge, "b");
        Assert.Empty(ToRelease(gap));
        Assert.Empty(Surplus.Of(AGap.Of(600)));
    }

    private static List<string> ToRelease(Gap gap) => [.. Surplus.ToRelease(gap).Select(s => s.Part.Allocation)];

    private static List<(string, string, decimal, bool)> Filled(Gap gap) =>
        [.. gap.Filled(gap.Coverage).Select(f => (f.Month.Month.ToString(), f.Part.Allocation, f.Quantity, f.Late))];

    private static APledge By(DateOnly day, params decimal[] quantities) =>
        APledge
            .Announced([
                .. (quantities.Length == 0 ? [1000] : quantities).Select(q => Given.Shells(q) with { DeliverBy = day }),
            ])
            .Accepted()
            .Formalised();
}
