using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>Something that happened to an activation.</summary>
public abstract record ActivationEvent;

/// <summary>A coordinator declares a ceasefire; a second one of another party must confirm it.</summary>
[EventName("activation.declared")]
public sealed record CeasefireDeclared(
    string Id,
    int Number,
    DateOnly DeclaredOn,
    string Source,
    Disclosure Disclosure,
    Proposal Proposal
) : ActivationEvent;

/// <summary>A coordinator takes another step; a second one of another party must confirm it.</summary>
[EventName("activation.stepProposed")]
public sealed record ActivationStepProposed(Proposal Proposal) : ActivationEvent;

/// <summary>A second coordinator confirmed a step: it is taken.</summary>
[EventName("activation.stepConfirmed")]
public sealed record ActivationStepConfirmed(ActivationStep Step, string By, DateTimeOffset At) : ActivationEvent;

/// <summary>No second coordinator confirmed a step in time.</summary>
[EventName("activation.stepLapsed")]
public sealed record ActivationStepLapsed(ActivationStep Step, DateTimeOffset Due) : ActivationEvent;

/// <summary>
/// Units were chosen for all that is open. What of critical serials is still missing goes before the board, once. For
/// coordinators and the recipient: it rests on restricted commitments too.
/// </summary>
/// <param name="Missing">Persons that are missing, by critical serial.</param>
/// <param name="Board">Who is told, when a serial is new among them.</param>
/// <param name="Again">When units are chosen again, or null.</param>
/// <param name="IsShort">Whether anything is missing at all.</param>
[EventName("activation.filled")]
public sealed record ActivationFilled(
    IReadOnlyDictionary<string, int> Missing,
    IReadOnlyList<string> Board,
    DateTimeOffset? Again,
    bool IsShort
) : ActivationEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => null;
}

/// <summary>Units are to be chosen again: there are new ones, or other requirements.</summary>
[EventName("activation.fillDue")]
public sealed record ActivationFillDue(DateTimeOffset At) : ActivationEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => null;
}

/// <summary>What happened to one unit; as confidential as its place is.</summary>
public abstract record PlaceEvent(PlaceId Unit, string Nation, Disclosure Disclosure)
    : ActivationEvent,
        IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure;

    string? IConfidentialEvent.About => Nation;
}

/// <summary>A unit is called upon: its nation is asked to confirm.</summary>
[EventName("activation.unitCalled")]
public sealed record ActivationUnitCalled(Place Place) : PlaceEvent(Place.Id, Place.Nation, Place.Disclosure);

/// <summary>Half of the time to answer is gone.</summary>
[EventName("activation.unitReminded")]
public sealed record ActivationUnitReminded(PlaceId Unit, string Nation, Disclosure Disclosure, DateTimeOffset Deadline)
    : PlaceEvent(Unit, Nation, Disclosure);

/// <summary>What the unit's commitment says became of it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Nation">Whose it is.</param>
/// <param name="Disclosure">Who may see it.</param>
/// <param name="Status">What became of it.</param>
/// <param name="DeployedOn">The day on which it got there, or null.</param>
/// <param name="LeftOn">The day from which on it was not there any more, or null.</param>
/// <param name="Relief">When somebody else must hold its serial; null of one that is not there.</param>
/// <param name="SeenVersion">Version of the commitment.</param>
/// <param name="At">When that was heard.</param>
[EventName("activation.unitChanged")]
public sealed record ActivationUnitChanged(
    PlaceId Unit,
    string Nation,
    Disclosure Disclosure,
    PlaceStatus Status,
    DateOnly? DeployedOn,
    DateOnly? LeftOn,
    ReliefDay? Relief,
    long SeenVersion,
    DateTimeOffset At
) : PlaceEvent(Unit, Nation, Disclosure);

/// <summary>It was to be there by now, and is not: escalated to the board.</summary>
[EventName("activation.unitOverdue")]
public sealed record ActivationUnitOverdue(
    PlaceId Unit,
    string Nation,
    Disclosure Disclosure,
    DateOnly PlannedOn,
    IReadOnlyList<string> Board
) : PlaceEvent(Unit, Nation, Disclosure);

/// <summary>Nobody relieves it: a gap opens on that day, and is before the board.</summary>
[EventName("activation.reliefMissing")]
public sealed record ActivationReliefMissing(
    PlaceId Unit,
    string Nation,
    Disclosure Disclosure,
    DateOnly ReliefDue,
    IReadOnlyList<string> Board
) : PlaceEvent(Unit, Nation, Disclosure);

/// <summary>Authority should have been handed over by now, and is not: escalated to the board.</summary>
[EventName("activation.reliefOverdue")]
public sealed record ActivationReliefOverdue(
    PlaceId Unit,
    string Nation,
    Disclosure Disclosure,
    DateOnly ReliefDue,
    IReadOnlyList<string> Board
) : PlaceEvent(Unit, Nation, Disclosure);

/// <summary>
/// Who relieves it is called upon. Apart from that call: who sees the one that comes does not always see the one that
/// goes.
/// </summary>
[EventName("activation.reliefCalled")]
public sealed record ActivationReliefCalled(PlaceId Unit, string Nation, Disclosure Disclosure, PlaceId By)
    : PlaceEvent(Unit, Nation, Disclosure);

/// <summary>Who is to relieve it can come by now: it is looked for again.</summary>
[EventName("activation.reliefDue")]
public sealed record ActivationReliefAgain(PlaceId Unit, string Nation, Disclosure Disclosure)
    : PlaceEvent(Unit, Nation, Disclosure);

/// <summary>When a unit that is there must be relieved.</summary>
/// <param name="Due">Day from which on somebody else must hold its serial.</param>
/// <param name="CallAt">When who relieves it is called upon, or its lack is told.</param>
/// <param name="By">The commitment that is to relieve it, or null.</param>
public sealed record ReliefDay(DateOnly Due, DateTimeOffset CallAt, string? By);
