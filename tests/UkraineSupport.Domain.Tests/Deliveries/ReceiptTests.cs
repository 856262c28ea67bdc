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
        int n = 1
    ) => Receipt.Decide(pledge, n, new(received, returned, discrepancy), Given.Ukraine, Given.Now);

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
        Assert.Equal("not-handed-over", Receipted(HandedOver().Receipted(1, 20), 20).Conflict());
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
    public void A_second_receipt_adds_to_the_first_and_takes_nothing_away()
    {
        var pledge = HandedOver().Receipted(1, 15, returned: 2);

        Assert.Equal("receipt-lowered", Receipted(pledge, 14, 2, "r").Conflict());
        Assert.Equal("receipt-lowered", Receipted(pledge, 15, 1, "r").Conflict());
        Assert.Equal(DeliveryStatus.PartiallyReceived, pledge.Receipted(1, 18, returned: 2).State.Deliveries[0].Status);
        Assert.Equal(18, pledge.State.Ledger(pledge.State.Lines[0]).Received);
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

    [Fact]
    public void What_went_missing_after_the_handover_does_not_keep_the_pledge_open() =>
        Assert.Equal(PledgeStatus.Completed, HandedOver(20).Receipted(1, 15).State.Status);

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

    [Fact]
    public void Nothing_is_returned_from_a_completed_pledge_but_more_may_be_found()
    {
        var completed = HandedOver(20).Receipted(1, 15);
        Assert.Equal(PledgeStatus.Completed, completed.State.Status);
        Assert.Equal("already-completed", Receipted(completed, 15, returned: 5, discrepancy: "Faulty").Conflict());
        Assert.Null(Receipted(completed, 18, discrepancy: "Three found").Error);
    }
}
