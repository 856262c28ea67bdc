using UkraineSupport.Domain.Pooling;

namespace UkraineSupport.Functions.Pledges;

/// <summary>Goods that were bought, and who pays for them, as far as the caller may see.</summary>
/// <param name="Price">Of all of it, in EUR.</param>
/// <param name="Shares">In EUR, together the price: the pledge's own donor first, with what no share pays.</param>
internal sealed record PurchaseView(
    int N,
    int Line,
    decimal Quantity,
    decimal Price,
    string Reference,
    string? MadeBy,
    IReadOnlyList<PurchaseShareView> Shares
)
{
    public static PurchaseView From(Purchase p, string donor) =>
        new(
            p.N,
            p.Line,
            p.Quantity,
            p.Price,
            p.Reference,
            p.MadeBy,
            [
                .. p
                    .Shares.Where(s => s.Amount > 0)
                    .Select(s => new PurchaseShareView(s.Donor, s.Pledge, s.Amount))
                    .Prepend(new(donor, null, p.OwnAmount))
                    .Where(s => s.Amount > 0),
            ]
        );
}

/// <summary>Who pays how much of a purchase.</summary>
/// <param name="PaidBy">The donor.</param>
/// <param name="Pledge">Its contribution; null of the pledge's own donor.</param>
/// <param name="Amount">In EUR.</param>
internal sealed record PurchaseShareView(string PaidBy, string? Pledge, decimal Amount);

/// <summary>Money of a contribution that is in a purchase of its parent pledge, or reserved for it.</summary>
/// <param name="Amount">In EUR; 0 when the purchase did not take it, or was cancelled.</param>
/// <param name="Settled">Whether the purchase has answered.</param>
internal sealed record PaymentView(string Id, int Line, int Purchase, decimal Amount, bool Settled)
{
    public static PaymentView From(Payment p) => new(p.Id, p.Line, p.Purchase, p.Amount, p.Settled);
}

/// <summary>What of a line is of one origin, in the line's unit and in EUR as far as its value is known.</summary>
internal sealed record OriginView(
    string PaidBy,
    string? MadeBy,
    string DeliveredBy,
    decimal Committed,
    decimal Delivered,
    decimal Received,
    decimal CommittedEur,
    decimal ReceivedEur
)
{
    public static OriginView From(Origin o) =>
        new(
            o.PaidBy,
            o.MadeBy,
            o.DeliveredBy,
            o.Units.Committed,
            o.Units.Delivered,
            o.Units.Received,
            o.Eur.Committed,
            o.Eur.Received
        );
}
