using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Training;

/// <summary>Something that happened to a course.</summary>
public abstract record CourseEvent;

/// <summary>Its provider published it.</summary>
[EventName("course.published")]
public sealed record CoursePublished(
    string Id,
    string Provider,
    CourseTerms Terms,
    Disclosure Disclosure,
    DateTimeOffset At
) : CourseEvent;

/// <summary>Its provider changed it, for intakes that are scheduled from then on.</summary>
[EventName("course.amended")]
public sealed record CourseAmended(CourseTerms Terms) : CourseEvent;
