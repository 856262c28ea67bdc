using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pledges;

/// <summary>
/// 100 shells committed: 30 to a need of priority 1, 30 to one of priority 4, 30 to one of priority 5; 10 are free. A
/// tranche of 30 for the last is planned.
/// </summary>
public class WithdrawInPartTests
{
    private static readonly Requirement[] Needs = [Need(1), Need(4), Need(5)];

    private readonly APledge _pledge = APledge
        .Committed(100)
        .Allocated("first", 30, requirement: Needs[0])
        .Allocated("fourth", 30, requirement: Needs[1])
        .Allocated("fifth", 30, requirement: Needs[2]);

    public WithdrawInPartTests() =>
        _pledge.Do(
            PlanDelivery.Decide(
                _pledge,
                new(1, 30, Given.Now.AddDays(30), Requirement: Needs[2].Id),
                Given.Dutch,
                Given.Now,
                Given.Deadlines
            )
        );

    [Theory]
    [InlineData(10, 30, 30, 30)] // What is free goes first.
    [InlineData(25, 30, 15, 30)] // Then what no tranche is planned for, of the least urgent need.
    [InlineData(50, 20, 0, 30)] // Of the other one only when that is gone.
    [InlineData(75, 0, 0, 25)] // Then what is planned.
    public void Allocations_are_released_in_this_order(decimal quantity, decimal first, decimal fourth, decimal fifth)
    {
        Withdraw(quantity);
        Assert.Equal((first, fourth, fifth), (Held("first"), Held("fourth"), Held("fifth")));
        var ledger = _pledge.State.Ledger(_pledge.State.Line(1)!);
        Assert.Equal((100 - quantity, 100 - quantity), (ledger.Pledged, ledger.Committed));
        Assert.Equal(Math.Min(30, fifth), _pledge.State.Delivery(1)!.Quantity);
        Ledgers.Check(_pledge);
    }

    [Fact]
    public void What_has_left_stays_and_so_much_at_most_is_taken_back()
    {
        _pledge.Reported(1, DeliveryStatus.Dispatched);
        Assert.Equal("has-left", Wish(71).Conflict());
        Withdraw(70);
        Assert.Equal((30, 30), (Held("fifth"), _pledge.State.Line(1)!.Committed));
        _pledge.Reported(1, DeliveryStatus.HandedOver).Receipted(1, 30);
        Assert.Equal(PledgeStatus.Completed, _pledge.State.Status);
    }

    [Fact]
    public void A_tranche_of_two_allocations_that_both_go_is_cancelled()
    {
        var pledge = APledge.Committed(60, 10).Allocated("a", 20).Allocated("b", 20).Planned(40);
        pledge.Do(WithdrawInPart.Decide(pledge, new("r", [new(1, 60)]), NoUrgency, Given.Dutch, Given.Now));
        Assert.Equal(DeliveryStatus.Cancelled, pledge.State.Delivery(1)!.Status);
        Ledgers.Check(pledge);
    }

    [Fact]
    public void All_of_it_is_withdrawn_whole_and_an_offer_is_amended()
    {
        Assert.Equal("nothing-left", Wish(100).Conflict());
        var offer = APledge.Announced().State;
        Assert.Equal(
            "not-committed",
            WithdrawInPart.Decide(offer, new("r", [new(1, 1)]), NoUrgency, Given.Dutch, Given.Now).Conflict()
        );
        Assert.Equal(
            ["/lines/0/line", "/lines/1/quantity", "/lines/2/quantity", "/lines"],
            WithdrawInPart
                .Decide(_pledge, new("r", [new(2, 1), new(1, 0), new(1, 0.5m)]), NoUrgency, Given.Dutch, Given.Now)
                .Wrong()
        );
        Assert.True(
            WithdrawInPart.Decide(_pledge, new("r", [new(1, 1)]), NoUrgency, Given.Coordinator, Given.Now).IsForbidden()
        );
    }

    private static readonly Dictionary<string, Urgency> NoUrgency = [];

    private static Requirement Need(int priority) =>
        ARequirement
            .From($"requirement-{priority}", ARequirement.Filing(1000) with { Priority = priority })
            .Validated();

    private Decision<PledgeEvent> Wish(decimal quantity) =>
        WithdrawInPart.Decide(
            _pledge,
            new("Needed at home", [new(1, quantity)]),
            Needs.ToDictionary(n => n.Id, Urgency.Of),
            Given.Dutch,
            Given.Now
        );

    private void Withdraw(decimal quantity) => _pledge.Do(Wish(quantity));

    private decimal Held(string id) => _pledge.State.Allocation(id)!.Quantity;
}
