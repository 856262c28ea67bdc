using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>100 shells committed, 60 allocated to a requirement of 60, of which a tranche of 40 is planned.</summary>
public class MoveByHandTests
{
    private readonly APledge _pledge = APledge.Committed(100);
    private readonly ARequirement _from = ARequirement.From("requirement-1", ARequirement.Filing(60)).Validated();
    private readonly ARequirement _to = ARequirement.From("requirement-2", ARequirement.Filing(50)).Validated();

    public MoveByHandTests()
    {
        _pledge.Reserved("a", 60, requirement: _from);
        _from.Asked(_pledge, "a");
        _pledge.Do(Allocate.Confirm(_pledge, "a")).Planned(40);
        _from.Followed(_pledge, "a");
    }

    [Fact]
    public void What_is_moved_counts_for_the_need_that_it_leaves_until_the_other_has_taken_it()
    {
        Move(30);
        Assert.Equal(100, _pledge.State.Ledger(_pledge.State.Line(1)!).Committed);
        Assert.Equal(60, _pledge.State.Ledger(_pledge.State.Line(1)!).Allocated);
        Assert.Equal(0, _from.Followed(_pledge.UnrelatedNews(), "a").State.OpenQuantity);

        _to.Asked(_pledge, "m");
        _pledge.Do(Allocate.Confirm(_pledge, "m"));
        _from.Followed(_pledge, "a");
        _to.Followed(_pledge, "m");
        Assert.Equal((30, 20), (_from.State.OpenQuantity, _to.State.OpenQuantity));
        // 20 were not planned; 10 of the tranche went along.
        Assert.Equal([new("m", 10), new("a", 30)], _pledge.State.Delivery(1)!.Parts);
        Ledgers.Check(_pledge);
    }

    [Fact]
    public void What_the_other_need_has_no_room_for_stays_where_it_was_with_its_tranches()
    {
        Move(30);
        var full = ARequirement.From("requirement-2", ARequirement.Filing(50)).Validated();
        var rival = APledge.Committed(50).Reserved("r", 50, requirement: full);
        full.Asked(rival, "r").Asked(_pledge, "m");
        _pledge.Do(Allocate.Refuse(_pledge, "m", Given.Now));
        Assert.Equal(60, _pledge.State.Allocation("a")!.Quantity);
        Assert.Equal(AllocationStatus.Released, _pledge.State.Allocation("m")!.Status);
        Assert.Equal([new("a", 40)], _pledge.State.Delivery(1)!.Parts);
        Assert.Equal(0, _from.Followed(_pledge, "a").State.OpenQuantity);
        Ledgers.Check(_pledge);
    }

    [Fact]
    public void What_has_left_stays()
    {
        _pledge.Reported(1, Domain.Deliveries.DeliveryStatus.Dispatched);
        Assert.Equal("has-left", Wish(21).Conflict());
        Move(null);
        Assert.Equal((40, 20), (_pledge.State.Allocation("a")!.Quantity, _pledge.State.Allocation("m")!.Quantity));
    }

    [Fact]
    public void A_cancelled_requirement_gives_back_what_does_not_leave_it()
    {
        Move(30);
        _pledge.Do(Release.One(_pledge, "a", Given.Now));
        Assert.Equal((0, 30), (_pledge.State.Allocation("a")!.Quantity, _pledge.State.Allocation("m")!.Quantity));
        _pledge.Do(Allocate.Refuse(_pledge, "m", Given.Now));
        Assert.Equal(30, _pledge.State.Allocation("a")!.Quantity);
        Ledgers.Check(_pledge);
    }

    [Fact]
    public void Not_more_than_is_open_nor_to_the_same_need_nor_without_a_reason()
    {
        Assert.Equal("over-allocation", Wish(51).Conflict());
        Assert.Equal(
            "same-need",
            MoveByHand
                .Decide(_pledge, "a", "m", new("r", 10, "requirement-1"), _from.State, Given.Coordinator)
                .Conflict()
        );
        Assert.Equal(
            ["/reason", "/requirement"],
            MoveByHand.Decide(_pledge, "a", "m", new("", 10, "requirement-9"), null, Given.Coordinator).Wrong()
        );
        Assert.True(
            MoveByHand.Decide(_pledge, "a", "m", new("r", 10, _to.State.Id), _to.State, Given.Dutch).IsForbidden()
        );
        Assert.IsType<NotFound>(
            MoveByHand.Decide(_pledge, "x", "m", new("r", 10, _to.State.Id), _to.State, Given.Coordinator).Error
        );
        Move(10);
        Assert.Empty(Wish(10).Events);
    }

    private Decision<PledgeEvent> Wish(decimal? quantity) =>
        MoveByHand.Decide(
            _pledge,
            "a",
            "m",
            new("More urgent there", quantity, _to.State.Id),
            _to.State,
            Given.Coordinator
        );

    private void Move(decimal? quantity) => _pledge.Do(Wish(quantity));
}
