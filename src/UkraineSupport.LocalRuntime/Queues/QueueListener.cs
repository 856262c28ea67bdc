using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Fetches a queue's messages in batches and has each worked on.</summary>
internal sealed class QueueListener(
    QueueClient queue,
    QueueMessageProcessor processor,
    QueueOptions options,
    TimeSpan lease,
    TimeProvider time,
    ILogger logger
)
{
    private readonly PollingBackoff backoff = new(options.MaxPollingInterval, Random.Shared);
    private readonly HashSet<Task> running = [];
    private bool away;

    /// <summary>Works until stopped; returns when the last message that was begun is done.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var found = await FetchAsync(stopping);
            foreach (var message in found)
                Begin(message, stopping);
            await WaitAsync(found.Length > 0, stopping);
        }

        await Task.WhenAll(running);
    }

    private async Task<QueueMessage[]> FetchAsync(CancellationToken stopping)
    {
        try
        {
            var messages = await queue.ReceiveMessagesAsync(options.BatchSize, lease, stopping);
            if (away)
                logger.LogInformation("Queue {Queue} answers again", queue.Name);
            away = false;
            return messages.Value;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return [];
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // As in the real host: a queue that isn't there yet is an empty one.
            return [];
        }
        catch (Exception e) when (e is RequestFailedException || StorageFault.IsPassing(e))
        {
            // Once, not at every look: it is the same news until it answers again.
            if (!away)
                logger.LogWarning(
                    "Queue {Queue} does not answer, trying on: {Reason}",
                    queue.Name,
                    e.Message.Split('\n')[0]
                );
            away = true;
            return [];
        }
    }

    private void Begin(QueueMessage message, CancellationToken stopping) =>
        running.Add(Task.Run(() => processor.ProcessAsync(message, stopping), CancellationToken.None));

    private async Task WaitAsync(bool found, CancellationToken stopping)
    {
        running.RemoveWhere(task => task.IsCompleted);
        if (!found)
        {
            await Task.Delay(backoff.Next(false), time, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        backoff.Next(true);
        while (running.Count > options.NewBatchThreshold && !stopping.IsCancellationRequested)
        {
            await Task.WhenAny(running);
            running.RemoveWhere(task => task.IsCompleted);
        }
    }
}
