using System.Collections.Concurrent;
using System.Globalization;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Telemetry;

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
    /// <param name="id">The aggregate.</param>
    /// <param name="shown">The version that its read models show at least, as far as is known; 0 otherwise.</param>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="cancel">Gives up.</param>
    Task DispatchAsync(string id, long shown, DurableTaskClient client, CancellationToken cancel);

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

    /// <summary>The kinds of aggregates there are.</summary>
    public IEnumerable<string> Kinds => _kinds.Select(k => k.Kind);

    /// <param name="message">An aggregate's id; behind it, if its read models show a version already, a blank and
    /// that.</param>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="cancel">Gives up.</param>
    public Task DispatchAsync(string message, DurableTaskClient client, CancellationToken cancel)
    {
        var parts = message.Split(' ');
        var (id, shown) = (parts[0], parts.Length > 1 ? long.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        return _turnstile.PassAsync(id, () => Of(id).DispatchAsync(id, shown, client, cancel));
    }

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
/// promises are kept.
/// </summary>
internal sealed class KindDispatcher<T, TEvent>(
    AggregateStore store,
    RecentCommits recent,
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
    /// <summary>Events of one round; a transaction more is taken whole.</summary>
    private const int BatchSize = 200;

    private readonly List<ISink> _inside = [.. sinks.Where(s => s.Outbox is null)];
    private readonly List<ISink> _outside = [.. sinks.Where(s => s.Outbox is not null)];

    public string Kind => T.IdKind;

    public async Task DispatchAsync(string id, long shown, DurableTaskClient client, CancellationToken cancel)
    {
        while (await NextAsync(id, await PromisesAsync(id, shown, cancel), cancel) is { } round)
        {
            if (round.Promises.Count > 0)
                await DispatchAsync(round, shown, client, cancel);
            if (!round.HasMore && round.Stored.State.Version >= shown)
                return;
        }
    }

    public async Task PublishAsync(string id, ISink sink, CancellationToken cancel)
    {
        while (true)
        {
            var behind = (await outbox.OfAsync(id, cancel)).FindAll(p => !p.Done.Contains(sink.Name));
            if (await NextAsync(id, behind, cancel) is not { } round)
                return;
            if (round.Promises.Count > 0)
            {
                await SendAsync(round, sink, cancel);
                foreach (var promise in round.Promises)
                    await outbox.DoneAsync(promise, [sink.Name], cancel);
                // Read again: the core and the other sinks have gone on meanwhile, and the last one keeps the promise.
                foreach (var promise in (await outbox.OfAsync(id, cancel)).Where(IsDone))
                    await outbox.KeptAsync(promise, cancel);
            }

            if (!round.HasMore)
                return;
        }
    }

    public Task<int> EnsureWatchedAsync(string id, DurableTaskClient client, CancellationToken cancel) =>
        watchman.EnsureAsync(id, client, cancel);

    private async Task SendAsync(Round round, ISink sink, CancellationToken cancel)
    {
        using var span = Spans.Dispatch(Kind, round.Promises);
        try
        {
            await PublishAsync(round, sink, cancel);
        }
        catch (Exception fault)
        {
            Spans.Failed(span, fault);
            throw;
        }
    }

    private bool IsDone(Promise promise) =>
        promise.Done.Contains(Promise.Core) && sinks.All(s => promise.Done.Contains(s.Name));

    private async Task DispatchAsync(Round round, long shown, DurableTaskClient client, CancellationToken cancel)
    {
        using var span = Spans.Dispatch(Kind, round.Promises);
        var state = round.Stored.State;
        var parts = new ConcurrentQueue<string>();
        try
        {
            if (round.Promises.Find(p => !p.Done.Contains(Promise.Core)) is { } first)
            {
                if (shown < state.Version)
                    await projector.ProjectAsync(round.Stored, isNew: false, cancel);
                var news = round.Events.Where(e => e.Record.Version > first.From);
                await consequences.FollowAsync(
                    state,
                    [.. news.Select(e => (TEvent)e.Record.Happened())],
                    client,
                    cancel
                );
                await watchman.FollowAsync(state, first.Waits, client, cancel);
                Measure(round, Promise.Core);
            }

            parts.Enqueue(Promise.Core);
            // Side by side: one that is slow or fails holds up no other.
            await Task.WhenAll(_inside.Select(SendAsync));
        }
        catch (Exception fault)
        {
            Spans.Failed(span, fault);
            // If a sink failed, the rest is not done again on its account.
            foreach (var promise in parts.IsEmpty ? [] : round.Promises)
                await outbox.DoneAsync(promise, parts, cancel);
            throw;
        }

        foreach (var promise in round.Promises)
        {
            if (_outside.All(s => promise.Done.Contains(s.Name)))
                await outbox.KeptAsync(promise, cancel);
            else
                await outbox.DoneAsync(promise, parts, cancel);
        }

        var behind = _outside.Where(s => round.Promises.Any(p => !p.Done.Contains(s.Name)));
        foreach (var queue in behind.Select(s => s.Outbox!).Distinct())
            await outbox.CallAsync(state.Id, queue);

        async Task SendAsync(ISink sink)
        {
            await PublishAsync(round, sink, cancel);
            parts.Enqueue(sink.Name);
        }
    }

    private async Task PublishAsync(Round round, ISink sink, CancellationToken cancel)
    {
        await sink.PublishAsync(Unsent(round, sink), cancel);
        Measure(round, sink.Name);
    }

    /// <summary>How long a part of the dispatch took from each commit for which it was not done before.</summary>
    private void Measure(Round round, string part)
    {
        foreach (var promise in round.Promises.Where(p => !p.Done.Contains(part)))
        {
            var last = round.Events.First(e => e.Record.Version == promise.Version);
            Measures.Dispatched(Kind, part, outbox.Since(last.Record.At));
        }
    }

    private List<OutgoingEvent> Unsent(Round round, ISink sink)
    {
        var path = projection.Path(round.Stored.State);
        return round.Promises.Find(p => !p.Done.Contains(sink.Name)) is { } first
            ?
            [
                .. round
                    .Events.Where(e => e.Record.Version > first.From)
                    .Select(e => new OutgoingEvent(e.Record, e.Before!, round.Stored.State.Disclosure, path)),
            ]
            : [];
    }

    /// <summary>
    /// What is promised: of an aggregate that this process has just made, for the one that calls for its dispatch, it
    /// need not look.
    /// </summary>
    private async Task<List<Promise>> PromisesAsync(string id, long shown, CancellationToken cancel) =>
        shown > 0 && recent.Made(id) is { } made && !outbox.IsDue(made) ? [made] : await outbox.OfAsync(id, cancel);

    /// <summary>
    /// What is to be done next of these promises: those whose transactions took effect, with their events and a state
    /// that has them. Null when there is nothing.
    /// </summary>
    private async Task<Round?> NextAsync(string id, List<Promise> promises, CancellationToken cancel)
    {
        if (promises.Count == 0)
            return null;
        if (Recently(promises) is { } known)
            return known;
        if (await store.LoadAsync<T>(id, cancel) is not { } stored)
            return null;
        // Not those that came after the state was read: what follows from them is in a later state, so they are for a
        // later round.
        var there = promises.FindAll(p => p.Version <= stored.State.Version);
        if (there.Count < promises.Count)
        {
            // Of what may still be written, or never will: should it have been hidden for that, it shows again.
            await projector.ProjectAsync(stored, isNew: false, cancel);
            if (there.Count == 0)
                return null;
        }

        var from = there.Min(p => p.From);
        var taken = there.Where((p, i) => i == 0 || p.Version - from <= BatchSize).ToList();
        var events = await EventsAsync(stored, from, (int)(taken.Max(p => p.Version) - from), cancel);
        var kept = taken.FindAll(p => p.IsOf(events[(int)(p.Version - from) - 1]));
        foreach (var lost in taken.Except(kept))
            await outbox.KeptAsync(lost, cancel);
        return new(stored, kept, events, there.Count > taken.Count);
    }

    private async Task<IReadOnlyList<StoredEvent>> EventsAsync(
        Stored<T> stored,
        long after,
        int count,
        CancellationToken cancel
    )
    {
        var events = await Task.WhenAll(
            Enumerable.Range(1, count).Select(i => store.EventAsync(stored.State.Id, after + i, cancel))
        );
        return Array.TrueForAll(events, e => e.Before is not null)
            ? events
            : await store.LevelledEventsAsync(stored, after, count, cancel);
    }

    /// <summary>The same from what this process wrote itself, if it wrote all of it; null otherwise.</summary>
    private Round? Recently(List<Promise> promises)
    {
        var commits = promises.ConvertAll(p => recent.Take(p.Commit));
        for (var i = 0; i < commits.Count; i++)
        {
            if (commits[i] is null || (i > 0 && promises[i].From != promises[i - 1].Version))
                return null;
        }

        return new((Stored<T>)commits[^1]!.Stored, promises, [.. commits.SelectMany(c => c!.Events)], false);
    }

    /// <param name="Stored">The aggregate, at least at the version of the last event.</param>
    /// <param name="Promises">In the order of versions.</param>
    /// <param name="Events">From the first promise on.</param>
    /// <param name="HasMore">Whether more were left for another round.</param>
    private sealed record Round(
        Stored<T> Stored,
        List<Promise> Promises,
        IReadOnlyList<StoredEvent> Events,
        bool HasMore
    );
}
