using System.Text.Json.Serialization;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// Who paid, who made and who delivered: three columns of the same goods. A contribution is money until goods are
/// bought with it; then it is those goods, and its donor's (DOMAIN §2, pooled).
/// </summary>
public sealed partial record Pledge
{
    /// <summary>
    /// Whether it buys with what others contribute: then its lines are what it means to buy, and what it bought is
    /// committed.
    /// </summary>
    public bool Pool { get; init; }

    /// <summary>The pledge that it contributes to, or null.</summary>
    public ParentPledge? Parent { get; init; }

    /// <summary>Who delivers it, if that is not its donor.</summary>
    public string? DeliveredBy { get; init; }

    /// <summary>Under which authority the United States deliver what an ally pays for, or null.</summary>
    public UsAuthority? Authority { get; init; }

    /// <summary>What was bought, numbered from 1.</summary>
    public IReadOnlyList<Purchase> Purchases { get; init; } = [];

    /// <summary>What of this contribution went into purchases of its parent.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Who delivers it.</summary>
    [JsonIgnore]
    public string Deliverer => DeliveredBy ?? Donor;

    /// <summary>Whether it is what its donor alone paid and delivers, and nobody said who made it.</summary>
    [JsonIgnore]
    public bool IsOfOne => DeliveredBy is null && Purchases.All(p => !p.IsLive) && Lines.All(l => l.MadeBy is null);

    /// <summary>Its donor, and all who pay for what it bought.</summary>
    [JsonIgnore]
    public IEnumerable<string> Payers =>
        Purchases
            .Where(p => p.IsLive)
            .SelectMany(p => p.Shares.Where(s => s.Amount > 0).Select(s => s.Donor))
            .Prepend(Donor)
            .Distinct();

    /// <summary>Whether its money is for what another pledge buys, or pays part of that one's.</summary>
    [JsonIgnore]
    public bool IsForParent => Parent is { } parent && !(parent is { Pool: true, HasEnded: true });

    /// <summary>The purchase of that number, or null.</summary>
    public Purchase? Purchase(int n) => n >= 1 && n <= Purchases.Count ? Purchases[n - 1] : null;

    /// <summary>What of a line was bought, in its unit.</summary>
    public decimal Bought(PledgeLine line) => Purchases.Where(p => p.Line == line.Line).Sum(p => p.Quantity);

    /// <summary>
    /// What was bought of a line and is owed or came: not what was lost on its way and settled, which is not committed
    /// any more.
    /// </summary>
    public decimal BoughtAndCommitted(PledgeLine line) => Math.Min(Bought(line), line.Committed);

    /// <summary>
    /// What is support of a line by who paid and who made it, each with the seven ledgers in the line's unit: together
    /// they are the line's, ledger by ledger, and each is a chain. Units are whole, and money is shared to the cent:
    /// where goods are worth what was paid for them, as it was paid.
    /// </summary>
    public IReadOnlyList<Origin> Origins(PledgeLine line)
    {
        var ledger = SupportLedger(line);
        var sources = Sources(line, ledger.Committed);
        decimal[] ledgers =
        [
            ledger.Pledged,
            ledger.Accepted,
            ledger.Committed,
            ledger.Allocated,
            ledger.Dispatched,
            ledger.Delivered,
            ledger.Received,
        ];
        var shared = ledgers.Select(q => Shared(line, q, ledger.Committed, sources)).ToList();
        var (units, eur) = (shared.ConvertAll(s => s.Units), shared.ConvertAll(s => s.Eur));
        return [.. sources.Select((s, i) => new Origin(s.PaidBy, s.MadeBy, Deliverer, Of(units, i), Of(eur, i)))];

        static LineLedger Of(List<decimal[]> shared, int i) =>
            new(shared[0][i], shared[1][i], shared[2][i], shared[3][i], shared[4][i], shared[5][i], shared[6][i]);
    }

    /// <summary>Whose so much is of what a line covers of a need; nobody's what no maker is known of.</summary>
    /// <param name="line">The line.</param>
    /// <param name="quantity">In the need's unit.</param>
    /// <param name="step">The smallest part of it.</param>
    /// <param name="column">Who paid, who made or who delivers.</param>
    public IEnumerable<(string? Party, decimal Quantity)> Parts(
        PledgeLine line,
        decimal quantity,
        decimal step,
        SupportColumn column
    )
    {
        var sources = Sources(line, SupportLedger(line).Committed);
        return Apportion
            .Of(quantity, step, [.. sources.Select(s => s.Units)])
            .Zip(sources, (part, s) => (Party: Origin.Of(column, s.PaidBy, s.MadeBy, Deliverer), Quantity: part))
            .Where(p => p.Quantity > 0);
    }

    /// <summary>So much of a ledger by source: in whole units, and in EUR to the cent.</summary>
    private (decimal[] Units, decimal[] Eur) Shared(
        PledgeLine line,
        decimal quantity,
        decimal committed,
        IReadOnlyList<(string PaidBy, string? MadeBy, decimal Units, decimal Eur)> sources
    )
    {
        List<decimal> units = [.. sources.Select(s => s.Units)];
        List<decimal> paid = [.. sources.Select(s => IsWorthWhatWasPaid(line) ? s.Eur : s.Units)];
        return (
            Of(quantity, committed, line.Step, units),
            Of(Eur(line, quantity) ?? 0, Eur(line, committed) ?? 0, 0.01m, paid)
        );

        // What is pledged and not committed is nobody's but the donor's.
        static decimal[] Of(decimal all, decimal bought, decimal step, List<decimal> weights)
        {
            decimal[] parts = [.. Apportion.Of(Math.Min(all, bought), step, weights)];
            parts[0] += all - Math.Min(all, bought);
            return parts;
        }
    }

    /// <summary>
    /// What is bought with others' money is theirs in proportion to what they pay; the rest, which comes first, is the
    /// donor's own.
    /// </summary>
    private IReadOnlyList<(string PaidBy, string? MadeBy, decimal Units, decimal Eur)> Sources(
        PledgeLine line,
        decimal committed
    )
    {
        var paid = Purchases
            .Where(p => p.Line == line.Line && p.IsLive)
            .SelectMany(p =>
                p.Shares.Select(s => (PaidBy: s.Donor, s.Amount))
                    .Prepend((PaidBy: Donor, Amount: p.OwnAmount))
                    .Select(s => (s.PaidBy, p.MadeBy, Units: p.Quantity * s.Amount / p.Price, Eur: s.Amount))
            )
            .Where(s => s.Units > 0)
            .ToList();
        var rest = Math.Max(0, committed - paid.Sum(s => s.Units));
        return
        [
            .. paid.Prepend((PaidBy: Donor, line.MadeBy, Units: rest, Eur: rest * (PaidForOne(line) ?? 0)))
                .GroupBy(s => (s.PaidBy, s.MadeBy))
                .Select(g => (g.Key.PaidBy, g.Key.MadeBy, g.Sum(s => s.Units), g.Sum(s => s.Eur))),
        ];
    }

    /// <summary>
    /// Whether a line is worth what was paid for it: what a pool bought, and anything else of which no value was said.
    /// </summary>
    private bool IsWorthWhatWasPaid(PledgeLine line) => Pool || line.UnitValue is null;

    /// <summary>EUR for one unit of a line as it was bought, or null when nothing was.</summary>
    private decimal? PaidForOne(PledgeLine line)
    {
        var bought = Purchases.Where(p => p.Line == line.Line && p.IsLive).ToList();
        return bought.Count == 0 ? null : bought.Sum(p => p.Price) / bought.Sum(p => p.Quantity);
    }

    /// <summary>Money of a line that went into purchases, or is reserved for one, in EUR.</summary>
    private decimal InPurchases(int line, bool settledOnly) =>
        Payments.Where(p => p.Line == line && (p.Settled || !settledOnly)).Sum(p => p.Amount);

    private Pledge After(PledgeGoodsBought e) =>
        (
            this with
            {
                Purchases =
                [
                    .. Purchases,
                    new(e.Purchase, e.Line, e.Quantity, e.Price, e.MadeBy, e.Reference) { On = e.On },
                ],
            }
        ).Buying(e.Line, e.Quantity);

    private Pledge After(PledgePurchaseCancelled e) =>
        Bought(e.Purchase, p => p.Less(e.Quantity)).Buying(Purchase(e.Purchase)!.Line, -e.Quantity);

    private Pledge After(PledgeShareDisclosed e) =>
        this with
        {
            Purchases =
            [
                .. Purchases.Select(p =>
                    p with
                    {
                        Shares =
                        [
                            .. p.Shares.Select(s => s.Pledge == e.Contribution ? s with { Disclosure = e.Now } : s),
                        ],
                    }
                ),
            ],
        };

    private Pledge After(PledgePaymentSettled e)
    {
        var settled = this with
        {
            Payments =
            [
                .. Payments.Select(p =>
                    p.Id == e.Payment ? p with { Amount = e.Amount, Settled = true, FoundVersion = e.FoundVersion } : p
                ),
            ],
        };
        return e.Amount > 0 && Status == PledgeStatus.Formalised
            ? settled with
            {
                Status = PledgeStatus.InDelivery,
            }
            : settled;
    }

    private Pledge Bought(int n, Func<Purchase, Purchase> change) =>
        this with
        {
            Purchases = [.. Purchases.Select(p => p.N == n ? change(p) : p)],
        };

    /// <summary>A pool is committed to what it bought.</summary>
    private Pledge Buying(int line, decimal quantity) =>
        Pool
            ? this with
            {
                Lines = [.. Lines.Select(l => l.Line == line ? l with { Committed = l.Committed + quantity } : l)],
            }
            : this;
}
