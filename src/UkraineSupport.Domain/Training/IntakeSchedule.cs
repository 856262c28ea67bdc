using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Training;

/// <summary>A provider's wish for one intake of its course, or several.</summary>
/// <param name="CourseId">The course: the caller's own.</param>
/// <param name="Pledge">The caller's own committed training pledge that gives the places.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Places">Places that the line gives to each intake.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day: as many weeks as the course takes.</param>
/// <param name="NominationDeadline">Last day on which Ukraine nominates, before the start.</param>
/// <param name="Capacity">Most places of the intake, with those that other donors give; as many as the course has
/// unless said otherwise.</param>
/// <param name="Repeat">More of the same later.</param>
/// <param name="Disclosure">Who may see it, for good; the coalition unless said otherwise, and no more open than the
/// course and the pledges that it rests on.</param>
public sealed record ScheduleIntakes(
    string CourseId,
    string Pledge,
    int Line,
    int Places,
    DateOnly Start,
    DateOnly End,
    DateOnly NominationDeadline,
    int? Capacity = null,
    RepeatIntake? Repeat = null,
    Disclosure Disclosure = Disclosure.Coalition
);

/// <summary>The same again, at equal distances.</summary>
/// <param name="EveryWeeks">Weeks from one start to the next.</param>
/// <param name="Times">How many intakes in all, the first one too.</param>
public sealed record RepeatIntake(int EveryWeeks, int Times);

/// <summary>One intake as it is scheduled: what the intake begins with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CourseId">Its course.</param>
/// <param name="Capability">The course's capability.</param>
/// <param name="Language">The course's language.</param>
/// <param name="Country">The course's country.</param>
/// <param name="CompletionRate">Which part of those who begin graduates, as stated when it was scheduled.</param>
/// <param name="Provider">Whose course it is.</param>
/// <param name="Capacity">Most places.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="NominationDeadline">Last day on which Ukraine nominates.</param>
/// <param name="NominationFrom">When nominations open.</param>
/// <param name="Series">Id of the first of those that were scheduled with it, or null.</param>
/// <param name="Disclosure">Who may see it.</param>
public sealed record IntakeSchedule(
    string Id,
    string CourseId,
    string Capability,
    string Language,
    string Country,
    decimal CompletionRate,
    string Provider,
    int Capacity,
    DateOnly Start,
    DateOnly End,
    DateOnly NominationDeadline,
    DateTimeOffset NominationFrom,
    string? Series,
    Disclosure Disclosure
);
