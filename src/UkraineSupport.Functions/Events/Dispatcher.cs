using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>What a kind of aggregate means for others, beyond lists, orchestration and dashboards.</summary>
internal interface IConsequences<T, TEvent>
{
    /// <summary>
    /// Carries on what follows from <paramref name="events"/>; may be called again for the same ones.
    /// </summary>
    Task FollowAsync(T state, IReadOnlyList<TEvent> events, DurableTaskClient client, CancellationToken cancel);
}

/// <summary>Dispatches the aggregates of one kind.</summary>
internal interface IKindDispatcher
{
    /// <summary>Prefix of the ids it dispatches.</summary>
    string Kind { get; }

    /// <summary>Dispatches what is undispatched of an aggregate.</summary>
    Task DispatchAsync(string id, DurableTaskClient client, CancellationToken cancel);

    /// <summary>Sends what a sink outside the storage account has not got yet of an aggregate.</summary>
    Task PublishAsync(string id, ISink sink, CancellationToken cancel);

    /// <summary>Starts the orchestrations that should be alive for an aggregate and are not; how many.</summary>
    Task<int> EnsureWatchedAsync(string id, DurableTaskClient client, CancellationToken cancel);
}

/// <summary>
/// Finds the right dispatcher. Several calls for one aggregate take turns: the later ones find it done.
/// </summary>
internal sealed class Dispatcher(IEnumerable<IKindDispatcher> kinds)
{
    private readonly List<IKindDispatcher> _kinds = [.. kinds];
    private readonly Turnstile _turnstile = new();

    public Task DispatchAsync(string id, DurableTaskClient client, CancellationToken cancel) =>
        _turnstile.PassAsync(id, () => Of(id).DispatchAsync(id, client, cancel));

    public Task PublishAsync(string id, ISink sink, CancellationToken cancel) =>
        _turnstile.PassAsync($"{id} {sink.Name}", () => Of(id).PublishAsync(id, sink, cancel));

    public Task<int> EnsureWatchedAsync(string id, DurableTaskClient client, CancellationToken cancel) =>
        Of(id).EnsureWatchedAsync(id, client, cancel);

    private IKindDispatcher Of(string id) =>
        _kinds.Find(k => Ids.Is(id, k.Kind)) ?? throw new InvalidOperationException($"'{id}' is no aggregate.");
}

/// <summary>
/// Carries what happened to an aggregate to everything that follows from it: read models, the other aggregates
/// concerned, its orchestrations, the dashboards. In order, each step safe to repeat; only when all are done the
/// promise is kept.
/// </summary>
internal sealed class KindDispatcher<T, TEvent>(
    AggregateStore store,
    DispatchProgress progress,
    Outbox outbox,
    IEnumerable<ISink> sinks,
    IProjection<T> projection,
    Projector<T, TEvent> projector,
    IConsequences<T, TEvent> consequences,
    Watchman<T, TEvent> watchman
) : IKindDispatcher
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    private const int BatchSize = 200;

    private readonly List<ISink> _inside = [.. sinks.Where(s => s.Outbox is null)];
    private readonly List<ISink> _outside = [.. sinks.Where(s => s.Outbox is not null)];

    public string Kind => T.IdKind;

    public async Task DispatchAsync(string id, DurableTaskClient client, CancellationToken cancel)
    {
        while (true)
        {
            var before = await progress.ReadAsync(id, cancel);
            if (await store.LoadAsync<T>(id, cancel) is not { } stored)
                return;
            var from = _inside.Select(before.Of).Append(before.Through).Min();
            if (stored.State.Version <= from)
                return;
            // Not those that came after the state was read: what follows from them is in a later state, so they are for
            // a later round.
            var events = await EventsAsync(stored, from, cancel);
            await DispatchAsync(stored, events, before, client, cancel);
            if (_outside.Count == 0)
                await KeptAsync(id, events, cancel);
            foreach (var queue in _outside.Select(s => s.Outbox!).Distinct())
                await outbox.CallAsync(id, cancel, queue);
        }
    }

    public async Task PublishAsync(string id, ISink sink, CancellationToken cancel)
    {
        var reached = await progress.ReadAsync(id, cancel);
        while (await store.LoadAsync<T>(id, cancel) is { } stored && stored.State.Version > reached.Of(sink))
        {
            var events = await EventsAsync(stored, reached.Of(sink), cancel);
            await sink.PublishAsync([.. events.Select(e => Outgoing(e, stored.State))], cancel);
            await progress.WriteAsync(id, sink.Name, events[^1].Record.Version, cancel);
            // Read again: the core and the other sinks have gone on meanwhile, and the last one removes the promise.
            reached = await progress.ReadAsync(id, cancel);
            var everywhere = sinks.Select(reached.Of).Append(reached.Through).Min();
            await KeptAsync(id, events.Where(e => e.Record.Version <= everywhere), cancel);
        }
    }

    public Task<int> EnsureWatchedAsync(string id, DurableTaskClient client, CancellationToken cancel) =>
        watchman.EnsureAsync(id, client, cancel);

    private async Task DispatchAsync(
        Stored<T> stored,
        StoredEvent[] events,
        Progress before,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        var (state, through, waits) = (stored.State, before.Through, before.Waits);
        if (events[^1].Record.Version > before.Through)
        {
            var news = events.Where(e => e.Record.Version > before.Through).ToList();
            await projector.ProjectAsync(stored, cancel);
            await consequences.FollowAsync(state, [.. news.Select(e => (TEvent)e.Record.Happened())], client, cancel);
            waits = await watchman.FollowAsync(state, waits, client, cancel);
            through = events[^1].Record.Version;
        }

        // A sink outside that was not there before begins here: what was dispatched earlier it has, or never wanted.
        var reached = _outside.ToDictionary(s => s.Name, before.Of);
        foreach (var known in before.Sinks.Keys)
            reached.Remove(known);
        // Side by side: one that is slow or fails holds up no other.
        var sending = _inside.ConvertAll(sink => (Sink: sink, Sent: SendAsync(sink)));
        try
        {
            await Task.WhenAll(sending.Select(s => s.Sent));
        }
        finally
        {
            // Also when a sink failed: the rest is not done again on its account.
            foreach (var (sink, sent) in sending)
                reached[sink.Name] = sent.IsCompletedSuccessfully ? events[^1].Record.Version : before.Of(sink);
            await progress.WriteAsync(state.Id, through, waits, reached, cancel);
        }

        async Task SendAsync(ISink sink)
        {
            var unsent = events.Where(e => e.Record.Version > before.Of(sink));
            await sink.PublishAsync([.. unsent.Select(e => Outgoing(e, state))], cancel);
        }
    }

    private async Task<StoredEvent[]> EventsAsync(Stored<T> stored, long after, CancellationToken cancel)
    {
        var count = (int)Math.Min(BatchSize, stored.State.Version - after);
        var events = await Task.WhenAll(
            Enumerable.Range(1, count).Select(i => store.EventAsync(stored.State.Id, after + i, cancel))
        );
        return Array.TrueForAll(events, e => e.Before is not null)
            ? events
            : [.. await store.LevelledEventsAsync(stored, after, count, cancel)];
    }

    private Task KeptAsync(string id, IEnumerable<StoredEvent> events, CancellationToken cancel) =>
        Task.WhenAll(events.Where(e => e.Last).Select(e => outbox.KeptAsync(id, e.Record.Version, cancel)));

    private OutgoingEvent Outgoing(StoredEvent one, T state) =>
        new(one.Record, one.Before!, state.Disclosure, projection.Path(state));
}
