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
}

/// <inheritdoc cref="IKindFeed"/>
internal sealed class KindFeed<T, TEvent>(AggregateStore store, IProjection<T> projection, TimeProvider time)
    : IKindFeed
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

    private async Task<FedEvent?> EventAsync(
        Stored<T> stored,
        long version,
        DateTimeOffset readAt,
        CancellationToken cancel
    )
    {
        var (id, owner) = (stored.State.Id, stored.State.Owner);
        var found = await store.FindEventAsync(id, version, cancel);
        if (found is { Before: null })
            found = (await store.LevelledEventsAsync(stored, version - 1, 1, cancel))[0];
        if (found is null)
            return null;
        var record = found.Record;
        string?[] donors = [owner, IConfidentialEvent.Of(record)?.About];
        var row = new FeedRow(
            record.Id,
            id,
            version,
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
        (
            _kinds.Find(k => Ids.Is(id, k.Kind)) ?? throw new InvalidOperationException($"'{id}' is no aggregate.")
        ).LoadAsync(id, cancel);

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
}
