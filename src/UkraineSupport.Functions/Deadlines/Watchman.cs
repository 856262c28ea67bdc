using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Deadlines;

/// <summary>Sees to it that what should watch the aggregates of a kind does, and is woken only for a reason.</summary>
internal sealed class Watchman<T, TEvent>(
    WatchedBy<T> watched,
    WatchIndex index,
    AggregateStore store,
    ILogger<Watchman<T, TEvent>> log
)
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    /// <summary>
    /// After a change: starts what should be alive now and was not before, wakes what waits for something else now, and
    /// what has nothing left to wait for, so that it ends. Safe to repeat.
    /// </summary>
    /// <param name="state">The aggregate.</param>
    /// <param name="told">What this answered the last time; empty before the first.</param>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What they wait for now, to be remembered.</returns>
    public async Task<string> FollowAsync(T state, string told, DurableTaskClient client, CancellationToken cancel)
    {
        var alive = watched.Alive(state).ToList();
        var now = string.Join('\n', alive.Select(Line));
        if (now == told)
            return now;
        var before = told.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var known = before.Select(line => line.Split(' ')[0]).ToHashSet();
        if (before.Length == 0)
            await index.AddAsync(state.Id, cancel);
        foreach (var one in alive.Where(one => !before.Contains(Line(one))))
            await Watch.WakeAsync(client, one, isKnown: known.Contains(one.Id), cancel);
        foreach (var over in known.Except(alive.Select(one => one.Id)))
            await Watch.RaiseIfAliveAsync(client, over, cancel);
        if (alive.Count == 0)
            await index.RemoveAsync(state.Id, cancel);
        return now;
    }

    /// <summary>
    /// Starts what should be alive and is not, whoever ended it: a fault, an administrator, a lost task hub.
    /// </summary>
    /// <returns>How many were started.</returns>
    public async Task<int> EnsureAsync(string id, DurableTaskClient client, CancellationToken cancel)
    {
        var alive = await store.LoadAsync<T>(id, cancel) is { } stored ? watched.Alive(stored.State).ToList() : [];
        if (alive.Count == 0)
        {
            await index.RemoveAsync(id, cancel);
            return 0;
        }

        await index.AddAsync(id, cancel);
        var started = 0;
        foreach (var one in alive)
        {
            var found = await client.GetInstanceAsync(one.Id, cancel);
            if (Watch.IsAlive(found))
                continue;
            log.LogWarning(
                "{Orchestrator} {Instance} should be alive and is {Status}: it is started again",
                one.Orchestrator,
                one.Id,
                found?.RuntimeStatus.ToString() ?? "not there"
            );
            await Watch.WakeAsync(client, one, isKnown: false, cancel);
            started++;
        }

        return started;
    }

    private static string Line(Watching one) => $"{one.Id} {one.WaitsFor}";
}
