using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pooling;

/// <summary>How pools end, and what others rely on that they do.</summary>
public class PoolEndsTests
{
    private readonly Pledge _pool = APool.Committed(APool.Offer, "pledge-pool");

    [Fact]
    public void A_pool_that_lost_part_of_a_tranche_can_be_completed()
    {
        var pool = Lost(_pool.Buying(600, 1_800_000), 600, 100);
        Assert.Equal((900, 500), (pool.Lines[0].Accepted, pool.Lines[0].Committed));
        pool = pool.After(Amended(pool, 500));
        Assert.Equal(PledgeStatus.Completed, pool.Status);
        Ledgers.Check(pool);
    }

    [Fact]
    public void A_pool_that_lost_part_of_a_tranche_can_be_withdrawn()
    {
        var pool = Lost(_pool.Buying(600, 1_800_000), 600, 100);
        Assert.Equal("purchases", Amended(pool, 499).Conflict());
        pool = pool.After(Release.Withdraw(pool, new("Over"), APool.Czech, Given.Now));
        Assert.Equal(500, pool.Lines[0].Committed);
        Ledgers.Check(pool);
    }

    [Fact]
    public void What_has_not_left_of_a_pool_that_lost_a_tranche_is_cancelled_first()
    {
        var pool = Lost(_pool.Buying(600, 1_800_000), 400, 100);
        Assert.Equal("purchases", Release.Withdraw(pool, new("Over"), APool.Czech, Given.Now).Conflict());
        Assert.Null(Release.Withdraw(pool.Cancelling(1, 200), new("Over"), APool.Czech, Given.Now).Error);
    }

    [Fact]
    public void What_is_left_of_a_purchase_is_never_without_a_price()
    {
        var pool = _pool.Buying(1000, 0.01m).Cancelling(1, 999);
        Assert.Equal((1, 0.01m), (pool.Purchases[0].Quantity, pool.Purchases[0].Price));
        Assert.Equal(1, pool.By(SupportColumn.PaidBy)["CZE"].Committed);
        Assert.Equal(0, pool.Cancelling(1).Purchases[0].Price);
    }

    [Fact]
    public void Nobody_relies_on_what_a_signed_pool_has_not_bought()
    {
        var five = Signed(Given.Offer(Given.Shells(5)) with { Conditions = [new("r", "AMMO-155", 30)] }, "pledge-1");
        var pool = Signed(APool.Offer with { Conditions = [new("r", "AMMO-155", 5)] }, "pledge-2");
        Assert.Empty(JointFormalisation.Ready([five, pool], [], Given.Now));
        var goods = Signed(APool.Offer with { Pool = false, Conditions = [new("r", "AMMO-155", 5)] }, "pledge-2");
        Assert.Equal(2, JointFormalisation.Ready([five, goods], [], Given.Now).Count);
    }

    [Fact]
    public void Who_does_not_see_what_a_withdrawn_contribution_pays_reads_no_money()
    {
        var parent = APool.Committed(APool.Offer with { Disclosure = Disclosure.Public }, "pledge-pool");
        var money = APool.Money("NLD", 2_000_000, parent) with { Disclosure = Disclosure.Public };
        var (pool, dutch) = APool.Paid(
            parent.Buying(600, 1_800_000),
            APool.Committed(money, "pledge-nld", parent),
            900_000
        );
        dutch = dutch.After(Release.Withdraw(dutch, new("Needed at home"), Given.Dutch, Given.Now));
        dutch = dutch.After(PayShare.DiscloseParent(dutch, pool with { Disclosure = Disclosure.Coalition }));
        var seen = dutch.SeenAt(Disclosure.Public);
        Assert.Null(seen.Parent);
        Assert.Equal((0, 0), (seen.Ledger(seen.Lines[0]).Committed, seen.Ledger(seen.Lines[0]).Pledged));
    }

    [Fact]
    public void A_pool_is_reminded_of_what_it_means_to_buy()
    {
        Assert.Equal(DeadlineKind.LineReminder, _pool.NextDeadline?.Kind);
        var bought = Lost(_pool.Buying(1000, 1_800_000), 1000, 100);
        Assert.Null(bought.NextDeadline);
    }

    private static Pledge Signed(Offer offer, string id)
    {
        var donor = Given.Liaison(offer.Donor);
        var pledge = APool.Announced(offer, id).Events.Aggregate((Pledge?)null, Pledge.Apply)!;
        pledge = pledge.After(
            Review.Decide(pledge, new(ReviewDecision.Accept, "Needed"), Given.Coordinator, Given.Now, Given.Deadlines)
        );
        return pledge.After(
            Formalise.Decide(pledge, Given.Memorandum, donor, Given.Now, Given.NobodyCommitted, jointly: true)
        );
    }

    private static Decision<PledgeEvent> Amended(Pledge pool, decimal quantity) =>
        Amend.Decide(pool, new("Less", Lines: [new(1, quantity)]), APool.Czech, Given.Now, Given.Deadlines);

    /// <summary>So much is handed over, and so much of that is missing and will not come.</summary>
    private static Pledge Lost(Pledge pool, decimal quantity, decimal missing)
    {
        Requirement requirement = ARequirement.Open(1_000_000);
        pool = pool.After(
            Allocate.Decide(pool, "allocation-1", new(1, quantity, requirement.Id), requirement, Given.Coordinator)
        );
        pool = pool.After(Allocate.Confirm(pool, "allocation-1"));
        pool = pool.After(
            PlanDelivery.Decide(pool, new(1, quantity, Given.Now.AddDays(30)), APool.Czech, Given.Now, Given.Deadlines)
        );
        foreach (var status in (DeliveryStatus[])[DeliveryStatus.Dispatched, DeliveryStatus.HandedOver])
            pool = pool.After(ChangeDeliveryStatus.Decide(pool, 1, new(status), APool.Czech, Given.Now));
        pool = pool.After(
            Receipt.Decide(pool, 1, new(quantity - missing, Discrepancy: "Lost"), Given.Ukraine, Given.Now)
        );
        return pool.After(SettleDelivery.Decide(pool, 1, new("Lost"), Given.Coordinator, Given.Now));
    }
}
