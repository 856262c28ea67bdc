using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

public class ReleaseTests
{
    private static LineLedger Ledger(Pledge pledge) => pledge.Ledger(pledge.Lines[0]);

    /// <summary>
    /// 100 committed; a has 40 of which 30 left, b has 30 of which nothing left, c waits for its answer.
    /// </summary>
    private static APledge Underway() =>
        APledge
            .Committed(100)
            .Allocated("a", 40)
            .Planned(30)
            .Reported(1, DeliveryStatus.Dispatched)
            .Allocated("b", 30)
            .Planned(25)
            .Reserved("c", 10);

    [Fact]
    public void Only_the_pledges_donor_withdraws() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor => Assert.True(Release.Withdraw(APledge.Announced(), new("r"), actor, Given.Now).IsForbidden())
        );

    [Fact]
    public void A_reason_is_needed() =>
        Assert.Equal(["/reason"], Release.Withdraw(APledge.Announced(), new(""), Given.Dutch, Given.Now).Wrong());

    [Fact]
    public void An_offer_is_withdrawn_whole()
    {
        var pledge = APledge.Announced().Accepted().Withdrawn().State;

        Assert.Equal(new LineLedger(0, 0, 0, 0, 0, 0, 0), Ledger(pledge));
        Assert.True(pledge.IsEnded);
        Assert.Null(pledge.NextDeadline);
    }

    [Fact]
    public void What_has_left_stays_and_the_rest_is_released()
    {
        var pledge = Underway().Withdrawn().State;

        Assert.Equal(PledgeStatus.Withdrawn, pledge.Status);
        Assert.Equal(new LineLedger(30, 30, 30, 30, 30, 0, 0), Ledger(pledge));
        Assert.Equal(
            [
                ("a", 30m, AllocationStatus.Confirmed),
                ("b", 0m, AllocationStatus.Released),
                ("c", 0m, AllocationStatus.Released),
            ],
            pledge.Allocations.Select(a => (a.Id, a.Quantity, a.Status))
        );
        Assert.Equal([DeliveryStatus.Dispatched, DeliveryStatus.Cancelled], pledge.Deliveries.Select(d => d.Status));
        Assert.Equal(DeliveryStatus.Cancelled, pledge.Deliveries[1].History[^1].Status);
    }

    [Fact]
    public void What_had_left_a_withdrawn_pledge_is_still_handed_over_and_received()
    {
        var pledge = Underway().Withdrawn().Reported(1, DeliveryStatus.HandedOver).Receipted(1, 30).State;

        Assert.Equal(PledgeStatus.Withdrawn, pledge.Status);
        Assert.Equal(new LineLedger(30, 30, 30, 30, 30, 30, 30), Ledger(pledge));
    }

    [Theory]
    [InlineData(DeliveryStatus.Lost)]
    [InlineData(DeliveryStatus.Returned)]
    public void What_is_lost_or_returned_after_the_withdrawal_is_released_too(DeliveryStatus end)
    {
        var pledge = Underway().Withdrawn().Reported(1, end).State;
        Assert.All(pledge.Allocations, a => Assert.Equal((0m, AllocationStatus.Released), (a.Quantity, a.Status)));
        Assert.Equal(new LineLedger(0, 0, 0, 0, 0, 0, 0), Ledger(pledge));
    }

    [Fact]
    public void What_was_declined_or_has_expired_is_pledged_no_more()
    {
        Assert.Equal(new LineLedger(0, 0, 0, 0, 0, 0, 0), Ledger(APledge.Announced().Declined()));
        var expired = APledge.Announced().Accepted();
        expired.Later(TimeSpan.FromDays(91)).Reached().Reached().Reached();
        Assert.Equal(PledgeStatus.Expired, expired.State.Status);
        Assert.Equal(new LineLedger(0, 0, 0, 0, 0, 0, 0), Ledger(expired));
    }

    [Fact]
    public void What_the_recipient_sends_back_after_the_withdrawal_is_released_too()
    {
        var pledge = Underway().Withdrawn().Reported(1, DeliveryStatus.HandedOver).Receipted(1, 20, returned: 10).State;
        Assert.Equal((20m, AllocationStatus.Confirmed), (pledge.Allocations[0].Quantity, pledge.Allocations[0].Status));
        Assert.Equal(new LineLedger(20, 20, 20, 20, 20, 20, 20), Ledger(pledge));
    }

    [Fact]
    public void A_pledge_ends_once()
    {
        Assert.Equal(
            "already-ended",
            Release.Withdraw(APledge.Announced().Withdrawn(), new("r"), Given.Dutch, Given.Now).Conflict()
        );
        Assert.Equal(
            "already-ended",
            Release.Withdraw(APledge.Announced().Declined(), new("r"), Given.Dutch, Given.Now).Conflict()
        );
        var completed = APledge.Committed(10).Allocated("a", 10).Planned(10).HandedOver(1).Receipted(1, 10);
        Assert.Equal("already-ended", Release.Withdraw(completed, new("r"), Given.Dutch, Given.Now).Conflict());
    }

    [Fact]
    public void The_requirements_are_told_once_each_after_the_withdrawal()
    {
        var other = ARequirement.From("requirement-2", ARequirement.Filing(50)).Validated();
        var pledge = Underway().Allocated("d", 5, requirement: other);
        Release.Compensated(pledge).IsNothing();

        pledge.Withdrawn();
        Assert.Equal(
            ["requirement-1", "requirement-2"],
            Release.Compensated(pledge).Only<PledgeWithdrawalCompensated>().Needs
        );
        pledge.Do(Release.Compensated(pledge));
        Assert.True(pledge.State.Watched.Compensated);
        Release.Compensated(pledge).IsNothing();
    }

    [Fact]
    public void When_a_requirement_is_no_more_its_allocation_shrinks_to_what_has_left()
    {
        var pledge = Underway();
        pledge.Do(Release.One(pledge, "a", Given.Now));

        Assert.Equal(
            [
                ("a", 30m, AllocationStatus.Confirmed),
                ("b", 30m, AllocationStatus.Confirmed),
                ("c", 10m, AllocationStatus.Pending),
            ],
            pledge.State.Allocations.Select(a => (a.Id, a.Quantity, a.Status))
        );
        Release.One(pledge, "a", Given.Now).IsNothing();
        Release.One(pledge, "unknown", Given.Now).IsNothing();
    }

    [Fact]
    public void A_tranche_that_would_have_filled_it_is_cancelled_and_the_others_share_is_free_to_plan_again()
    {
        var pledge = APledge.Committed(100).Allocated("a", 20).Allocated("b", 30).Planned(40);
        Assert.Equal([new DeliveryPart("a", 20), new DeliveryPart("b", 20)], pledge.State.Deliveries[0].Parts);

        Assert.Equal([1], Release.One(pledge, "b", Given.Now).Only<PledgeAllocationReduced>().CancelledDeliveries);
        pledge.Do(Release.One(pledge, "b", Given.Now)).Planned(20);
        Assert.Equal([new DeliveryPart("a", 20)], pledge.State.Deliveries[1].Parts);
        Release.One(pledge, "b", Given.Now).IsNothing();
    }

    [Fact]
    public void A_tranche_of_other_allocations_goes_on()
    {
        var pledge = Underway();
        Assert.Equal([2], Release.One(pledge, "b", Given.Now).Only<PledgeAllocationReduced>().CancelledDeliveries);
        Assert.Equal([2], Release.One(pledge, "a", Given.Now).Only<PledgeAllocationReduced>().CancelledDeliveries);
        Assert.Empty(Release.One(pledge, "c", Given.Now).Only<PledgeAllocationReduced>().CancelledDeliveries);
    }

    [Fact]
    public void What_is_lost_after_its_requirement_was_cancelled_can_be_released_as_well()
    {
        var pledge = Underway();
        pledge.Do(Release.One(pledge, "a", Given.Now)).Reported(1, DeliveryStatus.Lost);
        Assert.Equal(
            AllocationStatus.Released,
            pledge.Do(Release.One(pledge, "a", Given.Now)).State.Allocations[0].Status
        );
    }

    [Fact]
    public void A_loss_after_the_withdrawal_touches_the_allocation_it_concerns_and_no_other()
    {
        var pledge = APledge
            .Committed(100)
            .Allocated("a", 40)
            .Allocated("b", 30)
            .Reserved("c", 10)
            .Planned(40)
            .Planned(30)
            .Reported(1, DeliveryStatus.Dispatched)
            .Reported(2, DeliveryStatus.Dispatched)
            .Withdrawn();

        var lost = ChangeDeliveryStatus.Decide(pledge, 1, new(DeliveryStatus.Lost), Given.Dutch, Given.Now);
        Assert.Equal([new("a", 0)], Assert.Single(lost.Events.OfType<PledgeAllocationsReduced>()).Allocations);
        Assert.Equal(2, lost.Events.Count);
    }

    [Fact]
    public void A_loss_that_concerns_more_allocations_than_a_transaction_takes_events_is_one_event()
    {
        var pledge = APledge.Committed(120);
        foreach (var n in Enumerable.Range(0, 120))
            pledge.Allocated($"a{n}", 1);
        pledge.Planned(120).Reported(1, DeliveryStatus.Dispatched).Withdrawn();
        var lost = ChangeDeliveryStatus.Decide(pledge, 1, new(DeliveryStatus.Lost), Given.Dutch, Given.Now);
        Assert.Equal(2, lost.Events.Count);
        Assert.Equal(0, pledge.Do(lost).State.Ledger(pledge.State.Lines[0]).Allocated);
        Ledgers.Check(pledge);
    }
}
