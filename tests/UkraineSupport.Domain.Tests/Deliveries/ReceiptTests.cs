using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Deliveries;

public class ReceiptTests
{
    private static APledge HandedOver(decimal committed = 100) =>
        APledge.Committed(committed).Allocated("a", 20).Planned(20).HandedOver(1);

    private static Decision<PledgeEvent> Receipted(
        Pledge pledge,
        decimal received,
        decimal returned = 0,
        string? discrepancy = null,
        int n = 1,
        decimal? before = null,
        string? reason = null
    ) => Receipt.Decide(pledge, n, new(received, returned, discrepancy, before, reason), Given.Ukraine, Given.Now);

    [Fact]
    public void The_recipient_confirms_all_of_it()
    {
        var pledge = HandedOver().Receipted(1, 20, discrepancy: null).State;
        Assert.Equal(
            (DeliveryStatus.Received, 20m, PledgeStatus.InDelivery),
            (pledge.Deliveries[0].Status, pledge.Deliveries[0].Received, pledge.Status)
        );
    }

    [Fact]
    public void Only_the_recipient_confirms() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Ukraine),
            actor => Assert.True(Receipt.Decide(HandedOver(), 1, new(20), actor, Given.Now).IsForbidden())
        );

    [Fact]
    public void A_receipt_follows_the_handover()
    {
        var pledge = APledge.Committed(100).Allocated("a", 20).Planned(20);
        Assert.Equal("not-handed-over", Receipted(pledge, 20).Conflict());
        Assert.Equal("not-handed-over", Receipted(pledge.Reported(1, DeliveryStatus.Dispatched), 20).Conflict());
        Assert.Equal("already-confirmed", Receipted(HandedOver().Receipted(1, 20), 20, before: 20).Conflict());
        Assert.Equal(
            "not-handed-over",
            Receipted(
                    APledge
                        .Committed(100)
                        .Allocated("a", 20)
                        .Planned(20)
                        .Reported(1, DeliveryStatus.Dispatched, DeliveryStatus.Returned),
                    20
                )
                .Conflict()
        );
        Assert.IsType<NotFound>(Receipted(pledge, 20, n: 2).Error);
    }

    [Fact]
    public void Less_than_was_sent_needs_a_reason()
    {
        Assert.Equal(["/discrepancy"], Receipted(HandedOver(), 15).Wrong());
        var pledge = HandedOver().Receipted(1, 15, 2, "Three are missing").State;

        Assert.Equal(
            (DeliveryStatus.PartiallyReceived, "Three are missing"),
            (pledge.Deliveries[0].Status, pledge.Deliveries[0].Discrepancy)
        );
        Assert.Equal(new LineLedger(100, 100, 100, 20, 18, 18, 15), pledge.Ledger(pledge.Lines[0]));
    }

    [Fact]
    public void A_second_receipt_tells_the_total_and_says_that_it_knows_the_first()
    {
        var pledge = HandedOver().Receipted(1, 15, returned: 2);

        // "Three more" is no total.
        Assert.Equal("confirmed-before", Receipted(pledge, 18, 2, "r").Conflict());
        Assert.Equal("confirmed-before", Receipted(pledge, 14, 2, "r").Conflict());
        Assert.Equal("confirmed-before", Receipted(pledge, 18, 2, "r", before: 14).Conflict());
        Assert.Equal("confirmed-before", Receipted(HandedOver(), 20, before: 5).Conflict());
        Assert.Equal("confirmed-before", Receipted(HandedOver().Receipted(1, 0), 20).Conflict());
        Assert.Null(Receipted(HandedOver(), 20, before: 0).Error);
        Assert.Equal(DeliveryStatus.PartiallyReceived, pledge.Receipted(1, 18, returned: 2).State.Deliveries[0].Status);
        Assert.Equal(18, pledge.State.Ledger(pledge.State.Lines[0]).Received);
    }

    [Fact]
    public void A_receipt_is_put_right_downwards_with_a_reason()
    {
        var pledge = HandedOver().Receipted(1, 20);

        Assert.Equal(["/reason"], Receipted(pledge, 2, 0, "A slip of the pen", before: 20).Wrong());
        var lowered = Receipted(pledge, 2, 0, "Eighteen are missing", before: 20, reason: "2 was meant")
            .Only<PledgeDeliveryReceipted>();
        Assert.Equal((2m, DeliveryStatus.PartiallyReceived), (lowered.Received, lowered.Status));
        var wrongReturn = HandedOver().Receipted(1, 15, returned: 5);
        Assert.Equal(["/reason"], Receipted(wrongReturn, 15, 4, "r", before: 15).Wrong());
        Assert.Equal(
            [DeliveryStatus.HandedOver, DeliveryStatus.Received, DeliveryStatus.PartiallyReceived],
            pledge.Receipted(1, 2).State.Deliveries[0].History.TakeLast(3).Select(h => h.Status)
        );
    }

    [Fact]
    public void A_receipt_put_right_opens_a_completed_pledge_again()
    {
        var pledge = HandedOver(20).Receipted(1, 20);
        Assert.Equal(PledgeStatus.Completed, pledge.State.Status);

        Assert.Equal(PledgeStatus.InDelivery, pledge.Receipted(1, 15).State.Status);
        Assert.Equal(PledgeStatus.Completed, pledge.Receipted(1, 20).State.Status);
        Assert.Equal(PledgeStatus.InDelivery, pledge.Receipted(1, 15, returned: 5).State.Status);
        Assert.Equal(PledgeStatus.InDelivery, pledge.Receipted(1, 0, returned: 20).State.Status);
        // All that went back did not: it was counted wrongly.
        Assert.Equal(PledgeStatus.Completed, pledge.Receipted(1, 20).State.Status);
    }

    [Fact]
    public void What_was_missing_cannot_be_found_once_it_was_sent_again()
    {
        var pledge = HandedOver(20).Receipted(1, 15).Verified(1).Planned(5);
        Assert.Equal("replaced", Receipted(pledge, 20, before: 15).Conflict());
        Assert.Null(Receipted(HandedOver(20).Receipted(1, 15).Verified(1), 20, before: 15).Error);
    }

    [Fact]
    public void When_all_goes_back_it_was_not_delivered()
    {
        var pledge = HandedOver().Receipted(1, 0, returned: 20).State;

        Assert.Equal(DeliveryStatus.Returned, pledge.Deliveries[0].Status);
        Assert.Equal(new LineLedger(100, 100, 100, 20, 0, 0, 0), pledge.Ledger(pledge.Lines[0]));
    }

    [Theory]
    [InlineData(21.0, 0.0, "/received")]
    [InlineData(15.0, 6.0, "/received")]
    [InlineData(-1.0, 0.0, "/received")]
    [InlineData(0.5, 0.0, "/received")]
    [InlineData(10.0, -1.0, "/returned")]
    [InlineData(10.0, 0.5, "/returned")]
    public void What_is_received_was_sent(double received, double returned, string wrong) =>
        Assert.Equal([wrong], Receipted(HandedOver(), (decimal)received, (decimal)returned, "Because").Wrong());

    [Fact]
    public void Numbers_beyond_all_bounds_are_refused_like_any_other()
    {
        Assert.Equal(
            ["/received", "/returned"],
            Receipted(HandedOver(), decimal.MaxValue, decimal.MaxValue, "r").Wrong()
        );
        Assert.Equal(
            ["/received", "/returned"],
            Receipted(HandedOver(), decimal.MinValue, decimal.MinValue, "r").Wrong()
        );
    }

    [Fact]
    public void The_last_receipt_completes_the_pledge()
    {
        var pledge = APledge
            .Committed(50)
            .Allocated("a", 50)
            .Planned(20)
            .Planned(30)
            .HandedOver(1)
            .HandedOver(2)
            .Receipted(2, 30);
        Assert.Equal(PledgeStatus.InDelivery, pledge.State.Status);

        Assert.Equal(PledgeStatus.Completed, pledge.Receipted(1, 20).State.Status);
        Assert.True(pledge.State.IsEnded);
        Assert.Null(pledge.State.NextDeadline);
    }

    [Fact]
    public void Every_line_must_be_handed_over_before_it_is_complete()
    {
        var pledge = APledge
            .Committed(20, 5)
            .Allocated("a", 20)
            .Allocated("b", 5, line: 2)
            .Planned(20)
            .HandedOver(1)
            .Receipted(1, 20);
        Assert.Equal(PledgeStatus.InDelivery, pledge.State.Status);

        Assert.Equal(PledgeStatus.Completed, pledge.Planned(5, line: 2).HandedOver(2).Receipted(2, 5).State.Status);
    }

    [Theory]
    [InlineData(0)] // Empty crates
    [InlineData(15)]
    public void What_is_missing_keeps_the_pledge_open_and_is_owed_again_once_that_is_verified(int received)
    {
        var pledge = HandedOver(20).Receipted(1, received);
        Assert.Equal(PledgeStatus.InDelivery, pledge.State.Status);
        Assert.Equal(new LineLedger(20, 20, 20, 20, 20, 20, received), pledge.State.Ledger(pledge.State.Lines[0]));
        Assert.Equal(
            "over-delivery",
            PlanDelivery.Decide(pledge, new(1, 1, Given.Now), Given.Dutch, Given.Now, Given.Deadlines).Conflict()
        );

        pledge.Verified(1);
        Assert.Equal(PledgeStatus.InDelivery, pledge.State.Status);
        Assert.Equal(
            new LineLedger(20, 20, 20, 20, received, received, received),
            pledge.State.Ledger(pledge.State.Lines[0])
        );
        var missing = 20 - received;
        Assert.Equal(PledgeStatus.Completed, pledge.Planned(missing).HandedOver(2).Receipted(2, missing).State.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Or_a_coordinator_settles_it_and_what_it_was_to_cover_is_open_again(bool verified)
    {
        var requirement = ARequirement.Open(50);
        var pledge = APledge.Committed(20).Allocated("a", 20, requirement: requirement);
        requirement.Asked(pledge, "a");
        pledge.Planned(20).HandedOver(1).Receipted(1, 15);
        if (verified)
            pledge.Verified(1);

        pledge.Settled(1);
        requirement.Followed(pledge, "a");
        Assert.Equal(PledgeStatus.Completed, pledge.State.Status);
        Assert.Equal(new LineLedger(20, 15, 15, 15, 15, 15, 15), pledge.State.Ledger(pledge.State.Lines[0]));
        Assert.Equal((15m, 35m), (requirement.State.Coverage[0].Received, requirement.State.OpenQuantity));
    }

    [Fact]
    public void Only_what_is_missing_is_settled_once_by_a_coordinator_with_a_reason()
    {
        SettleTranche reason = new("r");
        var pledge = HandedOver(20);
        Assert.Equal(
            "nothing-missing",
            SettleDelivery.Decide(pledge, 1, reason, Given.Coordinator, Given.Now).Conflict()
        );
        Assert.Equal(
            "nothing-missing",
            SettleDelivery
                .Decide(HandedOver(30).Receipted(1, 15, returned: 5), 1, reason, Given.Coordinator, Given.Now)
                .Conflict()
        );
        pledge.Receipted(1, 15);
        Assert.All(
            Given.Everyone.Where(a => a != Given.Coordinator),
            actor => Assert.True(SettleDelivery.Decide(pledge, 1, reason, actor, Given.Now).IsForbidden())
        );
        Assert.Equal(["/reason"], SettleDelivery.Decide(pledge, 1, new(" "), Given.Coordinator, Given.Now).Wrong());
        Assert.IsType<NotFound>(SettleDelivery.Decide(pledge, 2, reason, Given.Coordinator, Given.Now).Error);
        pledge.Settled(1);
        Assert.Equal(
            "nothing-missing",
            SettleDelivery.Decide(pledge, 1, reason, Given.Coordinator, Given.Now).Conflict()
        );
        // What was settled cannot be found any more; less can.
        Assert.Equal(["/received"], Receipted(pledge, 16, discrepancy: "r", before: 15).Wrong());
        Assert.Equal(PledgeStatus.InDelivery, pledge.Receipted(1, 14).State.Status);
        Assert.Equal(PledgeStatus.Completed, pledge.Settled(1).State.Status);
        Assert.Equal(6, pledge.State.Deliveries[0].Settled);
    }

    [Fact]
    public void What_was_sent_again_or_withdrawn_is_not_settled()
    {
        SettleTranche reason = new("r");
        var replaced = HandedOver(20).Receipted(1, 15).Verified(1).Planned(5);
        Assert.Equal("replaced", SettleDelivery.Decide(replaced, 1, reason, Given.Coordinator, Given.Now).Conflict());
        var withdrawn = HandedOver(20).Receipted(1, 15).Withdrawn();
        Assert.Equal(
            "already-ended",
            SettleDelivery.Decide(withdrawn, 1, reason, Given.Coordinator, Given.Now).Conflict()
        );
    }

    [Fact]
    public void The_newest_allocation_bears_what_is_settled_after_what_went_back()
    {
        var pledge = APledge
            .Committed(100)
            .Allocated("a", 20)
            .Allocated("b", 30)
            .Planned(50)
            .HandedOver(1)
            .Receipted(1, 25, returned: 10)
            .Settled(1)
            .State;
        Assert.Equal(new AllocationProgress(20, 20, 20, 20), pledge.Progress(pledge.Allocations[0]));
        Assert.Equal(new AllocationProgress(15, 5, 5, 5), pledge.Progress(pledge.Allocations[1]));
        Assert.Equal(new LineLedger(100, 85, 85, 35, 25, 25, 25), pledge.Ledger(pledge.Lines[0]));
    }

    [Fact]
    public void What_went_back_keeps_the_pledge_open_until_it_is_replaced()
    {
        var pledge = HandedOver(20).Receipted(1, 15, returned: 5);
        Assert.Equal(PledgeStatus.InDelivery, pledge.State.Status);

        Assert.Equal(PledgeStatus.Completed, pledge.Planned(5).HandedOver(2).Receipted(2, 5).State.Status);
    }

    [Fact]
    public void A_lost_tranche_is_replaced_before_the_pledge_is_complete()
    {
        var pledge = APledge
            .Committed(20)
            .Allocated("a", 20)
            .Planned(20)
            .Reported(1, DeliveryStatus.Dispatched, DeliveryStatus.Lost);
        Assert.Equal(PledgeStatus.Completed, pledge.Planned(20).HandedOver(2).Receipted(2, 20).State.Status);
    }

    [Fact]
    public void A_partial_receipt_fills_the_older_allocation_first()
    {
        var pledge = APledge
            .Committed(100)
            .Allocated("a", 20)
            .Allocated("b", 30)
            .Planned(50)
            .HandedOver(1)
            .Receipted(1, 25, returned: 10)
            .State;
        Assert.Equal(new AllocationProgress(20, 20, 20, 20), pledge.Progress(pledge.Allocations[0]));
        Assert.Equal(new AllocationProgress(30, 20, 20, 5), pledge.Progress(pledge.Allocations[1]));
    }
}
