using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Pooling;

/// <summary>What a pledge's donor has bought.</summary>
/// <param name="Line">The pledge's line, from 1.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Price">Of all of it, in EUR.</param>
/// <param name="Reference">Of the contract, or of the decision by which it is paid.</param>
/// <param name="MadeBy">Where it is made: a nation, ISO 3166-1 alpha-3.</param>
public sealed record BuyGoods(int Line, decimal Quantity, decimal Price, string Reference, string? MadeBy = null);

/// <summary>A purchase that does not go on.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Quantity">How much of it, in the line's unit; all of it unless said.</param>
public sealed record CancelGoods(string Reason, decimal? Quantity = null);

/// <summary>
/// The donor of a pledge says what was bought and who pays. What a pool buys is a commitment from then on; of any other
/// pledge, whose goods are committed already, it only says who pays for them.
/// </summary>
public static class MakePurchase
{
    /// <summary>Most purchases of a pledge.</summary>
    public const int MaxPurchases = 100;

    /// <summary>Records what was bought; its own donor pays until contributions do.</summary>
    public static Decision<PledgeEvent> Decide(Pledge pledge, BuyGoods bought, Actor actor, DateTimeOffset now)
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor says what was bought.");
        var line = pledge.Line(bought.Line);
        var check = new Check();
        check.That(
            line is not null,
            "/line",
            $"There is no line {bought.Line}; lines are numbered from 1 to {pledge.Lines.Count}."
        );
        check.Quantity(bought.Quantity, CapabilityCatalog.Find(line?.Capability), "/quantity");
        check.Lots(bought.Quantity, line?.Lot, "/quantity");
        check.Quantity(bought.Price, CapabilityCatalog.Funding, "/price");
        check.Text(bought.Reference, "/reference", 200);
        check.That(
            bought.MadeBy is null || Parties.IsNation(bought.MadeBy),
            "/madeBy",
            "A nation, ISO 3166-1 alpha-3."
        );
        if (check.Error is { } invalid)
            return invalid;
        if (pledge.Parent is not null || pledge.Kind is PledgeKind.Funding or PledgeKind.Training)
            return new Conflict("no-goods", "Money and places on courses are not bought with contributions.");
        if (pledge.Disclosure == Disclosure.Restricted)
            return new Conflict("restricted", "The pledge is restricted: others could not see what they pay for.");
        if (pledge is not ({ IsCommitted: true } or { Status: PledgeStatus.Completed, Pool: false }))
            return new Conflict("not-committed", $"The pledge is {pledge.Status}; only a commitment buys.");
        if (pledge.Purchases.Count >= MaxPurchases)
            return new Conflict("too-many-purchases", $"A pledge has at most {MaxPurchases} purchases.");
        var room = pledge.Pool ? line!.Accepted - line.Committed : line!.Committed - pledge.Bought(line);
        return bought.Quantity > room
            ? new Conflict("over-purchase", $"Of line {line.Line}, {room} {line.Unit} are accepted and not bought yet.")
            : new PledgeGoodsBought(
                pledge.Purchases.Count + 1,
                bought.Line,
                bought.Quantity,
                bought.Price,
                bought.Reference.Trim(),
                bought.MadeBy,
                DateOnly.FromDateTime(now.UtcDateTime)
            );
    }

    /// <summary>
    /// Part of a purchase, or all of it, does not go on. Contributions get back what they paid of it. Of a pool so much
    /// less is committed: what is not allocated goes first, then allocations as by <see cref="WithdrawInPart"/>; what
    /// has left stays.
    /// </summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="n">The purchase's number.</param>
    /// <param name="cancellation">How much, and why.</param>
    /// <param name="urgency">How urgent the needs are that the pledge covers, by id.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="now">The present.</param>
    public static Decision<PledgeEvent> Cancel(
        Pledge pledge,
        int n,
        CancelGoods cancellation,
        IReadOnlyDictionary<string, Urgency> urgency,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor cancels what it bought.");
        if (pledge.Purchase(n) is not { } purchase)
            return new NotFound($"There is no purchase {n}.");
        var line = pledge.Line(purchase.Line)!;
        var check = new Check();
        check.Text(cancellation.Reason, "/reason", 2000);
        if (cancellation.Quantity is { } asked)
        {
            check.Quantity(asked, CapabilityCatalog.Find(line.Capability), "/quantity");
            check.Lots(asked, line.Lot, "/quantity");
        }

        if (check.Error is { } invalid)
            return invalid;
        var quantity = cancellation.Quantity ?? purchase.Quantity;
        if (quantity > purchase.Quantity || !purchase.IsLive)
            return new Conflict("over-purchase", $"{purchase.Quantity} {line.Unit} stand of the purchase.");
        var cancelled = new PledgePurchaseCancelled(n, quantity);
        if (!pledge.Pool)
            return cancelled;
        var most = WithdrawInPart.NotLeft(pledge, line.Line);
        return quantity > most
            ? new Conflict("has-left", $"Of line {line.Line}, {most} have not left.")
            : (PledgeEvent[])[.. WithdrawInPart.Released(pledge, [new(line.Line, quantity)], urgency, now), cancelled];
    }
}
