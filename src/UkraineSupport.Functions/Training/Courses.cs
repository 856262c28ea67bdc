using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>Reads courses with the eyes of who names them.</summary>
internal sealed class Courses(AggregateStore store)
{
    /// <summary>As many as are read to find whether courses ask for each other in a circle.</summary>
    private const int Most = 200;

    /// <summary>The course, or null when <paramref name="actor"/> sees no such course.</summary>
    public async Task<Course?> FindAsync(Actor actor, string? id, CancellationToken cancel) =>
        id is not null
        && Ids.Is(id, Course.IdKind)
        && await store.LoadAsync<Course>(id, cancel) is { State: var course }
        && ((Domain.Events.IAggregate)course).IsSeenBy(actor)
            ? course
            : null;

    /// <summary>The courses that are named, and those that these ask for, and so on.</summary>
    public async Task<IReadOnlyList<Course>> KnownAsync(
        Actor actor,
        IReadOnlyList<string>? named,
        CancellationToken cancel
    )
    {
        var (found, asked) = (new List<Course>(), new HashSet<string>());
        var next = new Queue<string>((named ?? []).Take(CourseRules.MaxPrerequisites));
        while (next.TryDequeue(out var id) && asked.Count < Most)
        {
            if (!asked.Add(id) || await FindAsync(actor, id, cancel) is not { } course)
                continue;
            found.Add(course);
            foreach (var before in course.Terms.Prerequisites)
                next.Enqueue(before);
        }

        return found;
    }
}
