using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// Where events go out to dashboards: the storage queue everywhere, and a Service Bus topic in Azure.
/// </summary>
internal interface IEventPublisher
{
    /// <summary>Sends one event; returns when it is accepted. May be called again for the same event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="disclosure">The aggregate's disclosure.</param>
    /// <param name="path">Where the aggregate is to be found.</param>
    /// <param name="cancel">Gives up.</param>
    Task PublishAsync(EventRecord happened, Disclosure disclosure, string path, CancellationToken cancel);
}

/// <summary>CloudEvents on queue <c>support-events</c>, raw text.</summary>
internal sealed class QueuePublisher(StorageAccount account) : IEventPublisher
{
    /// <summary>Messages wait for their dashboard as long as it takes.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    public async Task PublishAsync(EventRecord happened, Disclosure disclosure, string path, CancellationToken cancel)
    {
        var queue = await account.QueueAsync("support-events");
        await queue.SendMessageAsync(
            CloudEvents.Encode(happened, disclosure, path),
            timeToLive: Forever,
            cancellationToken: cancel
        );
    }
}
