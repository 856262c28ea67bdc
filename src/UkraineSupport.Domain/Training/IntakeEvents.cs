using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Training;

/// <summary>Something that happened to an intake.</summary>
public abstract record IntakeEvent;

/// <summary>Its provider scheduled it on places of its own pledge.</summary>
[EventName("intake.scheduled")]
public sealed record IntakeScheduled(IntakeSchedule Schedule, IntakeShare Share, DateTimeOffset At) : IntakeEvent;

/// <summary>Another line of a pledge gives places too.</summary>
[EventName("intake.shareTaken")]
public sealed record IntakeShareTaken(IntakeShare Share) : IntakeEvent;

/// <summary>Places were offered to it that it cannot take, for good.</summary>
[EventName("intake.shareRefused")]
public sealed record IntakeShareRefused(string Pledge, int Line, string Why) : IntakeEvent;

/// <summary>The pledge behind a share was taken back.</summary>
[EventName("intake.shareLost")]
public sealed record IntakeShareLost(string Pledge, int Line) : IntakeEvent;

/// <summary>A donor gives something beside places: so much of it now.</summary>
[EventName("intake.contributed")]
public sealed record IntakeContributed(IntakeContribution Contribution) : IntakeEvent;

/// <summary>Its provider changed its dates or its capacity.</summary>
[EventName("intake.amended")]
public sealed record IntakeAmended(IntakeDates Dates, DateTimeOffset NominationFrom, int Capacity) : IntakeEvent;

/// <summary>Ukraine can nominate.</summary>
[EventName("intake.nominationOpened")]
public sealed record IntakeNominationOpened(int Places, DateOnly Deadline, DateTimeOffset At) : IntakeEvent;

/// <summary>Ukraine nominates so many in all.</summary>
[EventName("intake.nominated")]
public sealed record IntakeNominated(int Nominated) : IntakeEvent;

/// <summary>The time for nominations is over.</summary>
[EventName("intake.nominationClosed")]
public sealed record IntakeNominationClosed(int Nominated, DateTimeOffset At) : IntakeEvent;

/// <summary>The provider keeps so many places for those nominated.</summary>
[EventName("intake.confirmed")]
public sealed record IntakeConfirmed(int Accepted) : IntakeEvent;

/// <summary>Places are empty some time before the start: until it Ukraine can nominate for them.</summary>
[EventName("intake.emptyOffered")]
public sealed record IntakeEmptyOffered(int Places, DateTimeOffset Until) : IntakeEvent;

/// <summary>
/// Empty places are offered to the next requirement or gap in line, or to those who wait for another intake of the
/// course. As confidential as what it names.
/// </summary>
[EventName("intake.offeredTo")]
public sealed record IntakeOfferedTo(InLine InLine) : IntakeEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => InLine.Disclosure;

    string? IConfidentialEvent.About => null;
}

/// <summary>It has begun with so many.</summary>
[EventName("intake.started")]
public sealed record IntakeStarted(int Enrolled, DateOnly On) : IntakeEvent;

/// <summary>It is over; or its results were put right.</summary>
[EventName("intake.graduated")]
public sealed record IntakeGraduated(int Completed, int DroppedOut, int Failed, DateTimeOffset At) : IntakeEvent;

/// <summary>Ukraine confirms so many graduates; or puts right what it had confirmed.</summary>
[EventName("intake.graduatesConfirmed")]
public sealed record IntakeGraduatesConfirmed(int Confirmed, string? Discrepancy) : IntakeEvent;

/// <summary>It takes place later: nominations begin anew, and whoever counted on its end is told.</summary>
[EventName("intake.postponed")]
public sealed record IntakePostponed(IntakeDates Dates, DateTimeOffset NominationFrom, int Nominated) : IntakeEvent;

/// <summary>It does not take place: its places are given back.</summary>
[EventName("intake.cancelled")]
public sealed record IntakeCancelled(int Nominated) : IntakeEvent;

/// <summary>A step is due soon, or now.</summary>
[EventName("intake.reminded")]
public sealed record IntakeReminded(IntakeStep Step, DateTimeOffset Due) : IntakeEvent;

/// <summary>A step was not taken in time: that is put before the escalation board.</summary>
[EventName("intake.overdue")]
public sealed record IntakeOverdue(IntakeStep Step, DateTimeOffset Due, IReadOnlyList<string> Board) : IntakeEvent;

/// <summary>First and last day, and the last day for nominations.</summary>
public sealed record IntakeDates(DateOnly Start, DateOnly End, DateOnly NominationDeadline);

/// <summary>Who could use empty places: a need, or those who wait for another intake.</summary>
/// <param name="Need">The requirement or gap, or null.</param>
/// <param name="Waiting">The other intake's waiting list, or null.</param>
/// <param name="Disclosure">Who may see that.</param>
public sealed record InLine(string? Need, WaitingList? Waiting, Disclosure Disclosure);

/// <summary>An intake with more nominated than places.</summary>
/// <param name="Intake">The intake.</param>
/// <param name="Persons">How many wait.</param>
public sealed record WaitingList(string Intake, int Persons);
