using Microsoft.Extensions.Logging;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Events;

/// <summary>The outbox's doors: messages for what was just written, and a sweep for what a crash left.</summary>
internal sealed class OutboxFunctions(
    Dispatcher dispatcher,
    Outbox outbox,
    AggregateStore store,
    Life life,
    IEnumerable<ISink> sinks,
    ILogger<OutboxFunctions> log
)
{
    /// <summary>
    /// Dispatches the aggregates that the message names, side by side. If one fails the message comes again; it finds
    /// the others done.
    /// </summary>
    [Function("DispatchOutbox")]
    public Task DispatchAsync(
        [QueueTrigger(Outbox.Queue)] string message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    ) => Task.WhenAll(Outbox.Called(message).Select(one => dispatcher.DispatchAsync(one, client, cancel)));

    /// <summary>
    /// Sends what a topic has not got yet of the aggregates that the message names. One that is away is tried again by
    /// the sweep, each time later.
    /// </summary>
    [Function("PublishToServiceBus")]
    public Task PublishAsync([QueueTrigger(ServiceBusSink.OutboxQueue)] string message, CancellationToken cancel) =>
        Task.WhenAll(Outbox.Called(message).Select(id => PublishOneAsync(id, cancel)));

    /// <summary>Calls for what is overdue again, each time later.</summary>
    [Function("SweepOutbox")]
    public async Task SweepAsync([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        // What follows from it could not be written yet.
        if (await life.IsRestoringAsync(cancel))
            return;
        var called = new HashSet<(string Id, string Queue)>();
        var overdue = await outbox.OverdueAsync(cancel);
        Measures.Overdue(overdue.Count);
        foreach (var promise in overdue)
        {
            var behind = Behind(promise);
            if (
                behind.Count == 0
                || (outbox.IsAbandoned(promise) && await store.VersionAsync(promise.Id, cancel) < promise.Version)
            )
            {
                await outbox.KeptAsync(promise, cancel);
                continue;
            }

            if (promise.Attempts >= 3)
                log.LogError(
                    "{Id} version {Version} is still not dispatched after {Attempts} attempts (behind: {Queues})",
                    promise.Id,
                    promise.Version,
                    promise.Attempts,
                    string.Join(", ", behind)
                );
            await outbox.PostponeAsync(promise, outside: !behind.Contains(Outbox.Queue), cancel);
            // One call does for all promises of an aggregate.
            foreach (var queue in behind.Where(q => called.Add((promise.Id, q))))
                await outbox.CallAsync(promise.Id, queue);
        }
    }

    private async Task PublishOneAsync(string id, CancellationToken cancel)
    {
        // None: a message of a time when there was one.
        foreach (var topic in sinks.Where(s => s.Outbox == ServiceBusSink.OutboxQueue))
        {
            try
            {
                await dispatcher.PublishAsync(id, topic, cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                log.LogWarning(
                    "{Id} did not reach the topic ({Sink}) and is tried again by the sweep: {Fault}",
                    id,
                    topic.Name,
                    fault.GetBaseException().Message
                );
            }
        }
    }

    /// <summary>The queues that call for what is not done yet of what was promised.</summary>
    private List<string> Behind(Promise promise)
    {
        var behind = sinks.Where(s => !promise.Done.Contains(s.Name)).Select(s => s.Outbox ?? Outbox.Queue);
        if (!promise.Done.Contains(Promise.Core))
            behind = behind.Append(Outbox.Queue);
        return [.. behind.Distinct()];
    }
}
