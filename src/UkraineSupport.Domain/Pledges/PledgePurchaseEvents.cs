using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Pledges;

/// <summary>Its donor bought goods of a line. Of a pool they are a commitment from here on.</summary>
/// <param name="Purchase">Number of the purchase.</param>
/// <param name="Line">The line.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Price">Of all of it, in EUR.</param>
/// <param name="Reference">Of the contract or decision.</param>
/// <param name="MadeBy">Where it is made, or null.</param>
/// <param name="On">The day on which it was recorded; null of one from before that was kept.</param>
[EventName("pledge.goodsBought")]
public sealed record PledgeGoodsBought(
    int Purchase,
    int Line,
    decimal Quantity,
    decimal Price,
    string Reference,
    string? MadeBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? On = null
) : PledgeEvent;

/// <summary>So much of a purchase does not go on: who pays for it gets that back.</summary>
/// <param name="Purchase">Number of the purchase.</param>
/// <param name="Quantity">In the line's unit.</param>
[EventName("pledge.purchaseCancelled")]
public sealed record PledgePurchaseCancelled(int Purchase, decimal Quantity) : PledgeEvent;

/// <summary>A contribution pays part of a purchase. As confidential as the contribution.</summary>
/// <param name="Purchase">Number of the purchase.</param>
/// <param name="Payment">Id of the payment.</param>
/// <param name="Contribution">The contribution.</param>
/// <param name="PaidBy">Its donor.</param>
/// <param name="Amount">In EUR.</param>
/// <param name="ShareDisclosure">Who may see the contribution.</param>
[EventName("pledge.shareTaken")]
public sealed record PledgeShareTaken(
    int Purchase,
    string Payment,
    string Contribution,
    string PaidBy,
    decimal Amount,
    Disclosure ShareDisclosure
) : PledgeNeedEvent;

/// <summary>A purchase has no room for a payment, for good.</summary>
/// <param name="Purchase">Number of the purchase.</param>
/// <param name="Payment">Id of the payment.</param>
/// <param name="Why">Why not.</param>
[EventName("pledge.shareRefused")]
public sealed record PledgeShareRefused(int Purchase, string Payment, string Why) : PledgeNeedEvent;

/// <summary>A contribution that pays part of its purchases may be seen by others now than before.</summary>
/// <param name="Contribution">The contribution.</param>
/// <param name="Now">Who may see it now.</param>
[EventName("pledge.shareDisclosed")]
public sealed record PledgeShareDisclosed(string Contribution, Disclosure Now) : PledgeNeedEvent;

/// <summary>
/// The pledge that it is a share of has ended: what is left of a contribution to a pool is money like any other.
/// </summary>
/// <param name="Parent">That pledge.</param>
/// <param name="Status">How it ended.</param>
[EventName("pledge.parentEnded")]
public sealed record PledgeParentEnded(string Parent, PledgeStatus Status) : PledgeNeedEvent;

/// <summary>Money of this contribution is reserved for a purchase, which is being asked.</summary>
/// <param name="Payment">Id of the payment.</param>
/// <param name="Line">The line.</param>
/// <param name="Parent">The pledge that buys.</param>
/// <param name="Purchase">Number of its purchase.</param>
/// <param name="Amount">In EUR.</param>
[EventName("pledge.paymentReserved")]
public sealed record PledgePaymentReserved(string Payment, int Line, string Parent, int Purchase, decimal Amount)
    : PledgeNeedEvent;

/// <summary>
/// The purchase has so much of the payment: all of it, nothing when it refused it, less when part of it was cancelled.
/// </summary>
/// <param name="Payment">Id of the payment.</param>
/// <param name="Amount">In EUR.</param>
/// <param name="FoundVersion">The parent's version that this was read at.</param>
[EventName("pledge.paymentSettled")]
public sealed record PledgePaymentSettled(string Payment, decimal Amount, long FoundVersion) : PledgeNeedEvent;
