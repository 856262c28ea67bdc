using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>
/// Keeps a message hidden while a function works on it. The lease is short and renewed, so that the messages of a
/// killed process are back within the lease's length; the real host hides them for ten minutes.
/// </summary>
internal sealed class MessageLease(
    QueueClient queue,
    QueueMessage message,
    TimeSpan length,
    TimeProvider time,
    ILogger logger
)
{
    private string receipt = message.PopReceipt;

    /// <summary>Renews until cancelled.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(length / 3, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellation.IsCancellationRequested)
                return;
            try
            {
                receipt = (
                    await queue.UpdateMessageAsync(
                        message.MessageId,
                        receipt,
                        (string?)null,
                        length,
                        CancellationToken.None
                    )
                )
                    .Value
                    .PopReceipt;
            }
            catch (RequestFailedException e) when (e.Status is 400 or 404)
            {
                logger.LogWarning(
                    "Message {Id} of queue {Queue} was taken by another listener while it was worked on",
                    message.MessageId,
                    queue.Name
                );
                return;
            }
            catch (Exception e) when (StorageFault.IsPassing(e))
            {
                // The next renewal may get through in time; if not, the message comes back, which functions must bear
                // anyway.
                logger.LogDebug(e, "Message {Id} of queue {Queue} could not be renewed", message.MessageId, queue.Name);
            }
        }
    }

    public Task DeleteAsync() => queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);

    public Task ReleaseAsync(TimeSpan hiddenFor) =>
        queue.UpdateMessageAsync(message.MessageId, receipt, (string?)null, hiddenFor, CancellationToken.None);
}
