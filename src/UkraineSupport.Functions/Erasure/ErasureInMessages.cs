using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>
/// Events that wait on queues for dashboards, which have not read them yet. Each message keeps its place as far as the
/// Queue service keeps places; while they are looked through nobody else gets them.
/// </summary>
internal sealed class ErasureInMessages(StorageAccount account) : IErasurePlace
{
    /// <summary>How long a message is away: as long as it takes to look through them, or until after a crash.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(5);

    private const int AtOnce = 32;

    public async Task EraseAsync(Wanted wanted, bool writes, ErasureCount count, CancellationToken cancel)
    {
        await foreach (var queue in account.QueuesAsync(NamedDashboard.FirstQueue, cancel))
        {
            if (writes)
                await EraseAsync(queue, wanted, count, cancel);
            else
                await PeekAsync(queue, wanted, count, cancel);
        }
    }

    /// <summary>To count, the first ones do: more than that cannot be looked at without taking them.</summary>
    private static async Task PeekAsync(QueueClient queue, Wanted wanted, ErasureCount count, CancellationToken cancel)
    {
        foreach (var message in (await queue.PeekMessagesAsync(AtOnce, cancel)).Value)
        {
            if (Scrubbed(message.Body, wanted) is not null)
                count.Message();
        }
    }

    private static async Task EraseAsync(QueueClient queue, Wanted wanted, ErasureCount count, CancellationToken cancel)
    {
        var taken = new List<QueueMessage>();
        try
        {
            while ((await queue.ReceiveMessagesAsync(AtOnce, Away, cancel)).Value is { Length: > 0 } messages)
                taken.AddRange(messages);
        }
        finally
        {
            foreach (var message in taken)
            {
                var left = Scrubbed(message.Body, wanted);
                if (left is not null)
                    count.Message();
                await GiveBackAsync(queue, message, left, cancel);
            }
        }
    }

    private static async Task GiveBackAsync(
        QueueClient queue,
        QueueMessage message,
        string? left,
        CancellationToken cancel
    )
    {
        try
        {
            await queue.UpdateMessageAsync(
                message.MessageId,
                message.PopReceipt,
                left ?? message.Body.ToString(),
                TimeSpan.Zero,
                cancel
            );
        }
        catch (RequestFailedException fault) when (fault.IsLostRace() || fault.ErrorCode == "PopReceiptMismatch")
        {
            // Away for so long that its reader has it now.
        }
    }

    private static string? Scrubbed(BinaryData body, Wanted wanted)
    {
        try
        {
            return wanted.Scrubbed(body.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
