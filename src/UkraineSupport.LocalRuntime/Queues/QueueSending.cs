using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Sends, and makes the queue when that is what was missing.</summary>
internal static class QueueSending
{
    public static async Task SendAsync(QueueClient queue, BinaryData body, CancellationToken cancellation)
    {
        try
        {
            await SendForeverAsync(queue, body, cancellation);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await SendForeverAsync(queue, body, cancellation);
        }
    }

    // Messages must not expire (the service's own default is a week): -1 s means never.
    private static async Task SendForeverAsync(QueueClient queue, BinaryData body, CancellationToken cancellation) =>
        await queue.SendMessageAsync(body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellation);
}
