using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Pooling;

/// <summary>Three columns of the same goods; a total is by one of them.</summary>
public enum SupportColumn
{
    /// <summary>Who pays: whose support it is.</summary>
    PaidBy,

    /// <summary>Where it is made, as far as that is said.</summary>
    MadeBy,

    /// <summary>Who delivers it.</summary>
    DeliveredBy,
}

/// <summary>What of a line is of one origin.</summary>
/// <param name="PaidBy">Whose support it is.</param>
/// <param name="MadeBy">Where it is made, or null when that is not said.</param>
/// <param name="DeliveredBy">Who delivers it.</param>
/// <param name="Units">The ledgers in the line's unit.</param>
/// <param name="Eur">The ledgers in EUR; nothing when no value is known.</param>
public sealed record Origin(string PaidBy, string? MadeBy, string DeliveredBy, LineLedger Units, LineLedger Eur)
{
    /// <summary>The party of a column; null of a maker who is not said.</summary>
    public string? Of(SupportColumn column) => Of(column, PaidBy, MadeBy, DeliveredBy);

    internal static string? Of(SupportColumn column, string paidBy, string? madeBy, string deliveredBy) =>
        column switch
        {
            SupportColumn.PaidBy => paidBy,
            SupportColumn.MadeBy => madeBy,
            _ => deliveredBy,
        };
}
