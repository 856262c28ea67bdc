using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Coalition.Calls;

/// <summary>
/// Something that happened to a call for forces. Who was called is for the coordinators and the recipient, a nation's
/// own part for that nation.
/// </summary>
public abstract record CallEvent : IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => (this as CallNationEvent)?.Nation;
}

/// <summary>A coordinator calls for forces.</summary>
/// <param name="Id">The call.</param>
/// <param name="Serials">What for; empty: all of the statement of requirements.</param>
/// <param name="Deadline">Until when nations may answer.</param>
/// <param name="RemindAt">When those who did not are reminded.</param>
/// <param name="Text">The coordinator's words, or null.</param>
/// <param name="By">The coordinator's party.</param>
/// <param name="At">When.</param>
[EventName("call.opened")]
public sealed record CallOpened(
    string Id,
    IReadOnlyList<string> Serials,
    DateTimeOffset Deadline,
    DateTimeOffset RemindAt,
    string? Text,
    string? By,
    DateTimeOffset At
) : CallEvent;

/// <summary>All have answered or let it pass: the call is over.</summary>
[EventName("call.ended")]
public sealed record CallEnded(int Answered, int Declined, int Lapsed) : CallEvent;

/// <summary>
/// The call is over, and nobody offered anything for critical serials: that is put before the escalation board.
/// </summary>
[EventName("call.escalated")]
public sealed record CallEscalated(IReadOnlyList<string> Serials, IReadOnlyList<string> Board) : CallEvent;

/// <summary>An event about one nation's part in a call.</summary>
public abstract record CallNationEvent(string Nation) : CallEvent;

/// <summary>A nation is called.</summary>
[EventName("call.nationAsked")]
public sealed record CallNationAsked(
    string Nation,
    IReadOnlyList<string> Serials,
    DateTimeOffset Deadline,
    string? Text
) : CallNationEvent(Nation);

/// <summary>A nation has not answered yet, and the deadline comes near.</summary>
[EventName("call.nationReminded")]
public sealed record CallNationReminded(string Nation, DateTimeOffset Deadline) : CallNationEvent(Nation);

/// <summary>A nation answered with a commitment.</summary>
/// <param name="Nation">The nation.</param>
/// <param name="Commitment">The commitment.</param>
/// <param name="At">When it was offered: in time is in time, whenever the call is told.</param>
[EventName("call.nationAnswered")]
public sealed record CallNationAnswered(string Nation, string Commitment, DateTimeOffset At) : CallNationEvent(Nation);

/// <summary>A nation declined.</summary>
[EventName("call.nationDeclined")]
public sealed record CallNationDeclined(string Nation, string Reason) : CallNationEvent(Nation);

/// <summary>A nation let the deadline pass.</summary>
[EventName("call.nationLapsed")]
public sealed record CallNationLapsed(string Nation) : CallNationEvent(Nation);
