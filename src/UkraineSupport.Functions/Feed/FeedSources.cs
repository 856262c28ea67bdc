using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Feed;

/// <summary>Where the events of one kind of aggregate are read for the feed.</summary>
internal interface IKindFeed
{
    /// <summary>Prefix of the ids.</summary>
    string Kind { get; }

    /// <summary>
    /// Reads an aggregate as it stands; answers what gives its event of a version, null where there is none. Null when
    /// there is no such aggregate.
    /// </summary>
    Task<Func<long, Task<FedEvent?>>?> LoadAsync(string id, CancellationToken cancel);

    /// <summary>
    /// An aggregate's event of a version, if it is of what this process wrote last of it, as it stood then; null
    /// otherwise.
    /// </summary>
    FedEvent? Recent(string id, long version);
}

/// <inheritdoc cref="IKindFeed"/>
internal sealed class KindFeed<T, TEvent>(
    AggregateStore store,
    RecentCommits recent,
    IProjection<T> projection,
    TimeProvider time
) : IKindFeed
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    public string Kind => T.IdKind;

    public async Task<Func<long, Task<FedEvent?>>?> LoadAsync(string id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return await store.LoadAsync<T>(id, cancel) is { } stored
            ? version => EventAsync(stored, version, now, cancel)
            : null;
    }

    public FedEvent? Recent(string id, long version) =>
        recent.Last(id) is { } last
        && last.Events.FirstOrDefault(e => e.Record.Version == version) is { Before: not null } found
            ? Fed(found, (Stored<T>)last.Stored, last.Events[^1].Record.At)
            : null;

    private async Task<FedEvent?> EventAsync(
        Stored<T> stored,
        long version,
        DateTimeOffset readAt,
        CancellationToken cancel
    )
    {
        var found = await store.FindEventAsync(stored.State.Id, version, cancel);
        if (found is { Before: null })
            found = (await store.LevelledEventsAsync(stored, version - 1, 1, cancel))[0];
        return found is null ? null : Fed(found, stored, readAt);
    }

    private FedEvent Fed(StoredEvent found, Stored<T> stored, DateTimeOffset readAt)
    {
        var (record, owner) = (found.Record, stored.State.Owner);
        string?[] donors = [owner, IConfidentialEvent.Of(record)?.About];
        var row = new FeedRow(
            record.Id,
            stored.State.Id,
            record.Version,
            record.Type,
            record.At,
            Audience.Of(record, owner, stored.Levels.Unrecorded),
            [.. donors.OfType<string>().Distinct()],
            [.. projection.Capabilities(stored.State).Distinct()]
        );
        return new(
            row,
            projection.Path(stored.State),
            readAt,
            viewer => stored.State.IsSeenBy(viewer) ? SeenEvent.Of(found, stored, viewer).Seen : null
        );
    }
}

/// <summary>Reads what the feed points to.</summary>
internal sealed class FeedSources(IEnumerable<IKindFeed> kinds)
{
    private const int AtOnce = 16;

    private readonly List<IKindFeed> _kinds = [.. kinds];

    /// <inheritdoc cref="IKindFeed.LoadAsync"/>
    public Task<Func<long, Task<FedEvent?>>?> LoadAsync(string id, CancellationToken cancel) =>
        Of(id).LoadAsync(id, cancel);

    /// <inheritdoc cref="IKindFeed.Recent"/>
    public FedEvent? Recent(string id, long version) => Of(id).Recent(id, version);

    /// <summary>
    /// The events of rows, in their order: one read an event, and one an aggregate. What is not there any more, after a
    /// restore, is left out.
    /// </summary>
    public async Task<List<FedEvent>> LoadAsync(IReadOnlyList<FeedRow> rows, CancellationToken cancel)
    {
        var found = new FedEvent?[rows.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Id),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (same, stop) =>
            {
                if (await LoadAsync(same.Key, stop) is not { } events)
                    return;
                foreach (var i in same)
                {
                    if (await events(rows[i].Version) is { } one && one.Row.EventId == rows[i].EventId)
                        found[i] = one.At(rows[i].Position);
                }
            }
        );
        return [.. found.OfType<FedEvent>()];
    }

    private IKindFeed Of(string id) =>
        _kinds.Find(k => Ids.Is(id, k.Kind)) ?? throw new InvalidOperationException($"'{id}' is no aggregate.");
}
