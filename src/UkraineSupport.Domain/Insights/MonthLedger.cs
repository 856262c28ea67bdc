using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Insights;

/// <summary>
/// What of a ledger falls into one month, in one unit: four ledgers and what is planned, never to be added to each
/// other.
/// </summary>
/// <param name="Pledged">Announced in it, and pledged today.</param>
/// <param name="Committed">Signed in it, of a pool bought in it, and committed today.</param>
/// <param name="Delivered">Handed over in it.</param>
/// <param name="Received">Receipted in it for the first time.</param>
/// <param name="Planned">Due in it, and not handed over yet.</param>
public sealed record MonthLedger(
    decimal Pledged,
    decimal Committed,
    decimal Delivered,
    decimal Received,
    decimal Planned
)
{
    /// <summary>Nothing.</summary>
    public static MonthLedger None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Each ledger of both.</summary>
    public static MonthLedger operator +(MonthLedger a, MonthLedger b) =>
        new(
            a.Pledged + b.Pledged,
            a.Committed + b.Committed,
            a.Delivered + b.Delivered,
            a.Received + b.Received,
            a.Planned + b.Planned
        );
}

/// <summary>What of a line falls into one month.</summary>
/// <param name="Month">The month.</param>
/// <param name="PaidBy">Whose support it is.</param>
/// <param name="Units">In the line's unit.</param>
/// <param name="Eur">In EUR; nothing when no value is known.</param>
public sealed record LineMonth(Month Month, string PaidBy, MonthLedger Units, MonthLedger Eur);
