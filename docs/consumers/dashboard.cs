#:package Azure.Storage.Queues@12.28.1
#:property ManagePackageVersionsCentrally=false

// A dashboard that says what happens: SUPPORT_EVENTS='CONNECTION STRING' dotnet run dashboard.cs -- QUEUE
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

var queue = new QueueClient(Environment.GetEnvironmentVariable("SUPPORT_EVENTS"), args[0]);

// A real dashboard keeps these two beside what it makes of the events, written in one go with it.
var seen = new HashSet<string>();
var last = new Dictionary<string, long>();

while (true)
{
    var events = (await ReceiveAsync()).Select(Event.Of).OrderBy(e => e.Subject).ThenBy(e => e.Sequence).ToList();
    foreach (var one in events)
    {
        // The one before it is still on its way: left on the queue this one comes again, but not for ever.
        var isEarly = last.TryGetValue(one.Subject, out var before) && one.Sequence > before + 1;
        if (isEarly && one.Message.DequeueCount < 5)
            continue;
        if (seen.Add(one.Id))
        {
            last[one.Subject] = Math.Max(before, one.Sequence);
            Show(one);
        }

        // Last: what was not shown for a crash comes again.
        await queue.DeleteMessageAsync(one.Message.MessageId, one.Message.PopReceipt);
    }

    if (events.Count == 0)
        await Task.Delay(TimeSpan.FromSeconds(1));
}

// For half a minute nobody else gets what this gives.
async Task<QueueMessage[]> ReceiveAsync()
{
    try
    {
        return (await queue.ReceiveMessagesAsync(maxMessages: 32, visibilityTimeout: TimeSpan.FromSeconds(30))).Value;
    }
    catch (RequestFailedException missing) when (missing.Status == 404)
    {
        return []; // It is made with its first event.
    }
}

static void Show(Event one) => Console.WriteLine($"{one.Time:O} {one.Subject} {one.Sequence} {one.Type} {one.Data}");

/// <summary>What a dashboard goes by; <c>Data</c> is null where the message points to it (<c>dataref</c>).</summary>
sealed record Event(
    string Id,
    string Subject,
    long Sequence,
    string Type,
    DateTimeOffset Time,
    JsonElement? Data,
    QueueMessage Message
)
{
    public static Event Of(QueueMessage message)
    {
        var json = JsonDocument.Parse(message.Body).RootElement;
        string Text(string name) => json.GetProperty(name).GetString()!;
        return new(
            Text("id"),
            Text("subject"),
            long.Parse(Text("sequence"), CultureInfo.InvariantCulture),
            Text("type"),
            json.GetProperty("time").GetDateTimeOffset(),
            json.TryGetProperty("data", out var data) ? data : null,
            message
        );
    }
}
