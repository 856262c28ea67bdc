using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Pooling;

/// <summary>A wish to pay part of a purchase out of a contribution.</summary>
/// <param name="Pledge">The contribution.</param>
/// <param name="Amount">In EUR.</param>
/// <param name="Line">The contribution's line.</param>
public sealed record PayFrom(string Pledge, decimal Amount, int Line = 1);

/// <summary>
/// Money of a contribution for a purchase of its parent, agreed between the two without a common transaction (decision
/// 0003): the contribution reserves it, the purchase takes or refuses it for good, the contribution records what it
/// said. Each step is known by the payment's id and may be repeated. From the moment it is reserved it is not counted
/// as money any more, so that it is never counted beside the goods that it pays.
/// </summary>
public static class PayShare
{
    /// <summary>Most payments of a contribution, and most shares of a purchase, those refused included.</summary>
    public const int MaxPayments = 100;

    /// <summary>Reserves on the contribution; nothing when that payment is known.</summary>
    /// <param name="contribution">The contribution.</param>
    /// <param name="id">The payment's id.</param>
    /// <param name="parent">Its parent, as it was just read.</param>
    /// <param name="n">Number of the purchase.</param>
    /// <param name="wish">What is asked.</param>
    /// <param name="actor">Who asks: the parent's donor, or the contribution's.</param>
    public static Decision<PledgeEvent> Reserve(
        Pledge contribution,
        string id,
        Pledge parent,
        int n,
        PayFrom wish,
        Actor actor
    )
    {
        if (!actor.IsDonor(parent.Donor) && !actor.IsDonor(contribution.Donor))
            return new Forbidden("Who buys and who contributes say what of a contribution goes into a purchase.");
        if (contribution.Payments.Any(p => p.Id == id))
            return default;
        if (parent.Purchase(n) is not { } purchase)
            return new NotFound($"There is no purchase {n}.");
        var line = contribution.Line(wish.Line);
        var check = new Check();
        check.That(contribution.Parent?.Pledge == parent.Id, "/pledge", "It is no contribution to this pledge.");
        check.That(
            line is not null,
            "/line",
            $"There is no line {wish.Line}; lines are numbered from 1 to {contribution.Lines.Count}."
        );
        check.Quantity(wish.Amount, CapabilityCatalog.Funding, "/amount");
        if (check.Error is { } invalid)
            return invalid;
        if (!contribution.IsCommitted)
            return new Conflict("not-committed", $"The contribution is {contribution.Status}; only a commitment pays.");
        if (contribution.Payments.Count >= MaxPayments)
            return new Conflict("too-many-payments", $"A contribution makes at most {MaxPayments} payments.");
        var free = contribution.Ledger(line!).Free;
        if (wish.Amount > free)
            return new Conflict("over-allocation", $"Line {wish.Line} has EUR {free} left.");
        return WhyNotTake(purchase, wish.Amount) is { } full
            ? full
            : new PledgePaymentReserved(id, wish.Line, parent.Id, n, wish.Amount)
            {
                Disclosure = contribution.Parent!.Disclosure,
            };
    }

    /// <summary>The purchase takes what is reserved, or refuses it for good; nothing when it has answered.</summary>
    public static Decision<PledgeEvent> Take(Pledge parent, Pledge contribution, Payment payment)
    {
        if (parent.Purchase(payment.Purchase) is not { } purchase || purchase.HasAnswered(payment.Id))
            return default;
        return WhyNotTake(purchase, payment.Amount) is { } why
            ? new PledgeShareRefused(purchase.N, payment.Id, why.Detail) { Disclosure = contribution.Disclosure }
            : new PledgeShareTaken(
                purchase.N,
                payment.Id,
                contribution.Id,
                contribution.Donor,
                payment.Amount,
                contribution.Disclosure
            )
            {
                Disclosure = contribution.Disclosure,
            };
    }

    /// <summary>
    /// The contribution records what the purchases of its parent have of it; nothing when that is known.
    /// </summary>
    public static Decision<PledgeEvent> Settle(Pledge contribution, Pledge parent)
    {
        if (contribution.Parent?.Pledge != parent.Id)
            return default;
        var events = contribution
            .Payments.Where(p => p.FoundVersion < parent.Version)
            .Select(p => (Payment: p, Purchase: parent.Purchase(p.Purchase)))
            .Where(p => p.Purchase?.HasAnswered(p.Payment.Id) == true)
            .Select(p => (p.Payment, Amount: p.Purchase!.Amount(p.Payment.Id)))
            .Where(p => !p.Payment.Settled || p.Payment.Amount != p.Amount)
            .Select(p =>
                (PledgeEvent)
                    new PledgePaymentSettled(p.Payment.Id, p.Amount, parent.Version)
                    {
                        Disclosure = contribution.Parent.Disclosure,
                    }
            )
            .ToList();
        var after = events.Aggregate(contribution, Pledge.Apply);
        return (PledgeEvent[])[.. events, .. events.Count == 0 ? [] : after.Completion().Concat(after.Reopening())];
    }

    /// <summary>
    /// Who may see a contribution has changed: so may who sees what it pays; nothing when that is known.
    /// </summary>
    public static Decision<PledgeEvent> Disclose(Pledge parent, Pledge contribution)
    {
        var known = parent
            .Purchases.SelectMany(p => p.Shares)
            .Where(s => s.Pledge == contribution.Id && s.Disclosure != contribution.Disclosure)
            .Select(s => s.Disclosure)
            .ToList();
        return known.Count == 0
            ? default(Decision<PledgeEvent>)
            : new PledgeShareDisclosed(contribution.Id, contribution.Disclosure)
            {
                Disclosure = known.Append(contribution.Disclosure).Max(),
            };
    }

    /// <summary>
    /// Who may see its parent has changed: so may who sees that it is one; nothing when that is known.
    /// </summary>
    public static Decision<PledgeEvent> DiscloseParent(Pledge contribution, Pledge parent) =>
        contribution.Parent is { } known && known.Pledge == parent.Id && known.Disclosure != parent.Disclosure
            ? new PledgeNeedDisclosed(parent.Id, parent.Disclosure)
            {
                Disclosure = known.Disclosure > parent.Disclosure ? known.Disclosure : parent.Disclosure,
            }
            : default(Decision<PledgeEvent>);

    /// <summary>Its parent has ended; nothing when that is known, or it has not, or may still be paid for.</summary>
    public static Decision<PledgeEvent> ParentEnded(Pledge contribution, Pledge parent) =>
        contribution is { IsEnded: false, Parent: { HasEnded: false } known }
        && known.Pledge == parent.Id
        && PooledOffer.WhyNot(parent) is not null
            ? new PledgeParentEnded(parent.Id, parent.Status) { Disclosure = known.Disclosure }
            : default(Decision<PledgeEvent>);

    private static Conflict? WhyNotTake(Purchase purchase, decimal amount) =>
        amount > purchase.OwnAmount
            ? new("paid", $"EUR {purchase.OwnAmount} of the purchase are not paid by contributions yet.")
        : purchase.Shares.Count + purchase.Refused.Count >= MaxPayments
            ? new("too-many-payments", $"A purchase is paid by at most {MaxPayments} payments.")
        : null;
}
