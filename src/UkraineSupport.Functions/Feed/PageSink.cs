using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// The queue of the app's own page, which has everything: CloudEvents without data, since the feed keeps where an event
/// is and not what it carries. Those that come at once share a message (the batch form of the CloudEvents' JSON).
/// </summary>
internal sealed class PageSink : ISink, IDisposable
{
    public const string Queue = "support-events-page";

    /// <summary>Some 400 bytes each: far below what a message holds.</summary>
    private const int InOneMessage = 32;

    private readonly StorageAccount _account;
    private readonly Together<BinaryData, bool> _callers;

    public PageSink(StorageAccount account)
    {
        _account = account;
        _callers = new(InOneMessage, SendAsync);
    }

    public string Name => "Queue_page";

    public string? Outbox => null;

    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        using var span = Spans.Send("azure_storage_queue", Queue, events.Count);
        await Task.WhenAll(
            events.Select(e => _callers.DoAsync(CloudEvents.Encode(e, Disclosure.Restricted, withData: false)))
        );
    }

    public void Dispose() => _callers.Dispose();

    private async Task<IReadOnlyList<bool>> SendAsync(IReadOnlyList<BinaryData> events)
    {
        await _account.SendAsync(Queue, new($"[{string.Join(',', events)}]"), CancellationToken.None);
        return [.. events.Select(_ => true)];
    }
}
