using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Sends, and makes the queue when that is what was missing.</summary>
internal static class QueueSending
{
    // The service's own default is a week: -1 s means never.
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    public static async Task SendAsync(QueueClient queue, BinaryData body, CancellationToken cancellation)
    {
        try
        {
            await queue.SendMessageAsync(body, timeToLive: Forever, cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await queue.SendMessageAsync(body, timeToLive: Forever, cancellationToken: cancellation);
        }
    }
}
