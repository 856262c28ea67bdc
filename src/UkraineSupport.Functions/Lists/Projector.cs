using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>How one sort of aggregate shows in lists and totals.</summary>
internal interface IProjection<T>
{
    /// <summary>Where it is to be found: <c>/api/pledges/…</c>; its history is one step below.</summary>
    string Path(T state);

    /// <summary>What it is found by in lists; <see cref="Tag.All"/> if it is listed at all.</summary>
    IReadOnlyList<Tag> Tags(T state);

    /// <summary>The capabilities that it is about.</summary>
    IEnumerable<string> Capabilities(T state) =>
        Tags(state).Where(t => t.Question == "capability").Select(t => t.Value);

    /// <summary>Its entry, as <see cref="Entries"/> writes it.</summary>
    object Entry(T state);

    /// <summary>Brings a generation's totals up to date; without any there is nothing to do.</summary>
    Task CountAsync(int generation, T state, bool isNew, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Takes it out of a generation's totals until it is counted again.</summary>
    Task UncountAsync(int generation, T state, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Whether it is counted in a generation's totals as it is.</summary>
    Task<bool> IsCountedAsync(int generation, T state, CancellationToken cancel) => Task.FromResult(true);
}

/// <summary>
/// Brings the read models up to an aggregate's state. Every row keeps the version it shows and never goes back, and
/// each is put in one write, so it may run twice, at once, or late: in the request, so that a caller finds what was
/// just written, and in the dispatch where the request did not get that far.
/// </summary>
internal sealed class Projector<T, TEvent>(
    AggregateStore store,
    ListIndex lists,
    Generations generations,
    IProjection<T> projection,
    WatchedBy<T> watched
)
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    /// <summary>Shows this state in all sets of read models.</summary>
    /// <param name="stored">The aggregate.</param>
    /// <param name="isNew">Whether it was just made: saves looking for what it showed before.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task ProjectAsync(Stored<T> stored, bool isNew, CancellationToken cancel)
    {
        var now = await generations.NowAsync(cancel);
        await ProjectAsync(stored, isNew, now.Written, cancel);
    }

    /// <summary>Shows this state in some sets of read models.</summary>
    public async Task ProjectAsync(
        Stored<T> stored,
        bool isNew,
        IEnumerable<int> generationsToWrite,
        CancellationToken cancel
    )
    {
        var entry = await EntryAsync(stored, cancel);
        await Task.WhenAll(
            generationsToWrite.SelectMany(g =>
                new[] { lists.PutAsync(g, entry, isNew, cancel), projection.CountAsync(g, stored.State, isNew, cancel) }
            )
        );
    }

    /// <summary>
    /// Takes it out of all read models, before it is narrowed: whatever happens then, it shows to nobody who may not
    /// see it. The projection of what was committed puts it back, or that of what is still there when nothing was.
    /// </summary>
    public async Task HideAsync(Stored<T> stored, CancellationToken cancel)
    {
        var now = await generations.NowAsync(cancel);
        var ordinal = await OrdinalAsync(stored, cancel);
        await Task.WhenAll(
            now.Written.SelectMany(g =>
                new[]
                {
                    lists.HideAsync(g, stored.State.Id, ordinal, cancel),
                    projection.UncountAsync(g, stored.State, cancel),
                }
            )
        );
    }

    /// <summary>What is to stand in lists of it.</summary>
    public async Task<ListEntry> EntryAsync(Stored<T> stored, CancellationToken cancel)
    {
        var state = stored.State;
        var tags = projection.Tags(state);
        return new(
            state.Id,
            await OrdinalAsync(stored, cancel),
            state.Version,
            state.Disclosure,
            state.Owner,
            watched.Alive(state).Any() ? [.. tags, Tag.Watched] : tags,
            Entries.Json(projection.Entry(state), stored.Levels)
        );
    }

    private async Task<long> OrdinalAsync(Stored<T> stored, CancellationToken cancel) =>
        stored.Ordinal != 0 ? stored.Ordinal : await store.NumberAsync<T, TEvent>(stored.State.Id, cancel);
}
