using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

public sealed class SurplusTests
{
    private static readonly GapSettings Settings = new();
    private static readonly Month January = new(2027, 1);

    [Fact]
    public void What_a_gap_does_not_need_goes_to_the_one_that_took_its_months_over_with_its_tranches()
    {
        var pledge = APledge.Committed(1000);
        var gone = AGap.Of(200, 200).Covered(pledge, "a", 400);
        pledge.Planned(150).Planned(250).HandedOver(1);
        gone.Followed(pledge, "a")
            .Do(FollowDeliveries.Decide(gone, AGap.Found(2) with { MergedInto = "gap-2" }, Given.Now));
        var heir = Other("gap-2", 1000);

        var move = Assert.Single(Surplus.Moves([gone, heir]));
        Assert.Equal(("gap-1", "a", "gap-2", 400m), (move.From, move.Part.Allocation, move.To, move.Credit));
        var moved = MoveAllocation.Decide(pledge, move, "b").Only<PledgeAllocationMoved>();
        Assert.Equal([(1, 150m), (2, 250m)], moved.Deliveries.Select(d => (d.Delivery, d.Quantity)));
        pledge.Do(moved);
        Ledgers.Check(pledge);
        var (old, now) = (pledge.State.Allocation("a")!, pledge.State.Allocation("b")!);
        Assert.Equal((0m, AllocationStatus.Released), (old.Quantity, old.Status));
        Assert.Equal(
            (400m, "gap-2", "a", AllocationStatus.Confirmed),
            (now.Quantity, now.Need, now.MovedFrom, now.Status)
        );
        Assert.All(pledge.State.Deliveries, d => Assert.Equal("b", Assert.Single(d.Parts).Allocation));

        heir = heir.Taking(TakeAllocation.Decide(heir, pledge, now));
        Assert.Equal((400m, 150m, 600m), (heir.Covered, heir.Coverage[0].Delivered, heir.OpenQuantity));
        Assert.Equal(0, gone.Followed(pledge, "a").State.Covered);
        // Done again, by the dispatcher say, nothing more moves.
        MoveAllocation.Decide(pledge, move, "b").IsNothing();
        MoveAllocation.Decide(pledge, move, "c").IsNothing();
        Assert.Empty(Surplus.Moves([gone, heir]));
    }

    [Fact]
    public void Of_an_allocation_that_its_gap_needs_in_part_the_rest_goes_in_whole_lots_what_has_come_least_far_first()
    {
        var pledge = APledge
            .Announced(Given.Shells(500) with { Lot = 50, DeliverBy = new(2027, 1, 31) })
            .Accepted()
            .Formalised();
        var gap = AGap.Of(400).Covered(pledge, "a", 400);
        pledge.Planned(100).Planned(150).Planned(50).HandedOver(1).Reported(2, DeliveryStatus.Dispatched);
        gap.Followed(pledge, "a").Becomes(180);

        var move = Assert.Single(Surplus.Moves([gap, Other("gap-2", 210)]));
        Assert.Equal(210, move.Credit);
        var moved = MoveAllocation.Decide(pledge, move, "b").Only<PledgeAllocationMoved>();
        // 220 are too many, in lots of 50: 200. 100 are not planned yet, 50 have not left, 50 are on their way.
        Assert.Equal(200, moved.Quantity);
        Assert.Equal([(3, 50m), (2, 50m)], moved.Deliveries.Select(d => (d.Delivery, d.Quantity)));
        pledge.Do(moved);
        Ledgers.Check(pledge);
        Assert.Equal(
            [("b", 50m), ("a", 100m)],
            pledge.State.Deliveries[1].Parts.Select(p => (p.Allocation, p.Quantity))
        );
    }

    [Theory]
    // A unit stands for 0.7. Of 15, credited up to 10, the gap needs so much; the other one takes so much of the rest.
    [InlineData(0, 10, 15)]
    [InlineData(3, 10, 10)] // 3 / 0.7 = 4.3: 5 stay, 10 go.
    [InlineData(3, 2, 3)] // 2 / 0.7 = 2.9
    [InlineData(10, 5, 0)]
    public void Substitutes_go_in_whole_units_by_what_they_stand_for(decimal needs, decimal open, decimal goes)
    {
        var line = Given.Shells(15) with { Capability = "AMMO-122", DeliverBy = new(2027, 1, 31) };
        var pledge = APledge.Announced(line).Accepted().Formalised();
        var gap = AGap.Of(10)
            .Do(AssessGap.Decide(AGap.Of(10), new GapAssessment(3, "r", [new("AMMO-122", 0.7m)]), Given.Coordinator))
            .Covered(pledge, "a", 15);
        Assert.Equal(10, gap.State.Covered);
        if (needs == 0)
            gap.Vanished();
        else if (needs < 10)
            gap.Becomes(needs);
        var moves = Surplus.Moves([gap, Other("gap-2", open)]);
        Assert.Equal(
            goes,
            moves.Count == 0 ? 0 : MoveAllocation.Decide(pledge, moves[0], "b").Only<PledgeAllocationMoved>().Quantity
        );
    }

    [Fact]
    public void What_a_gap_does_not_need_is_shared_out_the_heir_first_then_by_month()
    {
        var pledge = APledge.Announced(Given.Shells(500) with { DeliverBy = new(2027, 1, 31) }).Accepted().Formalised();
        var gap = AGap.Of(250)
            .Covered(pledge, "a", 250)
            .Do(FollowDeliveries.Decide(AGap.Of(250), AGap.Found(2) with { MergedInto = "gap-3" }, Given.Now));
        var moves = Surplus.Moves([gap, Other("gap-4", 0, 90), Other("gap-2", 100), Other("gap-3", 0, 40, 60)]);
        Assert.Equal([("gap-3", 100m), ("gap-2", 100m), ("gap-4", 50m)], moves.Select(m => (m.To, m.Credit)));
        // What one part takes of a gap, the next finds taken.
        var two = AGap.Of(200).Covered(pledge, "b", 100).Covered(pledge, "c", 100).Vanished();
        Assert.Equal(
            [("b", 100m), ("c", 30m)],
            Surplus.Moves([two, Other("gap-2", 130)]).Select(m => (m.Part.Allocation, m.Credit))
        );
        Assert.Equal(200, Surplus.Notice(two, Settings, Given.Now).Only<GapSurplusFound>().Quantity);
    }

    [Fact]
    public void What_the_other_gap_has_covered_it_does_not_need()
    {
        var pledge = APledge.Announced(Given.Shells(500) with { DeliverBy = new(2027, 1, 31) }).Accepted().Formalised();
        var gap = AGap.Of(100).Covered(pledge, "a", 100).Vanished();
        var other = Other("gap-2", 50, 60);
        pledge.Do(Allocate.Decide(pledge, "b", new(1, 80, Gap: "gap-2"), other, Given.Coordinator));
        other = other.Taking(TakeAllocation.Decide(other, pledge, pledge.State.Allocation("b")!));
        Assert.Equal(30, Assert.Single(Surplus.Moves([gap, other])).Credit);
    }

    [Fact]
    public void Of_a_part_some_of_which_has_left_both_fill_months()
    {
        var pledge = APledge.Announced(Given.Shells(500) with { DeliverBy = new(2027, 1, 31) }).Accepted().Formalised();
        var gap = AGap.Of(30, 70, 50).Covered(pledge, "a", 100);
        pledge.Planned(40).HandedOver(1);
        Assert.Equal(
            [(1, 30m, true), (2, 10m, true), (2, 60m, false)],
            gap.Followed(pledge, "a")
                .State.Filled(gap.State.Coverage)
                .Select(f => (f.Month.Month.First.Month, f.Quantity, f.HasLeft))
        );
    }

    [Fact]
    public void A_move_told_by_a_gap_that_is_behind_is_not_made()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(200).Covered(pledge, "a", 200).Vanished();
        var move = Assert.Single(Surplus.Moves([gap, Other("gap-2", 0, 0, 0, 50)]));
        pledge.Do(MoveAllocation.Decide(pledge, move, "b"));
        Assert.Equal(50, pledge.State.Allocation("b")!.Quantity);
        MoveAllocation.Decide(pledge, move, "c").IsNothing();
    }

    [Fact]
    public void Only_what_comes_in_time_for_a_month_goes_to_a_gap_that_did_not_take_the_months_over()
    {
        var pledge = APledge.Announced(Given.Shells(500) with { DeliverBy = new(2027, 3, 1) }).Accepted().Formalised();
        var gap = AGap.Of(300, 300, 300).Covered(pledge, "a", 300).Vanished();
        // February is too early, March and April are not.
        var other = Other("gap-2", 0, 100, 40, 60);
        Assert.Equal(100, Assert.Single(Surplus.Moves([gap, other])).Credit);
        Assert.Empty(Surplus.Moves([gap, Other("gap-2", 100, 100)]));
    }

    [Fact]
    public void What_none_needs_is_given_back_after_some_days_in_which_the_need_may_come_back()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(600).Covered(pledge, "a", 400);
        Surplus.Notice(gap, Settings, Given.Now).IsNothing();
        Assert.Null(gap.State.NextDeadline(Settings)?.Delivery);
        gap.Vanished();

        var noticed = Surplus.Notice(gap, Settings, Given.Now).Only<GapSurplusFound>();
        Assert.Equal((400m, Given.Now.AddDays(7)), (noticed.Quantity, noticed.ReleaseAt));
        Assert.Equal(Disclosure.Restricted, ((IConfidentialEvent)noticed).Confidentiality);
        gap.Do(noticed);
        Assert.Equal(new Deadline(DeadlineKind.Surplus, Given.Now.AddDays(7)), gap.State.NextDeadline(Settings));
        Surplus.Notice(gap, Settings, Given.Now.AddDays(1)).IsNothing();

        gap.Becomes(600);
        Assert.Null(gap.State.ReleaseAt);
        Assert.Equal((400m, 200m), (gap.State.Covered, gap.State.OpenQuantity));
    }

    [Fact]
    public void What_has_left_for_a_gap_that_is_gone_is_not_given_back()
    {
        var pledge = APledge.Committed(1000);
        var gap = AGap.Of(600).Covered(pledge, "a", 400).Covered(pledge, "b", 100);
        pledge.Planned(450).HandedOver(1);
        gap.Followed(pledge, "a").Followed(pledge, "b").Vanished();
        Assert.Equal(["b"], Surplus.ToRelease(gap).Select(s => s.Part.Allocation));
        Assert.Equal(50, Surplus.Notice(gap, Settings, Given.Now).Only<GapSurplusFound>().Quantity);
    }

    [Fact]
    public void An_undispatched_part_is_too_late_once_it_is_in_time_for_no_month()
    {
        var pledge = APledge.Announced(Given.Shells(500) with { DeliverBy = new(2027, 1, 20) }).Accepted().Formalised();
        var gap = AGap.Of(100, 0, 100).Covered(pledge, "a", 100).Covered(pledge, "b", 50);
        Assert.Empty(Surplus.TooLate(gap, new(2027, 1, 31)));
        // From February on one of them makes up for March, which needs 100: not for both.
        Assert.Equal(["b"], Surplus.TooLate(gap, new(2027, 2, 1)).Select(c => c.Allocation));
        Assert.Equal(["a", "b"], Surplus.TooLate(gap, new(2027, 4, 1)).Select(c => c.Allocation));
        pledge.Planned(100).HandedOver(1);
        Assert.Equal(["b"], Surplus.TooLate(gap.Followed(pledge, "a"), new(2027, 4, 1)).Select(c => c.Allocation));
    }

    [Fact]
    public void A_gap_takes_over_how_the_other_was_weighed_who_was_asked_and_what_was_offered()
    {
        var gone = AGap.Of(100)
            .Do(
                AssessGap.Decide(
                    AGap.Of(100),
                    new GapAssessment(1, "Urgent", [new Substitute("AMMO-122", 0.5m)], "Guns fall silent"),
                    Given.Coordinator
                )
            )
            .Asked(Given.Now.AddDays(20), "NLD", "DEU")
            .Do(Solicit.Offered(AGap.Of(100), APledge.Committed(40)))
            .State;
        var heir = Other("gap-2", 100);

        var joined = FollowDeliveries.Join(heir, gone);
        Assert.Equal([typeof(GapJoined), typeof(GapAskingMoved)], joined.Events.Select(e => e.GetType()));
        var now = heir.Taking(joined);
        Assert.Equal((1, "Guns fall silent", "gap-1"), (now.Priority, now.Risk, Assert.Single(now.Predecessors)));
        Assert.Equal(0.5m, now.FactorFor("AMMO-122"));
        Assert.Equal(
            [("DEU", SolicitationStatus.Open), ("NLD", SolicitationStatus.Answered)],
            Assert.Single(now.Solicitations).Donors.Select(d => (d.Donor, d.Status))
        );
        Assert.Equal(40, Assert.Single(now.Offers).Credit);
        FollowDeliveries.Join(now, gone).IsNothing();

        // Nothing weighed, nobody asked: only who it was.
        Assert.Equal(
            new GapJoined("gap-1", 3, [], null, Disclosure.Coalition),
            FollowDeliveries.Join(heir, AGap.Of(100)).Only<GapJoined>() with
            {
                Substitutes = [],
            }
        );
    }

    [Fact]
    public void Donors_are_neither_reminded_nor_lapse_for_a_gap_that_needs_no_answer()
    {
        var gap = AGap.Of(600).Asked(Given.Now.AddDays(20), "NLD").Vanished();
        Solicit.Remind(gap, 1, "NLD").IsNothing();
        gap.Do(Solicit.Lapse(gap, 1, "NLD").Only<GapDonorCalledOff>());
        Assert.Equal(SolicitationStatus.CalledOff, gap.State.Solicitations[0].Of("NLD")!.Status);
        Assert.True(gap.State.Solicitations[0].IsOver);
        Solicit.Lapse(gap, 1, "NLD").IsNothing();
        Solicit.Escalate(gap, 1, ["DEU"]).IsNothing();
        // Open again, it goes before the board: nobody's answer is waited for.
        Assert.Equal(600, Solicit.Escalate(gap.Becomes(600), 1, ["DEU"]).Only<GapEscalated>().Open);
    }

    [Fact]
    public void An_uncovered_month_is_told_before_it_begins_and_put_before_the_board_when_it_is_over()
    {
        // Found on 4 January, of January and April: January was the news itself.
        var gap = AGap.Of(100, 0, 0, 100).State;
        var near = gap.NextDeadline(Settings)!;
        Assert.Equal(new(DeadlineKind.GapMonth, January.End(), Month: January), near);
        gap.Reached(near, Settings, ["DEU"], January.End().AddSeconds(-1)).IsNothing();
        var missed = gap.Reached(near, Settings, ["DEU"], January.End()).Only<GapMonthMissed>();
        Assert.Equal((January, "DEU"), (missed.Month, Assert.Single(missed.Board)));
        gap = gap.Taking(missed);

        var april = gap.NextDeadline(Settings)!;
        Assert.Equal(DeadlineKind.GapMonthReminder, april.Kind);
        Assert.Equal(
            (January.Plus(3), January.Plus(3).First.AddDays(-30)),
            (april.Month, DateOnly.FromDateTime(april.At.Date))
        );
        gap = gap.Taking(gap.Reached(april, Settings, ["DEU"], april.At).Only<GapMonthNear>());
        Assert.NotEqual(april, gap.NextDeadline(Settings));
        gap.Reached(april, Settings, ["DEU"], april.At).IsNothing();
    }

    [Fact]
    public void A_covered_month_and_one_whose_risk_is_accepted_are_not_told()
    {
        Assert.Null(AGap.Of(100).Accepted().State.NextDeadline(Settings));
        Assert.Null(AGap.Of(100).Vanished().State.NextDeadline(Settings));
        var pledge = APledge.Announced(Given.Shells(500) with { DeliverBy = new(2027, 1, 31) }).Accepted().Formalised();
        Assert.Null(AGap.Of(100).Covered(pledge, "a", 100).State.NextDeadline(Settings));
    }

    private static Gap Other(string id, params decimal[] shortfalls) =>
        Gap.Apply(
            null,
            FollowDeliveries
                .Decide(
                    null,
                    new(id, "AMMO-155", [.. AGap.Months(shortfalls).Where(m => m.Shortfall > 0)], null, 1),
                    Given.Now
                )
                .Only<GapOpened>()
        );
}
