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

/// <summary>The orchestration that watches each aggregate of a kind (instance id = aggregate id), if any.</summary>
internal sealed record WatchedBy<T>(string? Orchestrator);

/// <summary>Dispatches the aggregates of one kind.</summary>
internal interface IKindDispatcher
{
    /// <summary>Prefix of the ids it dispatches.</summary>
    string Kind { get; }

    /// <summary>Dispatches what is undispatched of an aggregate.</summary>
    Task DispatchAsync(string id, DurableTaskClient client, CancellationToken cancel);
}

/// <summary>
/// Finds the right dispatcher. Several calls for one aggregate take turns: the later ones find it done.
/// </summary>
internal sealed class Dispatcher(IEnumerable<IKindDispatcher> kinds)
{
    private readonly List<IKindDispatcher> _kinds = [.. kinds];
    private readonly Turnstile _turnstile = new();

    public Task DispatchAsync(string id, DurableTaskClient client, CancellationToken cancel)
    {
        var kind =
            _kinds.Find(k => Ids.Is(id, k.Kind)) ?? throw new InvalidOperationException($"'{id}' is no aggregate.");
        return _turnstile.PassAsync(id, () => kind.DispatchAsync(id, client, cancel));
    }
}

/// <summary>
/// Carries what happened to an aggregate to everything that follows from it: read models, the other aggregates
/// concerned, its orchestration, the dashboards. In order, each step safe to repeat; only when all are done the promise
/// is kept.
/// </summary>
internal sealed class KindDispatcher<T, TEvent>(
    WatchedBy<T> watched,
    AggregateStore store,
    DispatchProgress progress,
    Outbox outbox,
    IEnumerable<IEventPublisher> publishers,
    IProjection<T> projection,
    Projector<T, TEvent> projector,
    IConsequences<T, TEvent> consequences
) : IKindDispatcher
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    private const int BatchSize = 200;

    public string Kind => T.IdKind;

    public async Task DispatchAsync(string id, DurableTaskClient client, CancellationToken cancel)
    {
        while (true)
        {
            var through = await progress.ReadAsync(id, cancel);
            var stored = await store.LoadAsync<T>(id, cancel);
            if (stored is null || stored.State.Version <= through)
                return;
            // Not those that came after the state was read: what follows from them is in a later state, so they are for
            // a later round.
            var count = (int)Math.Min(BatchSize, stored.State.Version - through);
            var events = await Task.WhenAll(
                Enumerable.Range(1, count).Select(i => store.EventAsync(id, through + i, cancel))
            );

            await projector.ProjectAsync(stored.State, cancel);
            await consequences.FollowAsync(
                stored.State,
                [.. events.Select(e => (TEvent)e.Record.Happened())],
                client,
                cancel
            );
            if (watched.Orchestrator is { } orchestrator)
                await Watch.WakeAsync(client, id, orchestrator, cancel);
            foreach (var one in events)
                await PublishAsync(one.Record, stored.State, cancel);

            await progress.WriteAsync(id, events[^1].Record.Version, cancel);
            await Task.WhenAll(events.Where(e => e.Last).Select(e => outbox.KeptAsync(id, e.Record.Version, cancel)));
        }
    }

    private async Task PublishAsync(EventRecord happened, T state, CancellationToken cancel)
    {
        foreach (var publisher in publishers)
            await publisher.PublishAsync(happened, state.Disclosure, projection.Path(state), cancel);
    }
}
