using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>100 shells committed, 60 of them allocated as "a" and 40 as "b".</summary>
public class ReduceTests
{
    private static readonly ReleaseAllocation Why = new("Another need is more urgent");

    [Fact]
    public void Released_before_anything_left_all_of_it_is_free_again()
    {
        var pledge = Both();
        pledge.Do(Reduce.Release(pledge, "a", Why, Given.Coordinator, Given.Now));
        Assert.Equal((100, 40), (Ledger(pledge).Committed, Ledger(pledge).Allocated));
        Assert.Equal(AllocationStatus.Released, pledge.State.Allocation("a")!.Status);
    }

    [Fact]
    public void What_has_left_stays_and_planned_tranches_are_cancelled()
    {
        var pledge = Both().Planned(20).HandedOver(1).Planned(30);
        pledge.Do(Reduce.Release(pledge, "a", Why, Given.Coordinator, Given.Now));
        Assert.Equal((20, DeliveryStatus.Cancelled), (pledge.State.Allocation("a")!.Quantity, Status(pledge, 2)));
        Assert.Equal("has-left", Released(pledge).Conflict());
    }

    [Fact]
    public void Reduced_what_no_tranche_is_planned_for_goes_first_and_the_last_tranche_is_cut()
    {
        // 60: a tranche of 25, one of 20, and 15 unplanned. 35 are kept: 15 and 10 of the second tranche go.
        var pledge = Both().Planned(25).Planned(20);
        pledge.Do(Reduce.Decide(pledge, "a", new(35, "Enough"), Given.Coordinator, Given.Now));
        Assert.Equal((25, 10), (pledge.State.Delivery(1)!.Quantity, pledge.State.Delivery(2)!.Quantity));
        Assert.Equal(35, pledge.State.Allocation("a")!.Quantity);
        // 20: the second tranche goes whole, and 5 of the first.
        pledge.Do(Reduce.Decide(pledge, "a", new(20, "Still enough"), Given.Coordinator, Given.Now));
        Assert.Equal((20, DeliveryStatus.Cancelled), (pledge.State.Delivery(1)!.Quantity, Status(pledge, 2)));
        Ledgers.Check(pledge);
    }

    [Fact]
    public void A_tranche_that_fills_another_allocation_too_keeps_that_part()
    {
        var pledge = Both().Planned(70);
        pledge.Do(Reduce.Release(pledge, "a", Why, Given.Coordinator, Given.Now));
        var tranche = pledge.State.Delivery(1)!;
        Assert.Equal((DeliveryStatus.Planned, 10), (tranche.Status, tranche.Quantity));
        Assert.Equal([new DeliveryPart("b", 10)], tranche.Parts);
        Ledgers.Check(pledge);
    }

    [Theory]
    [InlineData(0, "/keep")]
    [InlineData(-1, "/keep")]
    [InlineData(1.5, "/keep")]
    public void A_quantity_that_cannot_be_is_refused(decimal keep, string pointer) =>
        Assert.Equal([pointer], Reduced(Both(), keep).Wrong());

    [Fact]
    public void It_is_reduced_to_less_and_to_no_less_than_has_left()
    {
        var pledge = Both().Planned(20).HandedOver(1);
        Assert.Equal("nothing-less", Reduced(pledge, 60).Conflict());
        Assert.Equal("has-left", Reduced(pledge, 19).Conflict());
        Assert.Null(Reduced(pledge, 20).Error);
    }

    [Fact]
    public void Only_coordinators_do_it_to_an_allocation_that_is_there()
    {
        var pledge = Both();
        Assert.All(
            Given.Everyone.Where(a => a != Given.Coordinator),
            actor => Assert.True(Reduce.Release(pledge, "a", Why, actor, Given.Now).IsForbidden())
        );
        Assert.IsType<NotFound>(Reduce.Release(pledge, "c", Why, Given.Coordinator, Given.Now).Error);
        Assert.Equal(["/reason"], Reduce.Release(pledge, "a", new(" "), Given.Coordinator, Given.Now).Wrong());
    }

    private static APledge Both() => APledge.Committed(100).Allocated("a", 60).Allocated("b", 40);

    private static Decision<PledgeEvent> Released(APledge pledge) =>
        Reduce.Release(pledge, "a", Why, Given.Coordinator, Given.Now);

    private static Decision<PledgeEvent> Reduced(APledge pledge, decimal keep) =>
        Reduce.Decide(pledge, "a", new(keep, "Enough"), Given.Coordinator, Given.Now);

    private static LineLedger Ledger(APledge pledge) => pledge.State.Ledger(pledge.State.Line(1)!);

    private static DeliveryStatus Status(APledge pledge, int n) => pledge.State.Delivery(n)!.Status;
}
