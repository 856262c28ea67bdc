using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// Its donor, whose course it is, put places of a line into intakes: from here on they exist, whoever makes them.
/// </summary>
/// <param name="Line">The line.</param>
/// <param name="Places">Places of each intake.</param>
/// <param name="Intakes">The intakes.</param>
/// <param name="At">When.</param>
[EventName("pledge.intakesScheduled")]
public sealed record PledgeIntakesScheduled(
    int Line,
    int Places,
    IReadOnlyList<IntakeSchedule> Intakes,
    DateTimeOffset At
) : PledgeNeedEvent;

/// <summary>Its donor gives places of a line to another party's intake, which is being asked.</summary>
[EventName("pledge.placesShared")]
public sealed record PledgePlacesShared(
    string Intake,
    string CourseId,
    int Line,
    int Places,
    string Provider,
    int Persons,
    DateOnly End
) : PledgeNeedEvent;

/// <summary>An intake that it gives places to has moved on.</summary>
[EventName("pledge.placesFollowed")]
public sealed record PledgePlacesFollowed(
    string Intake,
    int Line,
    int Persons,
    DateOnly End,
    PlacesStage Stage,
    int Postponements,
    long FoundVersion
) : PledgeNeedEvent;

/// <summary>Places are free again: an intake was cancelled or did not take them, or the pledge is withdrawn.</summary>
[EventName("pledge.placesReleased")]
public sealed record PledgePlacesReleased(IReadOnlyList<IntakeLine> Places) : PledgeNeedEvent;

/// <summary>Places of a line in an intake.</summary>
/// <param name="Intake">The intake.</param>
/// <param name="Line">The line.</param>
public sealed record IntakeLine(string Intake, int Line);
