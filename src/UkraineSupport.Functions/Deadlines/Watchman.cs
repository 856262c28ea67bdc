using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Deadlines;

/// <summary>Sees to it that what should watch the aggregates of a kind does, and is woken only for a reason.</summary>
internal sealed class Watchman<T, TEvent>(WatchedBy<T> watched, AggregateStore store, ILogger<Watchman<T, TEvent>> log)
    where T : class, IAggregate<T, TEvent>
    where TEvent : class
{
    /// <summary>
    /// After a change: starts what should be alive now and was not before, wakes what waits for something else now, and
    /// what has nothing left to wait for, so that it ends. Safe to repeat.
    /// </summary>
    /// <param name="state">The aggregate.</param>
    /// <param name="told">What they were told to wait for before, as <see cref="Waits"/> says it.</param>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task FollowAsync(T state, string told, DurableTaskClient client, CancellationToken cancel)
    {
        var alive = watched.Alive(state).ToList();
        if (Waits(alive) == told)
            return;
        var before = told.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var known = before.Select(line => line.Split(' ')[0]).ToHashSet();
        foreach (var one in alive.Where(one => !before.Contains(Line(one))))
            await Watch.WakeAsync(client, one, isKnown: known.Contains(one.Id), cancel);
        foreach (var over in known.Except(alive.Select(one => one.Id)))
            await Watch.RaiseIfAliveAsync(client, over, cancel);
    }

    /// <summary>What the orchestrations of a state wait for, a line each.</summary>
    public static string Waits(IEnumerable<Watching> alive) => string.Join('\n', alive.Select(Line));

    /// <summary>
    /// Starts what should be alive and is not, whoever ended it: a fault, an administrator, a lost task hub.
    /// </summary>
    /// <returns>How many were started.</returns>
    public async Task<int> EnsureAsync(string id, DurableTaskClient client, CancellationToken cancel)
    {
        var alive = await store.LoadAsync<T>(id, cancel) is { } stored ? watched.Alive(stored.State).ToList() : [];
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
