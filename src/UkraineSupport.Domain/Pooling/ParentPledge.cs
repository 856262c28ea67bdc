using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Pooling;

/// <summary>
/// The pledge that a contribution is a share of (DOMAIN §2, pooled): another donor's, who delivers goods with it.
/// </summary>
/// <param name="Pledge">Its id.</param>
/// <param name="Donor">Its donor.</param>
/// <param name="Pool">Whether it is a pool: money for it is support of its own until something is bought with it. Of any
/// other pledge a contribution pays part of what its donor gives in any case, and is never counted beside it.</param>
/// <param name="Disclosure">Who may see it.</param>
/// <param name="HasEnded">Whether nothing is bought with it any more: what is left of a contribution to a pool is money
/// like any other.</param>
public sealed record ParentPledge(
    string Pledge,
    string Donor,
    bool Pool,
    Disclosure Disclosure,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool HasEnded = false
);

/// <summary>Who pays for goods.</summary>
/// <param name="Payment">The contribution's payment.</param>
/// <param name="Pledge">The contribution.</param>
/// <param name="Donor">Its donor.</param>
/// <param name="Amount">In EUR.</param>
/// <param name="Disclosure">Who may see the contribution.</param>
public sealed record PurchaseShare(string Payment, string Pledge, string Donor, decimal Amount, Disclosure Disclosure);

/// <summary>Money of a contribution that goes into a purchase.</summary>
/// <param name="Id">Identifier, the same on both sides.</param>
/// <param name="Line">The contribution's line.</param>
/// <param name="Purchase">Number of the purchase on the parent pledge.</param>
/// <param name="Amount">In EUR; nothing when the purchase did not take it, or was cancelled.</param>
/// <param name="Settled">Whether the purchase has answered.</param>
/// <param name="FoundVersion">The parent's version that this was read at; older news is ignored.</param>
public sealed record Payment(
    string Id,
    int Line,
    int Purchase,
    decimal Amount,
    bool Settled = false,
    long FoundVersion = 0
);
