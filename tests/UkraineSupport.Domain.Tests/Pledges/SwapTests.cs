using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>
/// The Netherlands covers all 60 of one requirement, Denmark all 40 of another; 40 of each change places.
/// </summary>
public class SwapTests
{
    private readonly APledge _dutch = APledge.Committed(100);
    private readonly APledge _danish = Danish();
    private readonly ARequirement _first = ARequirement.From("requirement-1", ARequirement.Filing(60)).Validated();
    private readonly ARequirement _second = ARequirement.From("requirement-2", ARequirement.Filing(40)).Validated();

    public SwapTests()
    {
        Cover(_dutch, "a", 60, _first);
        Cover(_danish, "b", 40, _second);
    }

    [Fact]
    public void Each_comes_in_the_place_of_the_other_and_neither_need_is_open_in_between()
    {
        _dutch.Do(Wish(40, 40));
        _danish.Do(Swap.Answer(_danish, _dutch, _dutch.State.Allocation("a2")!));
        Assert.Equal((0, 0), Open());

        _second.Do(TakeAllocation.Exchange(_second, _dutch, Part(_dutch, "a2"), _danish, "b"));
        Assert.Equal((0, 0), Open());
        _first.Do(TakeAllocation.Exchange(_first, _danish, Part(_danish, "b2"), _dutch, "a"));
        _dutch.Do(Allocate.Confirm(_dutch, "a2"));
        _danish.Do(Allocate.Confirm(_danish, "b2"));
        _first.Followed(_dutch, "a").Followed(_danish, "b2");
        _second.Followed(_dutch, "a2").Followed(_danish, "b");

        Assert.Equal((0, 0), Open());
        Assert.Equal([("a", 20), ("b2", 40)], Covered(_first));
        Assert.Equal([("a2", 40)], Covered(_second));
        Assert.Equal([("a", 20), ("a2", 40)], Held(_dutch));
        Assert.Equal([("b2", 40)], Held(_danish));
    }

    [Fact]
    public void What_is_not_there_any_more_is_refused_for_good_and_nothing_moves()
    {
        _dutch.Do(Wish(40, 40));
        _danish.Planned(10).Reported(1, Domain.Deliveries.DeliveryStatus.Dispatched);
        _danish.Do(Swap.Answer(_danish, _dutch, Part(_dutch, "a2")));
        Assert.False(Swap.IsAgreed(_danish, Part(_dutch, "a2").Swap!));
        Assert.Empty(Swap.Answer(_danish, _dutch, Part(_dutch, "a2")).Events);
        _dutch.Do(Allocate.Refuse(_dutch, "a2", Given.Now));
        Assert.Equal([("a", 60)], Held(_dutch));
        Assert.Equal((0, 0), Open());
    }

    [Fact]
    public void A_need_that_was_cancelled_after_it_was_settled_takes_it_all_the_same()
    {
        _dutch.Do(Wish(40, 40));
        _danish.Do(Swap.Answer(_danish, _dutch, Part(_dutch, "a2")));
        _second.Cancelled();
        _second.Do(TakeAllocation.Exchange(_second, _dutch, Part(_dutch, "a2"), _danish, "b"));
        _first.Do(TakeAllocation.Exchange(_first, _danish, Part(_danish, "b2"), _dutch, "a"));
        Assert.Equal([("a", 20), ("b2", 40)], Covered(_first));
        // …and gives it back, as after a swap.
        _dutch.Do(Allocate.Confirm(_dutch, "a2")).Do(Release.One(_dutch, "a2", Given.Now));
        Assert.Empty(Covered(_second.Followed(_dutch, "a2")));
        Assert.Equal([("a", 20)], Held(_dutch));
    }

    [Fact]
    public void A_withdrawal_before_the_other_pledge_has_answered_is_refused_a_later_one_follows_the_swap()
    {
        _dutch.Do(Wish(40, 40)).Withdrawn();
        _danish.Do(Swap.Answer(_danish, _dutch, Part(_dutch, "a2")));
        Assert.False(Swap.IsAgreed(_danish, Part(_dutch, "a2").Swap!));
        Assert.Equal([("b", 40)], Held(_danish));
    }

    [Fact]
    public void Not_more_than_each_need_has_room_for()
    {
        Assert.Equal("over-allocation", Wish(60, 40).Conflict());
        Assert.Equal("over-allocation", Wish(30, 40).Conflict());
        Assert.Null(Wish(20, 20).Error);
        Assert.Equal("has-left", Wish(61, 40).Conflict());
    }

    [Fact]
    public void Coordinators_swap_what_is_there_of_two_pledges_that_both_donors_may_see()
    {
        Assert.True(Wish(40, 40, Given.Dutch).IsForbidden());
        Assert.True(Wish(40, 40, new(Role.Coordinator, "DNK", "dnk-ministry")).IsForbidden());
        Assert.Equal(["/allocation"], Wish(40, 40, theirs: "c").Wrong());
        _danish.Amended(new("r", Disclosure: Disclosure.Restricted));
        Assert.Equal("restricted", Wish(40, 40).Conflict());
    }

    private static APledge Danish() => APledge.From(Given.Offer() with { Donor = "DNK" }).Accepted().Formalised();

    private static void Cover(APledge pledge, string id, decimal quantity, ARequirement requirement)
    {
        pledge.Reserved(id, quantity, requirement: requirement);
        requirement.Asked(pledge, id);
        pledge.Do(Allocate.Confirm(pledge, id));
    }

    private Decision<PledgeEvent> Wish(decimal mine, decimal other, Actor? actor = null, string theirs = "b") =>
        Swap.Decide(
            _dutch,
            "a",
            "a2",
            new("pledge-2", theirs, "Nearer to the front", mine, other),
            _first.State,
            new(_danish.State with { Id = "pledge-2" }, _second.State, "b2"),
            actor ?? Given.Coordinator
        );

    private static Allocation Part(APledge pledge, string id) => pledge.State.Allocation(id)!;

    private (decimal, decimal) Open() => (_first.State.OpenQuantity, _second.State.OpenQuantity);

    private static IEnumerable<(string, decimal)> Covered(ARequirement requirement) =>
        requirement
            .State.Coverage.Where(c => c.Credit > 0)
            .OrderBy(c => c.Allocation, StringComparer.Ordinal)
            .Select(c => (c.Allocation, c.Credit));

    private static IEnumerable<(string, decimal)> Held(APledge pledge) =>
        pledge.State.Allocations.Where(a => a.Quantity > 0).Select(a => (a.Id, a.Quantity));
}
