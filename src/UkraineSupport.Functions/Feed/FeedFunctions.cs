using System.Globalization;
using System.Text.Json;

namespace UkraineSupport.Functions.Feed;

/// <summary>The feed's doors: the queue of the page, and a sweep for what is old.</summary>
internal sealed class FeedFunctions(FeedTable table, FeedSegments segments, FeedSources sources, TimeProvider time)
{
    /// <summary>How long an event may wait for its turn while a later one of its aggregate is here already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>
    /// Puts the events that the page's queue tells of into the feed, each behind those before it. If one fails the
    /// message comes again, and finds the others done.
    /// </summary>
    [Function("FeedEvents")]
    public async Task FeedAsync([QueueTrigger(PageSink.Queue)] string message, CancellationToken cancel)
    {
        using var told = JsonDocument.Parse(message);
        var feeding = told.RootElement.EnumerateArray().Select(one => FeedAsync(one, cancel)).ToList();
        await Task.WhenAll(feeding);
    }

    /// <summary>Lets go of what is older than the feed is kept.</summary>
    [Function("SweepFeed")]
    public Task SweepAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        segments.DropAsync(table.Oldest, cancel);

    private async Task FeedAsync(JsonElement told, CancellationToken cancel)
    {
        var id = told.GetProperty("subject").GetString()!;
        var version = long.Parse(
            told.GetProperty("sequence").GetString()!,
            NumberStyles.None,
            CultureInfo.InvariantCulture
        );
        await table.AddAsync(await GatherAsync(id, version, cancel));
    }

    /// <summary>
    /// The event, and before it those of its aggregate whose own turn is late: messages come side by side, and in the
    /// feed an aggregate's events are in their order.
    /// </summary>
    private async Task<List<FedEvent>> GatherAsync(string id, long version, CancellationToken cancel)
    {
        if (Recent(id, version) is { } recent)
            return recent;
        var events = await sources.LoadAsync(id, cancel) ?? throw new InvalidOperationException($"There is no {id}.");
        var last = await events(version) ?? throw new InvalidOperationException($"{id} has no event {version}.");
        var gathered = new List<FedEvent> { last };
        while (--version > 0 && !table.Remembers(id, version))
        {
            var before = await events(version);
            if (
                before is null
                || before.Row.At < time.GetUtcNow() - Patience
                || await table.ContainsAsync(before, cancel)
            )
                break;
            gathered.Insert(0, before);
        }

        return gathered;
    }

    /// <summary>The same without a look at storage, if this process wrote or fed all of it lately.</summary>
    private List<FedEvent>? Recent(string id, long version)
    {
        var gathered = new List<FedEvent>();
        while (sources.Recent(id, version) is { } one)
        {
            gathered.Insert(0, one);
            if (--version == 0 || table.Remembers(id, version))
                return gathered;
        }

        return null;
    }
}
