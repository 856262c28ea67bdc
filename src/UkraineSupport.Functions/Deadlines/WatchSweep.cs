using Microsoft.Extensions.Logging;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Deadlines;

/// <summary>
/// Finds aggregates that should have a living orchestration and have none, and starts it: aggregates are the truth, a
/// task hub can be made anew from them.
/// </summary>
internal sealed class WatchSweep(
    Dispatcher dispatcher,
    ListIndex lists,
    AggregateStore aggregates,
    Life life,
    ILogger<WatchSweep> log
)
{
    /// <summary>Enough to be quick, few enough to leave storage to others too.</summary>
    private const int AtOnce = 8;

    /// <summary>Every five minutes, over what should be watched.</summary>
    [Function("SweepOrchestrations")]
    public async Task SweepAsync(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (await life.IsRestoringAsync(cancel))
            return;
        foreach (var kind in dispatcher.Kinds)
            await EnsureAsync(lists.AllAsync(kind, Tag.Watched, cancel).Select(row => row.Id), client, cancel);
    }

    /// <summary>Over every aggregate there is; how many orchestrations it started.</summary>
    public Task<int> RebuildAsync(DurableTaskClient client, CancellationToken cancel) =>
        EnsureAsync(aggregates.IdsAsync(cancel), client, cancel);

    private async Task<int> EnsureAsync(
        IAsyncEnumerable<string> ids,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        var started = 0;
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (id, stop) =>
            {
                try
                {
                    Interlocked.Add(ref started, await dispatcher.EnsureWatchedAsync(id, client, stop));
                }
                catch (Exception fault) when (!stop.IsCancellationRequested)
                {
                    // One that fails leaves the others their turn; the next sweep comes by again.
                    log.LogError(fault, "{Id} could not be looked after", id);
                }
            }
        );
        if (started > 0)
            log.LogWarning("{Count} orchestrations were started that should have been alive", started);
        return started;
    }
}
