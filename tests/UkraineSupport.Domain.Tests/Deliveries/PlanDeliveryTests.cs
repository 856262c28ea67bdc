using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Deliveries;

public class PlanDeliveryTests
{
    private static Decision<PledgeEvent> Planned(
        Pledge pledge,
        decimal quantity,
        int line = 1,
        Actor? actor = null,
        int days = 30,
        string? waybill = null
    ) =>
        PlanDelivery.Decide(
            pledge,
            new(line, quantity, Given.Now.AddDays(days), waybill),
            actor ?? Given.Dutch,
            Given.Now,
            Given.Deadlines
        );

    [Fact]
    public void A_tranche_fills_allocations_in_the_order_they_were_made()
    {
        var pledge = APledge
            .Committed(100)
            .Allocated("a", 20)
            .Allocated("b", 30)
            .Allocated("c", 10)
            .Planned(15)
            .Planned(40)
            .State;

        Assert.Equal([new DeliveryPart("a", 15)], pledge.Deliveries[0].Parts);
        Assert.Equal(
            [new DeliveryPart("a", 5), new DeliveryPart("b", 30), new DeliveryPart("c", 5)],
            pledge.Deliveries[1].Parts
        );
        Assert.Equal([1, 2], pledge.Deliveries.Select(d => d.N));
        Assert.All(pledge.Deliveries, d => Assert.Equal([new StatusAt(DeliveryStatus.Planned, Given.Now)], d.History));
        Assert.Equal(0, pledge.Ledger(pledge.Lines[0]).Dispatched);
    }

    [Fact]
    public void Only_what_is_allocated_and_not_planned_yet()
    {
        var pledge = APledge.Committed(100).Allocated("a", 20);
        Assert.Equal("over-delivery", Planned(pledge, 21).Conflict());
        pledge.Planned(15);
        Assert.Equal("over-delivery", Planned(pledge, 6).Conflict());
        Planned(pledge, 5).Only<PledgeDeliveryPlanned>();
    }

    [Fact]
    public void What_the_requirement_has_not_confirmed_cannot_be_planned() =>
        Assert.Equal("over-delivery", Planned(APledge.Committed(100).Reserved("a", 20), 1).Conflict());

    [Fact]
    public void Each_line_fills_its_own_allocations()
    {
        var pledge = APledge.Committed(100, 100).Allocated("a", 20).Allocated("b", 30, line: 2).Planned(5);
        Assert.Equal("over-delivery", Planned(pledge, 31, line: 2).Conflict());
        Assert.Equal([new DeliveryPart("b", 30)], Planned(pledge, 30, line: 2).Only<PledgeDeliveryPlanned>().Parts);
    }

    [Theory]
    [InlineData(DeliveryStatus.Cancelled)]
    [InlineData(DeliveryStatus.Lost)]
    [InlineData(DeliveryStatus.Returned)]
    public void What_did_not_arrive_can_be_planned_again(DeliveryStatus end)
    {
        var pledge = APledge.Committed(100).Allocated("a", 20).Planned(20);
        if (end != DeliveryStatus.Cancelled)
            pledge.Reported(1, DeliveryStatus.Dispatched);

        Planned(pledge.Reported(1, end), 20).Only<PledgeDeliveryPlanned>();
    }

    [Fact]
    public void What_was_sent_back_can_be_planned_again_for_the_allocation_that_lacks_it()
    {
        var pledge = APledge
            .Committed(100)
            .Allocated("a", 20)
            .Allocated("b", 30)
            .Planned(50)
            .HandedOver(1)
            .Receipted(1, 45, returned: 5);
        Assert.Equal("over-delivery", Planned(pledge, 6).Conflict());
        Assert.Equal([new DeliveryPart("b", 5)], Planned(pledge, 5).Only<PledgeDeliveryPlanned>().Parts);
    }

    [Fact]
    public void Only_the_pledges_donor_plans() =>
        Assert.All(
            Given.Everyone.Where(a => a != Given.Dutch),
            actor => Assert.True(Planned(APledge.Committed(100).Allocated("a", 20), 1, actor: actor).IsForbidden())
        );

    [Fact]
    public void Only_a_commitment_is_delivered()
    {
        Assert.Equal("not-committed", Planned(APledge.Announced().Accepted(), 1).Conflict());
        Assert.Equal("not-committed", Planned(APledge.Committed(100).Allocated("a", 20).Withdrawn(), 1).Conflict());
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        Assert.Equal(["/line"], Planned(APledge.Committed(100), 1, line: 2).Wrong());
        Assert.Equal(["/quantity"], Planned(APledge.Committed(100), 0).Wrong());
        Assert.Equal(["/waybill"], Planned(APledge.Committed(100), 1, waybill: new('w', 101)).Wrong());
        Assert.Equal(
            "W-1",
            Planned(APledge.Committed(100).Allocated("a", 20), 1, waybill: "W-1").Only<PledgeDeliveryPlanned>().Waybill
        );
    }

    [Theory]
    [InlineData(30, 16.0)]
    [InlineData(15, 1.0)]
    [InlineData(14, 7.0)]
    [InlineData(1, 0.5)]
    [InlineData(0, 0.0)]
    [InlineData(-3, -3.0)]
    public void The_donor_is_reminded_two_weeks_before_or_at_half_the_time_that_is_left(
        int dueInDays,
        double remindedInDays
    ) =>
        Assert.Equal(
            Given.Now.AddDays(remindedInDays),
            Planned(APledge.Committed(100).Allocated("a", 20), 1, days: dueInDays)
                .Only<PledgeDeliveryPlanned>()
                .RemindAt
        );

    [Fact]
    public void A_pledge_has_at_most_1000_deliveries()
    {
        var pledge = APledge.Committed(2000).Allocated("a", 2000);
        for (var n = 0; n < PlanDelivery.MaxDeliveries; n++)
            pledge.Planned(1);

        Assert.Equal("too-many-deliveries", Planned(pledge, 1).Conflict());
    }

    [Fact]
    public void A_refusal_says_what_is_left() =>
        Assert.Equal(
            "Line 1 has 5 rounds allocated to UKR for which no delivery is planned.",
            Planned(APledge.Committed(100).Allocated("a", 20).Planned(15), 6).Error!.Detail
        );
}
