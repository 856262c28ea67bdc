using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>CloudEvents on queue <c>support-events</c>, raw text.</summary>
internal sealed class QueueSink(StorageAccount account) : ISink
{
    /// <summary>Messages wait for their dashboard as long as it takes.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    public string Name => "Queue";

    public string? Outbox => null;

    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        var queue = await account.QueueAsync("support-events");
        foreach (var one in events)
            await queue.SendMessageAsync(CloudEvents.Encode(one), timeToLive: Forever, cancellationToken: cancel);
    }
}
