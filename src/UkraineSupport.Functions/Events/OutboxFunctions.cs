using Microsoft.Extensions.Logging;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>The outbox's two doors: a message for what was just written, and a sweep for what a crash left.</summary>
internal sealed class OutboxFunctions(
    Dispatcher dispatcher,
    Outbox outbox,
    DispatchProgress progress,
    AggregateStore store,
    ILogger<OutboxFunctions> log
)
{
    /// <summary>Dispatches the aggregate that the message names.</summary>
    [Function("DispatchOutbox")]
    public Task DispatchAsync(
        [QueueTrigger(Outbox.Queue)] string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    ) => dispatcher.DispatchAsync(id, client, cancel);

    /// <summary>Calls the dispatcher again for promises that are overdue, each time later.</summary>
    [Function("SweepOutbox")]
    public async Task SweepAsync([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        foreach (var promise in await outbox.OverdueAsync(cancel))
        {
            if (
                await progress.ReadAsync(promise.Id, cancel) >= promise.Version
                || (outbox.IsAbandoned(promise) && await store.VersionAsync(promise.Id, cancel) < promise.Version)
            )
            {
                await outbox.KeptAsync(promise.Id, promise.Version, cancel);
                continue;
            }

            if (promise.Attempts >= 3)
                log.LogError(
                    "{Id} version {Version} is still not dispatched after {Attempts} attempts",
                    promise.Id,
                    promise.Version,
                    promise.Attempts
                );
            await outbox.PostponeAsync(promise, cancel);
            await outbox.CallAsync(promise.Id, cancel);
        }
    }
}
