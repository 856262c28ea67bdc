using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pooling;

/// <summary>A pool of CZE that means to buy 1,000 shells; NLD and DNK each commit EUR 2,000,000 to it.</summary>
public class PoolTests
{
    private readonly Pledge _pool = APool.Committed(APool.Offer, "pledge-pool");
    private readonly Pledge _dutch;
    private readonly Pledge _danish;

    public PoolTests()
    {
        _dutch = APool.Committed(APool.Money("NLD", 2_000_000, _pool), "pledge-nld", _pool);
        _danish = APool.Committed(APool.Money("DNK", 2_000_000, _pool), "pledge-dnk", _pool);
    }

    [Fact]
    public void Until_something_is_bought_the_money_is_counted_and_the_goods_are_not()
    {
        Assert.Equal((0, 2_000_000, 2_000_000), (_pool.Support(), _dutch.Support(), _danish.Support()));
        Assert.Equal(0, _pool.SupportLedger(_pool.Lines[0]).Pledged);
        Assert.Equal((PledgeStatus.Formalised, 0), (_pool.Status, _pool.Lines[0].Committed));
        Assert.Empty(_pool.By(SupportColumn.PaidBy));
    }

    [Fact]
    public void What_is_bought_is_a_commitment_of_those_who_pay_made_elsewhere_and_delivered_once()
    {
        // 600 shells for 1,800,000: NLD pays 900,000, DNK 600,000, CZE the rest.
        var (pool, dutch) = APool.Paid(_pool.Buying(600, 1_800_000), _dutch, 900_000);
        (pool, var danish) = APool.Paid(pool, _danish, 600_000);
        Assert.Equal(600, pool.Support());
        Assert.Equal((1_100_000, 1_400_000), (dutch.Support(), danish.Support()));
        Assert.Equal(
            new Dictionary<string, (decimal, decimal, decimal)>
            {
                ["CZE"] = (100, 0, 300_000),
                ["NLD"] = (300, 0, 900_000),
                ["DNK"] = (200, 0, 600_000),
            },
            pool.By(SupportColumn.PaidBy)
        );
        Assert.Equal((600, 0, 1_800_000), pool.By(SupportColumn.MadeBy)["KOR"]);
        Assert.Equal((600, 0, 1_800_000), pool.By(SupportColumn.DeliveredBy)["CZE"]);

        var delivered = Delivered(pool, 100);
        Assert.Equal(
            (17, 50, 33),
            (
                delivered.By(SupportColumn.PaidBy)["CZE"].Delivered,
                delivered.By(SupportColumn.PaidBy)["NLD"].Delivered,
                delivered.By(SupportColumn.PaidBy)["DNK"].Delivered
            )
        );
        Assert.Equal(PledgeStatus.InDelivery, dutch.Status);
    }

    [Fact]
    public void Only_what_was_bought_can_be_allocated()
    {
        var requirement = ARequirement.Open(1000);
        Assert.Equal("over-allocation", Allocated(_pool, requirement, 1).Conflict());
        var bought = _pool.Buying(600, 1_800_000);
        Assert.Equal("over-allocation", Allocated(bought, requirement, 601).Conflict());
        Assert.Null(Allocated(bought, requirement, 600).Error);
        Assert.Equal(
            "contribution",
            Allocated(_dutch, ARequirement.From("requirement-1", Money).Validated(), 10).Conflict()
        );
        Assert.Empty(Domain.Backfill.SupplyLine.Of(_dutch));
        Assert.Equal(600, Assert.Single(Domain.Backfill.SupplyLine.Of(bought)).Free);
    }

    [Fact]
    public void A_contribution_is_complete_when_all_of_it_is_in_goods_and_reopened_when_they_do_not_come()
    {
        var (pool, dutch) = APool.Paid(_pool.Buying(700, 2_100_000), _dutch, 2_000_000);
        Assert.Equal((PledgeStatus.Completed, 0), (dutch.Status, dutch.Support()));
        pool = pool.Cancelling(1, 350);
        Assert.Equal((350, 1_050_000), (pool.Support(), pool.Purchase(1)!.Price));
        dutch = dutch.After(PayShare.Settle(dutch, pool));
        Assert.Equal((PledgeStatus.InDelivery, 1_000_000), (dutch.Status, dutch.Support()));
        dutch = dutch.After(PayShare.Settle(dutch, pool = pool.Cancelling(1)));
        Assert.Equal((2_000_000, 0), (dutch.Support(), pool.Support()));
        Ledgers.Check(dutch);
        Assert.Equal("over-purchase", Cancel(pool, 1).Conflict());
    }

    [Fact]
    public void What_is_cancelled_releases_allocations_but_not_what_has_left()
    {
        var requirement = ARequirement.Open(1000);
        var pool = Delivered(_pool.Buying(600, 1_800_000), 100);
        pool = pool.After(Allocated(pool, requirement, 400, "allocation-2"));
        pool = pool.After(Allocate.Confirm(pool, "allocation-2"));
        Assert.Equal("has-left", Cancel(pool, 501).Conflict());
        pool = pool.After(Cancel(pool, 450));
        Assert.Equal(150, pool.Lines[0].Committed);
        Assert.Equal(50, pool.Allocation("allocation-2")!.Quantity);
        Ledgers.Check(pool);
    }

    [Fact]
    public void A_purchase_takes_no_more_than_its_price_and_says_so_for_good()
    {
        var pool = _pool.Buying(600, 1_000_000);
        Assert.Equal("paid", Reserve(_dutch, pool, 1_000_001).Conflict());
        var (paid, _) = APool.Paid(pool, _danish, 800_000);
        // Reserved when there was room, and asked when there was none.
        var dutch = _dutch.After(Reserve(_dutch, pool, 500_000));
        Assert.Equal(1_500_000, dutch.Support());
        var refused = paid.After(PayShare.Take(paid, dutch, dutch.Payments[0]));
        PayShare.Take(refused, dutch, dutch.Payments[0]).IsNothing();
        dutch = dutch.After(PayShare.Settle(dutch, refused));
        Assert.Equal((2_000_000, 2_000_000), (dutch.Support(), dutch.Ledger(dutch.Lines[0]).Free));
        PayShare.Settle(dutch, refused).IsNothing();
    }

    [Fact]
    public void Older_news_of_a_purchase_changes_nothing()
    {
        var (pool, dutch) = APool.Paid(_pool.Buying(600, 1_800_000), _dutch, 900_000);
        var cancelled = pool.Cancelling(1, 300);
        dutch = dutch.After(PayShare.Settle(dutch, cancelled));
        Assert.Equal(1_550_000, dutch.Support());
        PayShare.Settle(dutch, pool).IsNothing();
    }

    [Fact]
    public void A_withdrawn_contribution_leaves_what_it_paid()
    {
        var (pool, dutch) = APool.Paid(_pool.Buying(600, 1_800_000), _dutch, 900_000);
        dutch = dutch.After(Release.Withdraw(dutch, new("Needed at home"), Given.Dutch, Given.Now));
        Assert.Equal((900_000, 0), (dutch.Lines[0].Committed, dutch.Support()));
        dutch = dutch.After(PayShare.Settle(dutch, pool.Cancelling(1)));
        Assert.Equal((0, 0), (dutch.Lines[0].Committed, dutch.Support()));
        Ledgers.Check(dutch);
    }

    [Fact]
    public void A_pool_is_withdrawn_when_what_it_bought_has_left_or_is_cancelled()
    {
        var pool = _pool.Buying(600, 1_800_000);
        Assert.Equal("purchases", Withdraw(pool).Conflict());
        Assert.Equal("purchases", InPart(pool, 401).Conflict());
        Assert.Equal("nothing-left", InPart(_pool, 1000).Conflict());
        var rest = pool.After(InPart(pool, 400));
        Assert.Equal((600, 600), (rest.Lines[0].Accepted, rest.Lines[0].Committed));
        Assert.Equal(
            "over-purchase",
            MakePurchase.Decide(rest, new(1, 1, 1, "More"), APool.Czech, Given.Now).Conflict()
        );
        Assert.Equal("purchases", Amended(pool, 599).Conflict());
        var smaller = pool.After(Amended(pool, 600));
        Assert.Equal(
            "over-purchase",
            MakePurchase.Decide(smaller, new(1, 1, 1, "More"), APool.Czech, Given.Now).Conflict()
        );
        Assert.Null(Withdraw(pool.Cancelling(1)).Error);
        Assert.Null(Withdraw(Delivered(pool, 600)).Error);
    }

    [Fact]
    public void What_is_left_for_a_pool_that_has_ended_is_money_like_any_other()
    {
        PayShare.ParentEnded(_dutch, _pool).IsNothing();
        var ended = _pool.After(Withdraw(_pool));
        var dutch = _dutch.After(PayShare.ParentEnded(_dutch, ended));
        PayShare.ParentEnded(dutch, ended).IsNothing();
        Assert.Null(Allocated(dutch, ARequirement.From("requirement-1", Money).Validated(), 10).Error);
        Assert.Single(Domain.Backfill.SupplyLine.Of(dutch));
        // Of what is no pool it pays part, and is no money of its own.
        var polish = APool.Committed(Given.Offer(Given.Shells(100)) with { Donor = "POL" }, "pledge-pol");
        var union = APool.Committed(APool.Money("EU", 300_000, polish), "pledge-eu", polish);
        var gone = polish.After(Release.Withdraw(polish, new("Over"), Given.Liaison("POL"), Given.Now));
        Assert.Empty(Domain.Backfill.SupplyLine.Of(union.After(PayShare.ParentEnded(union, gone))));
    }

    [Fact]
    public void What_was_paid_is_the_value_of_what_has_none()
    {
        var offer = APool.Offer with { Lines = [Given.Shells(1000)] };
        var pool = APool.Committed(offer, "pledge-pool");
        Assert.Null(pool.UnitEur(pool.Lines[0]));
        pool = pool.Buying(100, 100_000).Buying(100, 300_000);
        Assert.Equal(400_000, pool.Eur(pool.Lines[0], 200));
    }

    [Fact]
    public void Who_may_not_see_a_contribution_reads_that_the_pools_own_donor_pays()
    {
        var pool = APool.Committed(APool.Offer with { Disclosure = Disclosure.Public }, "pledge-pool");
        var dutch = APool.Committed(APool.Money("NLD", 2_000_000, pool), "pledge-nld", pool);
        (pool, _) = APool.Paid(pool.Buying(600, 1_800_000), dutch, 900_000);
        Assert.Equal(["CZE", "NLD"], pool.By(SupportColumn.PaidBy).Keys);
        var seen = pool.SeenBy(Actor.Anonymous);
        Assert.Equal((600, 0, 1_800_000), Assert.Single(seen.By(SupportColumn.PaidBy)).Value);
        Assert.Empty(seen.Purchase(1)!.Shares);
        Assert.Equal(pool, pool.SeenBy(Given.CoalitionObserver));

        // Its parent, no longer public, is not named; and without it, its money is money.
        var open = APool.Committed(
            APool.Money("NLD", 2_000_000, pool) with
            {
                Disclosure = Disclosure.Public,
            },
            "pledge-open",
            pool
        );
        (var bought, open) = APool.Paid(pool, open, 300_000);
        var narrowed = bought.After(
            Amend.Decide(
                bought,
                new("Not for all", Disclosure: Disclosure.Coalition),
                APool.Czech,
                Given.Now,
                Given.Deadlines
            )
        );
        open = open.After(PayShare.DiscloseParent(open, narrowed));
        PayShare.DiscloseParent(open, narrowed).IsNothing();
        var asMoney = open.SeenBy(Actor.Anonymous);
        Assert.Equal((null, 2_000_000, PledgeStatus.Formalised), (asMoney.Parent, asMoney.Support(), asMoney.Status));
        Assert.Equal(1_700_000, open.Support());
    }

    [Fact]
    public void Who_may_see_a_share_follows_its_contribution()
    {
        var (pool, dutch) = APool.Paid(_pool.Buying(600, 1_800_000), _dutch, 900_000);
        PayShare.Disclose(pool, dutch).IsNothing();
        Assert.Equal("shared", Narrowed(dutch, Disclosure.Restricted).Conflict());
        Assert.Equal("shared", Narrowed(dutch, Disclosure.Public).Conflict());
        Assert.Equal(
            "shared",
            Amend
                .Decide(pool, new("Secret", Disclosure: Disclosure.Restricted), APool.Czech, Given.Now, Given.Deadlines)
                .Conflict()
        );
        var polish = APool.Committed(Given.Offer(), "pledge-pol");
        AmendPledge secret = new("Secret", Disclosure: Disclosure.Restricted);
        Assert.Equal(
            "shared",
            Amend.Decide(polish, secret, Given.Dutch, Given.Now, Given.Deadlines, hasShares: true).Conflict()
        );
        Assert.Null(Amend.Decide(polish, secret, Given.Dutch, Given.Now, Given.Deadlines).Error);
        var other = dutch with { Disclosure = Disclosure.Public };
        pool = pool.After(PayShare.Disclose(pool, other));
        Assert.Equal(Disclosure.Public, pool.Purchase(1)!.Shares[0].Disclosure);
    }

    [Fact]
    public void An_ally_that_pays_what_the_United_States_deliver_gives_it_and_does_not_fill_their_gap()
    {
        var offer = Given.Offer(Given.Shells(100) with { MadeBy = "USA" }) with
        {
            DeliveredBy = "USA",
            Authority = UsAuthority.PURL,
        };
        var package = APool.Committed(offer, "pledge-purl");
        Assert.Equal(100, package.By(SupportColumn.PaidBy)["NLD"].Committed);
        Assert.Equal(100, package.By(SupportColumn.MadeBy)["USA"].Committed);
        Assert.Equal(100, package.By(SupportColumn.DeliveredBy)["USA"].Committed);
        Domain.Gaps.Gap gap = AGap.Of(500);
        Assert.Equal(
            "own-gap",
            Allocate.Decide(package, "allocation-1", new(1, 10, Gap: gap.Id), gap, Given.Coordinator).Conflict()
        );
        Assert.Null(Allocated(package, ARequirement.Open(1000), 10).Error);
        var line = Assert.Single(Domain.Backfill.SupplyLine.Of(package));
        Assert.Equal(
            Domain.Backfill.Obstacle.OwnGap,
            Domain.Backfill.Match.Of(line, Domain.Backfill.Need.Of(gap), new()).Obstacle
        );

        Assert.Equal(["/authority"], Wrong(offer with { Authority = null }));
        Assert.Equal(["/authority"], Wrong(offer with { Authority = UsAuthority.PDA }));
        Assert.Equal(["/authority"], Wrong(offer with { DeliveredBy = "UKR" }));
        Assert.Equal(["/deliveredBy"], Wrong(offer with { DeliveredBy = "XXX", Authority = null }));
        Assert.Equal(
            ["/deliveredBy"],
            Announce.Decide("pledge-1", offer, Given.Dutch, Given.Now, Given.Deadlines, AGap.Of(500)).Wrong()
        );
        Assert.Equal(["/lines/0/madeBy"], Wrong(Given.Offer(Given.Shells(1) with { MadeBy = "EU" })));
    }

    [Fact]
    public void A_reimbursement_says_who_pays_and_adds_nothing()
    {
        var polish = APool.Committed(Given.Offer(Given.Shells(100)) with { Donor = "POL" }, "pledge-pol");
        var union = APool.Committed(APool.Money("EU", 300_000, polish), "pledge-eu", polish);
        Assert.Equal((100, 0), (polish.Support(), union.Support()));
        Assert.Equal(0, union.SupportLedger(union.Lines[0]).Pledged);
        (var paid, union) = APool.Paid(polish.Buying(80, 400_000, madeBy: null), union, 300_000);
        Assert.Equal((100, 0), (paid.Support(), union.Support()));
        Assert.Equal(
            (40, 60),
            (paid.By(SupportColumn.PaidBy)["POL"].Committed, paid.By(SupportColumn.PaidBy)["EU"].Committed)
        );
        Assert.Equal(100, paid.By(SupportColumn.DeliveredBy)["POL"].Committed);
        Assert.Equal(
            "over-purchase",
            MakePurchase.Decide(paid, new(1, 21, 1, "More"), Given.Liaison("POL"), Given.Now).Conflict()
        );
        Assert.Equal(
            "purchases",
            WithdrawInPart
                .Decide(paid, new("Less", [new(1, 21)]), NoUrgency, Given.Liaison("POL"), Given.Now)
                .Conflict()
        );
        // Whose goods are all there already may still be paid for.
        var received = Delivered(paid, 100);
        Assert.Equal(PledgeStatus.Completed, received.Status);
        var late = APool.Committed(APool.Money("EU", 100, received), "pledge-late", received);
        (received, _) = APool.Paid(received.Buying(20, 100), late, 100, purchase: 2);
        Assert.Equal(80, received.By(SupportColumn.PaidBy)["EU"].Committed);
    }

    [Fact]
    public void Who_may_and_what_must_be_there()
    {
        var pool = _pool.Buying(600, 1_800_000);
        BuyGoods bought = new(1, 10, 100, "Contract");
        foreach (var actor in Given.Everyone.Append(APool.Czech))
            Assert.Equal(actor != APool.Czech, MakePurchase.Decide(pool, bought, actor, Given.Now).IsForbidden());
        foreach (var actor in Given.Everyone.Append(APool.Czech))
            Assert.Equal(
                actor != APool.Czech && actor != Given.Dutch,
                PayShare.Reserve(_dutch, "p", pool, 1, new(_dutch.Id, 10), actor).IsForbidden()
            );
        Assert.True(MakePurchase.Cancel(pool, 1, new("No"), NoUrgency, Given.Dutch, Given.Now).IsForbidden());
        Assert.Equal(
            ["/line", "/price", "/reference", "/madeBy"],
            MakePurchase.Decide(pool, new(2, 10, 0, " ", "Korea"), APool.Czech, Given.Now).Wrong()
        );
        Assert.Equal(["/quantity"], MakePurchase.Decide(pool, new(1, 0.5m, 1, "c"), APool.Czech, Given.Now).Wrong());
        Assert.Equal(
            "over-purchase",
            MakePurchase.Decide(pool, new(1, 401, 1, "c"), APool.Czech, Given.Now).Conflict()
        );
        Assert.Equal("no-goods", MakePurchase.Decide(_dutch, new(1, 1, 1, "c"), Given.Dutch, Given.Now).Conflict());
        Assert.IsType<NotFound>(MakePurchase.Cancel(pool, 2, new("No"), NoUrgency, APool.Czech, Given.Now).Error);
        Assert.IsType<NotFound>(Reserve(_dutch, pool, 10, 2).Error);
        Assert.Equal(["/amount"], Reserve(_dutch, pool, -1).Wrong());
        Assert.Equal(["/amount"], Reserve(_dutch, pool, 0.001m).Wrong());
        Assert.Equal("over-allocation", Reserve(_dutch, _pool.Buying(600, 3_000_000), 2_000_001).Conflict());
        Assert.Equal(["/pledge"], Reserve(APool.Committed(Given.Offer(), "pledge-1"), pool, 10).Wrong());
        var announced = APool.Announced(APool.Money("NLD", 10, pool), "pledge-2", pool);
        var offered = announced.Events.Aggregate((Pledge?)null, Pledge.Apply)!;
        Assert.Equal("not-committed", Reserve(offered, pool, 10).Conflict());
    }

    [Fact]
    public void What_is_no_share_of_another_pledge()
    {
        var share = APool.Money("NLD", 10, _pool);
        Assert.Equal(["/parentPledge"], Wrong(share));
        Assert.Equal(["/modality"], Wrong(share with { Modality = Modality.Funding }, _pool));
        Assert.Equal(["/parentPledge"], Wrong(share with { Donor = "CZE" }, _pool));
        Assert.Equal(["/parentPledge"], Wrong(share, _dutch with { Donor = "NOR" }));
        Assert.Equal(["/disclosure"], Wrong(share with { Disclosure = Disclosure.Public }, _pool));
        Assert.Equal(["/disclosure"], Wrong(share with { Disclosure = Disclosure.Restricted }, _pool));
        Assert.Equal(["/parentPledge", "/disclosure"], Wrong(share, _pool with { Disclosure = Disclosure.Restricted }));
        Assert.Equal(
            ["/parentPledge"],
            Wrong(Given.Offer() with { ParentPledge = _pool.Id, Modality = Modality.Pooled }, _pool)
        );
        Assert.Equal(
            "already-ended",
            APool.Announced(share, "pledge-1", _pool with { Status = PledgeStatus.Withdrawn }).Conflict()
        );
        Assert.Equal(["/disclosure"], Wrong(APool.Offer with { Disclosure = Disclosure.Restricted }));
        Assert.Equal(["/pool"], Wrong(APool.Money("NLD", 10, _pool) with { Pool = true, ParentPledge = null }));
    }

    private static readonly Dictionary<string, Urgency> NoUrgency = [];

    private static FileRequirement Money => ARequirement.Filing(1000) with { Capability = "FUNDING" };

    private static string[] Wrong(Offer offer, Pledge? parent = null) =>
        APool.Announced(offer, "pledge-1", parent).Wrong();

    private static Decision<PledgeEvent> Reserve(Pledge contribution, Pledge parent, decimal amount, int n = 1) =>
        PayShare.Reserve(
            contribution,
            "payment-1",
            parent,
            n,
            new(contribution.Id, amount),
            Given.Liaison(parent.Donor)
        );

    private static Decision<PledgeEvent> Cancel(Pledge pool, decimal quantity) =>
        MakePurchase.Cancel(pool, 1, new("No", quantity), NoUrgency, APool.Czech, Given.Now);

    private static Decision<PledgeEvent> Withdraw(Pledge pool) =>
        Release.Withdraw(pool, new("Over"), APool.Czech, Given.Now);

    private static Decision<PledgeEvent> Amended(Pledge pool, decimal quantity) =>
        Amend.Decide(pool, new("Less", Lines: [new(1, quantity)]), APool.Czech, Given.Now, Given.Deadlines);

    private static Decision<PledgeEvent> InPart(Pledge pool, decimal quantity) =>
        WithdrawInPart.Decide(pool, new("Less", [new(1, quantity)]), NoUrgency, APool.Czech, Given.Now);

    private static Decision<PledgeEvent> Narrowed(Pledge contribution, Disclosure disclosure) =>
        Amend.Decide(contribution, new("Otherwise", Disclosure: disclosure), Given.Dutch, Given.Now, Given.Deadlines);

    private static Decision<PledgeEvent> Allocated(
        Pledge pledge,
        Requirement requirement,
        decimal quantity,
        string id = "allocation-1"
    ) => Allocate.Decide(pledge, id, new(1, quantity, requirement.Id), requirement, Given.Coordinator);

    /// <summary>Allocated, handed over and received.</summary>
    private static Pledge Delivered(Pledge pledge, decimal quantity)
    {
        var donor = Given.Liaison(pledge.Donor);
        pledge = pledge.After(Allocated(pledge, ARequirement.Open(1_000_000), quantity));
        pledge = pledge.After(Allocate.Confirm(pledge, "allocation-1"));
        pledge = pledge.After(
            PlanDelivery.Decide(pledge, new(1, quantity, Given.Now.AddDays(30)), donor, Given.Now, Given.Deadlines)
        );
        foreach (var status in (DeliveryStatus[])[DeliveryStatus.Dispatched, DeliveryStatus.HandedOver])
            pledge = pledge.After(ChangeDeliveryStatus.Decide(pledge, 1, new(status), donor, Given.Now));
        return pledge.After(Receipt.Decide(pledge, 1, new(quantity), Given.Ukraine, Given.Now));
    }

    [Fact]
    public void What_goods_are_worth_is_what_was_paid_and_whose_what_each_paid()
    {
        // Meant at 3,000 each; bought 100 for 1,000 each and 100 for 5,000.
        var (pool, dutch) = APool.Paid(_pool.Buying(100, 100_000), _dutch, 100_000);
        (pool, var danish) = APool.Paid(pool.Buying(100, 500_000), _danish, 300_000, 2);
        Assert.Equal(
            new Dictionary<string, (decimal, decimal, decimal)>
            {
                ["CZE"] = (40, 0, 200_000),
                ["NLD"] = (100, 0, 100_000),
                ["DNK"] = (60, 0, 300_000),
            },
            pool.By(SupportColumn.PaidBy)
        );
        Assert.Equal(
            4_000_000 + 200_000,
            dutch.Support() + danish.Support() + pool.By(SupportColumn.PaidBy).Values.Sum(p => p.Eur)
        );
    }

    [Fact]
    public void What_the_United_States_pay_closes_no_gap_of_theirs_whoever_delivers()
    {
        var american = APool.Committed(Given.Offer(Given.Shells(100)) with { Donor = "USA", DeliveredBy = "POL" }, "p");
        Assert.Equal(
            "own-gap",
            Allocate
                .Decide(american, "a", new(1, 10, Gap: "gap-1"), AGap.Of(10, 10).State, Given.Coordinator)
                .Conflict()
        );
    }
}
