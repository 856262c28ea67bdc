using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.Rates;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>Something that happened to a pledge. Data of an event is public to whoever may see the pledge.</summary>
public abstract record PledgeEvent;

/// <summary>
/// What happened to allocations or tranches: as confidential as the need that they are for, and as the pledge,
/// whichever is the narrower. The pledge's own donor sees it in any case.
/// </summary>
public abstract record PledgeNeedEvent : PledgeEvent, IConfidentialEvent
{
    /// <summary>Who may see the need.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Disclosure Disclosure { get; init; }

    /// <summary>
    /// The donor whose stock it replenishes, and who sees its own need; null when that is Ukraine's.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NeedOwner { get; init; }

    Disclosure IConfidentialEvent.Confidentiality => Disclosure;

    string? IConfidentialEvent.About => NeedOwner;

    bool IConfidentialEvent.IsForOwner => true;
}

/// <summary>A donor announced it, with the exchange rates of that day for values in other currencies.</summary>
[EventName("pledge.announced")]
public sealed record PledgeAnnounced(
    string Id,
    string Donor,
    PledgeKind Kind,
    string Title,
    Modality Modality,
    DateTimeOffset ValidUntil,
    Disclosure Disclosure,
    Evidence? Evidence,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<Caveat> Caveats,
    string? Agreement,
    IReadOnlyList<PledgeLine> Lines,
    DateTimeOffset AnnouncedAt,
    DateTimeOffset ReviewDue,
    string? Gap = null,
    IReadOnlyList<FrozenRate>? Rates = null,
    DateOnly? AnnouncedOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        Disclosure GapDisclosure = Disclosure.Public,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Pool = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ParentPledge? Parent = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeliveredBy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UsAuthority? Authority = null
) : PledgeEvent;

/// <summary>
/// The donor changed it. <paramref name="NewReview"/> says that it must be reviewed (again), from
/// <paramref name="AmendedAt"/> to <paramref name="ReviewDue"/>. <paramref name="Evidence"/> is null when it stays.
/// </summary>
[EventName("pledge.amended")]
public sealed record PledgeAmended(
    string Title,
    DateTimeOffset ValidUntil,
    Disclosure Disclosure,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<Caveat> Caveats,
    IReadOnlyList<PledgeLine> Lines,
    bool NewReview,
    DateTimeOffset AmendedAt,
    DateTimeOffset ReviewDue,
    Evidence? Evidence = null
) : PledgeEvent;

/// <summary>
/// The recipient confirms what the donor documents: from here on both sides stand behind it.
/// </summary>
/// <param name="Url">The document that was confirmed.</param>
[EventName("pledge.evidenceConfirmed")]
public sealed record PledgeEvidenceConfirmed(string Url) : PledgeEvent;

/// <summary>A coordinator took it up.</summary>
[EventName("pledge.reviewStarted")]
public sealed record PledgeReviewStarted : PledgeEvent;

/// <summary>The coordinators decided; accepted quantity by line. Declined when all are zero.</summary>
[EventName("pledge.reviewed")]
public sealed record PledgeReviewed(
    PledgeStatus Status,
    IReadOnlyList<LineQuantity> Lines,
    DateTimeOffset DecidedAt,
    DateTimeOffset? FormalisationDue
) : PledgeEvent;

/// <summary>
/// The donor signed, and the pledge becomes a commitment together with those on whom it depends, as soon as they have
/// signed too.
/// </summary>
[EventName("pledge.formalisationPrepared")]
public sealed record PledgeFormalisationPrepared(Commitment Commitment, IReadOnlyList<FrozenRate>? Rates = null)
    : PledgeEvent;

/// <summary>
/// The conditions of a commitment do not hold any more, or again: as long as they do not, only what is allocated of
/// it counts, and nothing more is allocated.
/// </summary>
[EventName("pledge.conditionsChanged")]
public sealed record PledgeConditionsChanged(bool Hold) : PledgeEvent;

/// <summary>
/// The donor made it a commitment, from here on valued at the exchange rates of the day of signature.
/// </summary>
[EventName("pledge.formalised")]
public sealed record PledgeFormalised(Commitment Commitment, IReadOnlyList<FrozenRate>? Rates = null) : PledgeEvent;

/// <summary>
/// A coordinator reserved committed quantity; the requirement or gap is being asked. <paramref name="Concerns"/>
/// spoke against it, and <paramref name="Despite"/> says why it was done all the same.
/// </summary>
[EventName("pledge.allocationRequested")]
public sealed record PledgeAllocationRequested(
    string Allocation,
    int Line,
    string Need,
    decimal Quantity,
    decimal Factor,
    string? To = null,
    IReadOnlyList<string>? Concerns = null,
    string? Despite = null,
    string? Intake = null
) : PledgeNeedEvent;

/// <summary>The requirement or gap took the allocation.</summary>
[EventName("pledge.allocationConfirmed")]
public sealed record PledgeAllocationConfirmed(string Allocation) : PledgeNeedEvent;

/// <summary>
/// An allocation was given back, whole or down to <paramref name="Quantity"/>, of which what has left is part; planned
/// tranches are cancelled or cut.
/// </summary>
[EventName("pledge.allocationReduced")]
public sealed record PledgeAllocationReduced(
    string Allocation,
    decimal Quantity,
    IReadOnlyList<int> CancelledDeliveries,
    DateTimeOffset At,
    IReadOnlyList<DeliveryCut>? CutDeliveries = null
) : PledgeNeedEvent;

/// <summary>
/// Allocations were given back by a withdrawal: those for needs that fewer see than the pledge, which the withdrawal
/// itself says nothing of; after it, as far as what had left for them was lost or returned; or by a withdrawal in part.
/// </summary>
[EventName("pledge.allocationsReduced")]
public sealed record PledgeAllocationsReduced(
    IReadOnlyList<AllocationQuantity> Allocations,
    DateTimeOffset At,
    IReadOnlyList<int>? CancelledDeliveries = null,
    IReadOnlyList<DeliveryCut>? CutDeliveries = null
) : PledgeNeedEvent;

/// <summary>
/// Part of an allocation, or all of it, goes to another gap of the same capability, which needs it, with the tranches
/// that fill it.
/// </summary>
/// <param name="Allocation">What it was part of.</param>
/// <param name="Moved">Id of the new allocation.</param>
/// <param name="Need">The gap that it goes to.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Deliveries">What of which tranche goes with it.</param>
/// <param name="NeedDisclosure">Who may see the gap that it goes to.</param>
[EventName("pledge.allocationMoved")]
public sealed record PledgeAllocationMoved(
    string Allocation,
    string Moved,
    string Need,
    decimal Quantity,
    IReadOnlyList<DeliveryQuantity> Deliveries,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        Disclosure NeedDisclosure = Disclosure.Public
) : PledgeNeedEvent;

/// <summary>
/// A coordinator moves part of an allocation, or all of it, to another need: that is being asked. Until it has answered
/// the part counts for the need that it is to leave.
/// </summary>
/// <param name="Allocation">What it is part of.</param>
/// <param name="Moved">Id of the new allocation.</param>
/// <param name="Need">The requirement or gap that it goes to.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Factor">Units of that need that one unit of the line stands for.</param>
/// <param name="Deliveries">What of which planned tranche goes with it.</param>
/// <param name="NeedDisclosure">Who may see the need that it goes to.</param>
/// <param name="Swap">What comes in its place, when it is swapped.</param>
/// <param name="Concerns">What spoke against it.</param>
/// <param name="Despite">Why it was done all the same.</param>
[EventName("pledge.allocationMoveRequested")]
public sealed record PledgeAllocationMoveRequested(
    string Allocation,
    string Moved,
    string Need,
    decimal Quantity,
    decimal Factor,
    IReadOnlyList<DeliveryQuantity> Deliveries,
    Disclosure NeedDisclosure,
    AllocationSwap? Swap = null,
    IReadOnlyList<string>? Concerns = null,
    string? Despite = null
) : PledgeNeedEvent;

/// <summary>
/// The need that it should go to has no room for it, or the other pledge of a swap refused: it stays where it was, with
/// its tranches.
/// </summary>
/// <param name="Allocation">What it is part of again.</param>
/// <param name="Moved">What was to move.</param>
[EventName("pledge.allocationMoveRefused")]
public sealed record PledgeAllocationMoveRefused(string Allocation, string Moved) : PledgeNeedEvent;

/// <summary>
/// A swap that another pledge was asked for is refused for good: what it wanted of this one is not there.
/// </summary>
/// <param name="Allocation">The allocation that it wanted part of.</param>
/// <param name="Moved">Id of the part that does not move.</param>
[EventName("pledge.swapRefused")]
public sealed record PledgeSwapRefused(string Allocation, string Moved) : PledgeNeedEvent;

/// <summary>The donor planned a tranche.</summary>
[EventName("pledge.deliveryPlanned")]
public sealed record PledgeDeliveryPlanned(
    int Delivery,
    int Line,
    decimal Quantity,
    DateTimeOffset Due,
    DateTimeOffset RemindAt,
    string? Waybill,
    IReadOnlyList<DeliveryPart> Parts,
    DateTimeOffset At,
    string? To = null
) : PledgeNeedEvent;

/// <summary>A tranche moved on.</summary>
[EventName("pledge.deliveryStatusChanged")]
public sealed record PledgeDeliveryStatusChanged(
    int Delivery,
    DeliveryStatus Status,
    DateTimeOffset At,
    DateTimeOffset? Eta
) : PledgeNeedEvent;

/// <summary>The recipient confirmed a tranche.</summary>
[EventName("pledge.deliveryReceipted")]
public sealed record PledgeDeliveryReceipted(
    int Delivery,
    DeliveryStatus Status,
    decimal Received,
    decimal Returned,
    string? Discrepancy,
    DateTimeOffset At
) : PledgeNeedEvent;

/// <summary>
/// A coordinator settled what is missing of a tranche: it is neither committed nor allocated any more.
/// </summary>
/// <param name="Delivery">The tranche's number.</param>
/// <param name="Missing">How much.</param>
/// <param name="Allocations">What the allocations it was of are left with.</param>
/// <param name="At">When.</param>
[EventName("pledge.deliverySettled")]
public sealed record PledgeDeliverySettled(
    int Delivery,
    decimal Missing,
    IReadOnlyList<AllocationQuantity> Allocations,
    DateTimeOffset At
) : PledgeNeedEvent;

/// <summary>A corrected receipt says that it was not complete after all.</summary>
[EventName("pledge.reopened")]
public sealed record PledgeReopened : PledgeNeedEvent;

/// <summary>All that was committed is received, or settled.</summary>
[EventName("pledge.completed")]
public sealed record PledgeCompleted : PledgeNeedEvent;

/// <summary>
/// The donor took it back: what had not left is released, by allocation the quantity that stays. It tells of what all
/// see who see the pledge; of the rest <see cref="PledgeAllocationsReduced"/> told before.
/// </summary>
[EventName("pledge.withdrawn")]
public sealed record PledgeWithdrawn(
    IReadOnlyList<AllocationQuantity> Allocations,
    IReadOnlyList<int> CancelledDeliveries,
    IReadOnlyList<LineQuantity> Lines,
    DateTimeOffset At
) : PledgeEvent;

/// <summary>
/// The donor took part of a commitment back: so much less of each line named is pledged, accepted and committed. Of
/// what was released by it <see cref="PledgeAllocationsReduced"/> told before.
/// </summary>
[EventName("pledge.withdrawnInPart")]
public sealed record PledgeWithdrawnInPart(IReadOnlyList<LineQuantity> Lines, DateTimeOffset At) : PledgeEvent;

/// <summary>After a withdrawal: every requirement and gap named was reopened and told.</summary>
[EventName("pledge.withdrawalCompensated")]
public sealed record PledgeWithdrawalCompensated(IReadOnlyList<string> Needs) : PledgeNeedEvent;

/// <summary>It was not formalised within its validity.</summary>
[EventName("pledge.expired")]
public sealed record PledgeExpired(DateTimeOffset ValidUntil) : PledgeEvent;

/// <summary>Half of the review time is gone.</summary>
[EventName("pledge.reviewReminded")]
public sealed record PledgeReviewReminded(DateTimeOffset Due) : PledgeEvent;

/// <summary>The review time is over without a decision: escalated to all coordinators.</summary>
[EventName("pledge.reviewOverdue")]
public sealed record PledgeReviewOverdue(DateTimeOffset Due) : PledgeEvent;

/// <summary>Half of the formalisation time is gone.</summary>
[EventName("pledge.formalisationReminded")]
public sealed record PledgeFormalisationReminded(DateTimeOffset Due) : PledgeEvent;

/// <summary>The formalisation time is over: escalated to all coordinators.</summary>
[EventName("pledge.formalisationOverdue")]
public sealed record PledgeFormalisationOverdue(DateTimeOffset Due) : PledgeEvent;

/// <summary>
/// A line should be handed over soon, and not all that is committed of it, of a pool accepted, is planned.
/// </summary>
[EventName("pledge.lineReminded")]
public sealed record PledgeLineReminded(int Line, DateOnly DeliverBy) : PledgeEvent;

/// <summary>
/// A line should have been handed over, and not all that is committed of it is even planned: escalated to all
/// coordinators.
/// </summary>
[EventName("pledge.lineOverdue")]
public sealed record PledgeLineOverdue(int Line, DateOnly DeliverBy) : PledgeEvent;

/// <summary>A tranche was handed over some time ago, and its receipt is not confirmed.</summary>
[EventName("pledge.receiptReminded")]
public sealed record PledgeReceiptReminded(int Delivery, DateTimeOffset Due) : PledgeNeedEvent;

/// <summary>
/// A tranche was handed over, and its receipt is still not confirmed: escalated to all coordinators and the
/// recipient.
/// </summary>
[EventName("pledge.receiptOverdue")]
public sealed record PledgeReceiptOverdue(int Delivery, DateTimeOffset Due) : PledgeNeedEvent;

/// <summary>A tranche is due soon.</summary>
[EventName("pledge.deliveryReminded")]
public sealed record PledgeDeliveryReminded(int Delivery, DateTimeOffset Due) : PledgeNeedEvent;

/// <summary>A tranche is late: escalated to all coordinators and the recipient.</summary>
[EventName("pledge.deliverySlipped")]
public sealed record PledgeDeliverySlipped(int Delivery, DateTimeOffset Due) : PledgeNeedEvent;

/// <summary>A quantity of one line.</summary>
/// <param name="Line">Line number.</param>
/// <param name="Quantity">In the line's unit.</param>
public sealed record LineQuantity(int Line, decimal Quantity);

/// <summary>A quantity of one allocation.</summary>
/// <param name="Allocation">The allocation's id.</param>
/// <param name="Quantity">In the line's unit.</param>
public sealed record AllocationQuantity(string Allocation, decimal Quantity);

/// <summary>
/// So much of what it gave from stock is replenished to its donor by that replenishment: what is replenished once is
/// not replenished again. 0 when the replenishment was rejected or taken back.
/// </summary>
[EventName("pledge.replenishmentCounted")]
public sealed record PledgeReplenishmentCounted(string Requirement, string Capability, decimal Quantity)
    : PledgeNeedEvent;

/// <summary>A quantity of a tranche.</summary>
/// <param name="Delivery">The tranche's number.</param>
/// <param name="Quantity">In its line's unit.</param>
public sealed record DeliveryQuantity(int Delivery, decimal Quantity);

/// <summary>
/// A requirement that it covers was superseded: what is allocated to it is allocated to its successor.
/// </summary>
/// <param name="Need">The requirement that was superseded.</param>
/// <param name="By">Its successor.</param>
[EventName("pledge.needSuperseded")]
public sealed record PledgeNeedSuperseded(string Need, string By) : PledgeNeedEvent;

/// <summary>What goes off a tranche that has not left, of one of the allocations that it fills.</summary>
/// <param name="Delivery">The tranche's number.</param>
/// <param name="Allocation">The allocation's id.</param>
/// <param name="Quantity">In the line's unit.</param>
public sealed record DeliveryCut(int Delivery, string Allocation, decimal Quantity);

/// <summary>
/// A need that it covers, or the gap that it was offered for, may be seen by others now than before: so may what the
/// pledge tells of it.
/// </summary>
/// <param name="Need">The need's id.</param>
/// <param name="Now">Who may see the need now.</param>
[EventName("pledge.needDisclosed")]
public sealed record PledgeNeedDisclosed(string Need, Disclosure Now) : PledgeNeedEvent;

/// <summary>
/// The co-production agreement that it delivers from has ended: no more is made for it than was.
/// </summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Status">How it ended.</param>
[EventName("pledge.agreementEnded")]
public sealed record PledgeAgreementEnded(string Agreement, AgreementStatus Status) : PledgeEvent;
