using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>Something that happened to a force commitment.</summary>
public abstract record ForceEvent;

/// <summary>A nation says what it may commit; it counts nowhere until it is offered.</summary>
[EventName("force.indicated")]
public sealed record ForceIndicated(
    string Id,
    string Nation,
    ForceTerms Terms,
    Mandate Mandate,
    Disclosure Disclosure,
    DateTimeOffset At
) : ForceEvent;

/// <summary>A nation offers a force, or what it had indicated before.</summary>
[EventName("force.offered")]
public sealed record ForceOffered(
    string Id,
    string Nation,
    ForceTerms Terms,
    Mandate Mandate,
    Disclosure Disclosure,
    DateTimeOffset At,
    DateTimeOffset ReviewDue
) : ForceEvent;

/// <summary>
/// It answers a call to the nation. Who was called is for the coordinators and the recipient, a nation's own part for
/// that nation.
/// </summary>
[EventName("force.callNamed")]
public sealed record ForceCallNamed(string Call, string Nation) : ForceEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => Nation;
}

/// <summary>The nation changed it.</summary>
/// <param name="Terms">What is committed now.</param>
/// <param name="Disclosure">Who may see it now.</param>
/// <param name="NewReview">Whether it is offered anew: coordinators decide on it again.</param>
/// <param name="At">When.</param>
/// <param name="ReviewDue">When they should have.</param>
[EventName("force.amended")]
public sealed record ForceAmended(
    ForceTerms Terms,
    Disclosure Disclosure,
    bool NewReview,
    DateTimeOffset At,
    DateTimeOffset? ReviewDue
) : ForceEvent;

/// <summary>A coordinator accepted it.</summary>
[EventName("force.accepted")]
public sealed record ForceAccepted(string? By, DateTimeOffset At) : ForceEvent;

/// <summary>A coordinator did not want it.</summary>
[EventName("force.declined")]
public sealed record ForceDeclined(string? By) : ForceEvent;

/// <summary>The nation reports it at its notice to move, or not any more.</summary>
[EventName("force.readinessReported")]
public sealed record ForceReadinessReported(bool Ready) : ForceEvent;

/// <summary>The nation's parliament was asked, or said something.</summary>
[EventName("force.mandateChanged")]
public sealed record ForceMandateChanged(Mandate Mandate, DateTimeOffset At) : ForceEvent;

/// <summary>It is held up for a while: nobody can use it until it is resumed.</summary>
[EventName("force.suspended")]
public sealed record ForceSuspended(string? By) : ForceEvent;

/// <summary>It goes on in the state that it had.</summary>
[EventName("force.resumed")]
public sealed record ForceResumed(ForceStatus Status) : ForceEvent;

/// <summary>The nation took it back: what it filled is open again.</summary>
[EventName("force.withdrawn")]
public sealed record ForceWithdrawn : ForceEvent;

/// <summary>Its period passed without it being called upon.</summary>
[EventName("force.lapsed")]
public sealed record ForceLapsed(DateOnly To) : ForceEvent;

/// <summary>Half of the time for its review is gone.</summary>
[EventName("force.reviewReminded")]
public sealed record ForceReviewReminded(DateTimeOffset Due) : ForceEvent;

/// <summary>It should have been reviewed.</summary>
[EventName("force.reviewOverdue")]
public sealed record ForceReviewOverdue(DateTimeOffset Due) : ForceEvent;

/// <summary>Its parliament was asked and has not approved yet, and the time for it comes near.</summary>
[EventName("force.mandateReminded")]
public sealed record ForceMandateReminded(DateTimeOffset Due) : ForceEvent;

/// <summary>Its parliament should have approved by now: that is put before the escalation board.</summary>
[EventName("force.mandateOverdue")]
public sealed record ForceMandateOverdue(DateTimeOffset Due, IReadOnlyList<string> Board) : ForceEvent;

/// <summary>Its parliament's approval ends soon, and before its period does.</summary>
[EventName("force.mandateEnding")]
public sealed record ForceMandateEnding(DateOnly Until) : ForceEvent;

/// <summary>
/// Its parliament's approval has ended, and its period has not: that is put before the escalation board.
/// </summary>
[EventName("force.mandateEnded")]
public sealed record ForceMandateEnded(DateOnly Until, IReadOnlyList<string> Board) : ForceEvent;

/// <summary>
/// Who should have relieved it does not come: withdrawn, declined or lapsed. As confidential as that commitment.
/// </summary>
/// <param name="Lost">The commitment that was its successor.</param>
[EventName("force.successorLost")]
public sealed record ForceSuccessorLost(LostSuccessor Lost) : ForceEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Lost.Disclosure;

    string? IConfidentialEvent.About => Lost.Nation;
}

/// <summary>
/// An activation calls upon it, or gives more time to answer: its nation is asked to confirm. As confidential as what
/// it is called upon for.
/// </summary>
[EventName("force.calledUpon")]
public sealed record ForceCalledUpon(CallUp Call, string Nation) : ForceEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Call.Disclosure;

    string? IConfidentialEvent.About => Nation;
}

/// <summary>The nation confirmed that it comes.</summary>
[EventName("force.activated")]
public sealed record ForceActivated(string Activation, int Place) : ForceEvent;

/// <summary>The nation declined when it was called upon.</summary>
[EventName("force.activationDeclined")]
public sealed record ForceActivationDeclined(string Activation, int Place) : ForceEvent;

/// <summary>The nation did not answer in time when it was called upon.</summary>
[EventName("force.activationLapsed")]
public sealed record ForceActivationLapsed(string Activation, int Place, DateTimeOffset Deadline) : ForceEvent;

/// <summary>It is there.</summary>
[EventName("force.deployed")]
public sealed record ForceDeployed(DateOnly On) : ForceEvent;

/// <summary>Who relieves it is there: relief in place has begun. As confidential as that commitment.</summary>
[EventName("force.reliefBegun")]
public sealed record ForceReliefBegun(string By, string Nation, Disclosure Disclosure) : ForceEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure;

    string? IConfidentialEvent.About => Nation;
}

/// <summary>Authority was transferred to who relieves it.</summary>
[EventName("force.relieved")]
public sealed record ForceRelieved(DateOnly On) : ForceEvent;

/// <summary>The activation was revoked: it is ready again.</summary>
[EventName("force.stoodDown")]
public sealed record ForceStoodDown(string Activation) : ForceEvent;

/// <summary>A successor that does not come.</summary>
/// <param name="Id">The commitment.</param>
/// <param name="Nation">Whose it is.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Disclosure">Who could see it then.</param>
public sealed record LostSuccessor(string Id, string Nation, ForceStatus Status, Disclosure Disclosure);
