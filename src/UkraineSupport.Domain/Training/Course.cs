using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Training;

/// <summary>A course that a training command gives; its intakes have places and dates.</summary>
public sealed record Course : IAggregate<Course, CourseEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "course";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Course Numbered(long version) => this with { Version = version };

    /// <summary>The party whose command gives it.</summary>
    public required string Provider { get; init; }

    /// <summary>What it is.</summary>
    public required CourseTerms Terms { get; init; }

    /// <summary>Said once: intakes and other courses name it, and are no more open than it is.</summary>
    public required Disclosure Disclosure { get; init; }

    /// <summary>When it was published here.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <inheritdoc/>
    public string? Owner => Provider;

    /// <inheritdoc/>
    public static Course Apply(Course? state, CourseEvent happened)
    {
        var next = happened switch
        {
            CoursePublished e => new Course
            {
                Id = e.Id,
                Provider = e.Provider,
                Terms = e.Terms,
                Disclosure = e.Disclosure,
                PublishedAt = e.At,
            },
            CourseAmended e when state is not null => state with { Terms = e.Terms },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };
        return next with { Version = (state?.Version ?? 0) + 1 };
    }
}
