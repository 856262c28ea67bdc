using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Pooling;

/// <summary>
/// A pool with two contributors, and a pledge of another donor that the EU reimburses, under random commands; what one
/// side tells the other comes late, twice, or from an older reading.
/// </summary>
public class PoolingProperties
{
    private sealed record Step(string Command, int Which, int Quantity, int N, int Age);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const("buy")),
            (10, Gen.Const("pay")),
            (10, Gen.Const("take")),
            (10, Gen.Const("settle")),
            (6, Gen.Const("cancel")),
            (6, Gen.Const("allocate")),
            (6, Gen.Const("plan")),
            (9, Gen.Const("move on")),
            (5, Gen.Const("receive")),
            (1, Gen.Const("amend")),
            (1, Gen.Const("withdraw")),
            (1, Gen.Const("withdraw part"))
        ),
        Gen.Int[0, 4],
        Gen.Int[1, 60],
        Gen.Int[1, 4],
        Gen.Int[0, 5],
        (c, w, q, n, a) => new Step(c, w, q, n, a)
    );

    [Fact]
    public void Goods_and_money_are_counted_once_in_every_column_at_every_moment() =>
        Effort.UntilSeen(
            [
                "pledge.goodsBought",
                "pledge.shareTaken",
                "pledge.shareRefused",
                "pledge.paymentSettled",
                "pledge.purchaseCancelled",
                "pledge.completed",
                "pledge.withdrawn",
                "pledge.withdrawnInPart",
                "pledge.allocationsReduced",
            ],
            seen =>
                Steps
                    .Array[20, 160]
                    .Sample(
                        steps =>
                        {
                            var world = new World();
                            foreach (var step in steps)
                            {
                                world.Try(step);
                                world.Check();
                            }

                            world.CarryOut();
                            world.CheckAgreement();
                            foreach (var name in world.Names)
                                seen[name] = true;
                        },
                        iter: Effort.Runs / 3,
                        print: steps => string.Join('\n', steps.AsEnumerable())
                    )
        );

    private sealed class World
    {
        private static readonly string[] Ids = ["pool", "nld", "dnk", "pol", "eu"];
        private readonly Dictionary<string, History<Pledge, PledgeEvent>> _pledges = [];
        private readonly Requirement _requirement = ARequirement.Open(1_000_000);
        private int _ids;

        public World()
        {
            Announce("pool", APool.Offer with { Lines = [Shells(200)] });
            Announce("pol", Given.Offer(Shells(100)) with { Donor = "POL" });
            Announce("nld", APool.Money("NLD", 120, this["pool"]), this["pool"]);
            Announce("dnk", APool.Money("DNK", 70, this["pool"]), this["pool"]);
            Announce("eu", APool.Money("EU", 90, this["pol"]), this["pol"]);
        }

        public IEnumerable<string> Names => _pledges.Values.SelectMany(p => p.Names);

        private Pledge this[string id] => _pledges[id].State;

        public void Try(Step step)
        {
            var id = Ids[step.Which];
            var pledge = this[id];
            var actor = Given.Liaison(pledge.Donor);
            Take(
                id,
                step.Command switch
                {
                    "buy" => MakePurchase.Decide(
                        pledge,
                        new(1, step.Quantity, step.Quantity * step.N * 1.37m, "Contract", step.N > 2 ? "KOR" : null),
                        actor,
                        Given.Now.AddDays(20 * step.N)
                    ),
                    "pay" when pledge.Parent is { } parent => PayShare.Reserve(
                        pledge,
                        $"payment-{_ids++}",
                        Old(Id(parent), step.Age),
                        step.N,
                        new(pledge.Id, step.Age < 3 ? AllOf(pledge, step.N) : step.Quantity * 1.01m),
                        actor
                    ),
                    "cancel" => MakePurchase.Cancel(
                        pledge,
                        step.N,
                        new("No", step.Age > 2 ? step.Quantity : null),
                        new Dictionary<string, Urgency>(),
                        actor,
                        Given.Now
                    ),
                    "allocate" => Allocate.Decide(
                        pledge,
                        $"allocation-{_ids++}",
                        new(1, step.Quantity, _requirement.Id),
                        _requirement,
                        Given.Coordinator
                    ),
                    "plan" => PlanDelivery.Decide(
                        pledge,
                        new(1, step.Quantity, Given.Now.AddDays(9)),
                        actor,
                        Given.Now,
                        Given.Deadlines
                    ),
                    "move on" => ChangeDeliveryStatus.Decide(
                        pledge,
                        step.N,
                        new(step.Age > 2 ? DeliveryStatus.Dispatched : DeliveryStatus.HandedOver),
                        actor,
                        Given.Now
                    ),
                    "receive" when pledge.Delivery(step.N) is { } tranche => Receipt.Decide(
                        pledge,
                        step.N,
                        new(tranche.Quantity),
                        Given.Ukraine,
                        Given.Now
                    ),
                    "amend" => Amend.Decide(
                        pledge,
                        new("Less", Lines: [new(1, pledge.Lines[0].Quantity - step.Quantity)]),
                        actor,
                        Given.Now,
                        Given.Deadlines
                    ),
                    "withdraw" => Release.Withdraw(pledge, new("No"), actor, Given.Now),
                    "withdraw part" => WithdrawInPart.Decide(
                        pledge,
                        new("Less", [new(1, step.Quantity)]),
                        new Dictionary<string, Urgency>(),
                        actor,
                        Given.Now
                    ),
                    _ => default,
                },
                actor
            );
            foreach (var allocation in this[id].Allocations.Where(a => a.Status == AllocationStatus.Pending))
                Take(id, Allocate.Confirm(this[id], allocation.Id), Actor.System);
            Carry(step);
        }

        /// <summary>What holds at every moment.</summary>
        public void Check()
        {
            foreach (var pledge in Ids.Select(id => this[id]))
            {
                Builders.Ledgers.CheckMonths(pledge, pledge.Lines[0]);
                var line = pledge.Lines[0];
                var support = pledge.SupportLedger(line);
                var origins = pledge.Origins(line);
                Assert.Equal(support, Sum(origins.Select(o => o.Units)));
                Assert.All(origins.SelectMany(o => new[] { o.Units, o.Eur }), IsChain);
                foreach (var purchase in pledge.Purchases)
                {
                    Assert.True(purchase.OwnAmount >= 0 && purchase.Price >= 0);
                    Assert.Equal(purchase.IsLive, purchase.Price > 0);
                }

                if (pledge.Pool)
                    Assert.True(pledge.Bought(line) >= line.Committed && line.Committed <= line.Accepted);
                // Money that no purchase has is money, and of the rest nobody has more than went into it.
                if (pledge.Parent is { } parent)
                {
                    var inGoods = this[Id(parent)]
                        .Purchases.SelectMany(p => p.Shares)
                        .Where(s => s.Pledge == pledge.Id)
                        .Sum(s => s.Amount);
                    var committed = pledge.Ledger(line).Committed;
                    Assert.True(support.Committed + inGoods <= committed || !parent.Pool);
                    Assert.True(parent.Pool || support == new LineLedger(0, 0, 0, 0, 0, 0, 0));
                }
            }
        }

        public void CarryOut()
        {
            for (var round = 0; round < 2; round++)
            {
                foreach (var id in (string[])["nld", "dnk", "eu"])
                {
                    foreach (var payment in this[id].Payments)
                        Take(Parent(id), PayShare.Take(this[Parent(id)], this[id], payment), Actor.System);
                    Take(id, PayShare.Settle(this[id], this[Parent(id)]), Actor.System);
                }
            }
        }

        /// <summary>
        /// When all is told, both sides say the same of every payment, and money and goods make it up.
        /// </summary>
        public void CheckAgreement()
        {
            foreach (var id in (string[])["nld", "dnk", "eu"])
            {
                var parent = this[Parent(id)];
                foreach (var payment in this[id].Payments)
                    Assert.Equal(
                        (true, parent.Purchase(payment.Purchase)!.Amount(payment.Id)),
                        (payment.Settled, payment.Amount)
                    );
                var ledger = this[id].Ledger(this[id].Lines[0]);
                Assert.Equal(ledger.Committed, ledger.Free + this[id].Payments.Sum(p => p.Amount));
                Ledgers(this[id]);
            }

            foreach (var pledge in _pledges.Values)
                pledge.CheckStored();
        }

        private void Carry(Step step)
        {
            var id = Ids[step.Which];
            if (this[id].Parent is not { } parent)
                return;
            if (step.Command == "take" && Old(id, step.Age).Payments.FirstOrDefault(p => !p.Settled) is { } payment)
                Take(Id(parent), PayShare.Take(this[Id(parent)], Old(id, step.Age), payment), Actor.System);
            if (step.Command == "settle")
                Take(id, PayShare.Settle(this[id], Old(Id(parent), step.Age)), Actor.System);
        }

        private static void Ledgers(Pledge pledge) => Builders.Ledgers.Check(pledge);

        private static void IsChain(LineLedger l)
        {
            decimal[] chain =
            [
                l.Pledged,
                l.Accepted,
                l.Committed,
                l.Allocated,
                l.Dispatched,
                l.Delivered,
                l.Received,
                0,
            ];
            if (chain.Zip(chain.Skip(1)).Any(p => p.First < p.Second))
                Assert.Fail($"{l}");
        }

        private static LineLedger Sum(IEnumerable<LineLedger> ledgers) =>
            ledgers.Aggregate(
                (a, b) =>
                    new(
                        a.Pledged + b.Pledged,
                        a.Accepted + b.Accepted,
                        a.Committed + b.Committed,
                        a.Allocated + b.Allocated,
                        a.Dispatched + b.Dispatched,
                        a.Delivered + b.Delivered,
                        a.Received + b.Received
                    )
            );

        private static OfferLine Shells(decimal quantity) =>
            Given.Shells(quantity) with
            {
                UnitValue = 3.33m,
                Currency = "EUR",
            };

        private static string Id(ParentPledge parent) => parent.Pledge["pledge-".Length..];

        /// <summary>All that the contribution has and the purchase can take.</summary>
        private decimal AllOf(Pledge contribution, int purchase) =>
            Math.Min(
                contribution.Ledger(contribution.Lines[0]).Free,
                this[Id(contribution.Parent!)].Purchase(purchase)?.OwnAmount ?? 1
            );

        private string Parent(string id) => Id(this[id].Parent!);

        private Pledge Old(string id, int age)
        {
            var snapshots = _pledges[id].Snapshots;
            return snapshots[Math.Max(0, snapshots.Count - 1 - age)];
        }

        private void Announce(string id, Offer offer, Pledge? parent = null)
        {
            var announced = APool.Announced(offer, $"pledge-{id}", parent).Only<PledgeAnnounced>();
            _pledges[id] = new(announced, Given.Liaison(offer.Donor), Given.Now);
            Take(
                id,
                Review.Decide(
                    this[id],
                    new(ReviewDecision.Accept, "Needed"),
                    Given.Coordinator,
                    Given.Now,
                    Given.Deadlines
                ),
                Given.Coordinator
            );
            Take(
                id,
                Formalise.Decide(
                    this[id],
                    Given.Memorandum,
                    Given.Liaison(offer.Donor),
                    Given.Now,
                    Given.NobodyCommitted
                ),
                Given.Liaison(offer.Donor)
            );
        }

        private void Take(string id, Decision<PledgeEvent> decision, Actor actor) =>
            _pledges[id].Take(decision, actor, Given.Now);
    }
}
