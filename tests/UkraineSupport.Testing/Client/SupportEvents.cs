using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;

namespace UkraineSupport.Testing.Client;

/// <summary>An event as the dashboards get it.</summary>
/// <param name="Id">Aggregate and sequence, <c>aggregate/sequence</c>.</param>
/// <param name="Type">What happened.</param>
/// <param name="Subject">The aggregate.</param>
/// <param name="Sequence">The version it produced.</param>
/// <param name="Json">The whole message.</param>
public sealed record SupportEvent(string Id, string Type, string Subject, long Sequence, JsonElement Json);

/// <summary>Takes the messages off a dashboard's queue and keeps them in the order they came.</summary>
/// <param name="connectionString">Of the storage.</param>
/// <param name="queueName">The first dashboard's unless given.</param>
public sealed class SupportEvents(string connectionString, string queueName = "support-events") : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly QueueClient queue = new(connectionString, queueName);
    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentQueue<SupportEvent> taken = [];

    /// <summary>What was taken so far.</summary>
    public IReadOnlyList<SupportEvent> Taken => [.. taken];

    /// <summary>Takes messages until those taken satisfy the condition.</summary>
    public async Task<IReadOnlyList<SupportEvent>> UntilAsync(
        string what,
        Func<IReadOnlyList<SupportEvent>, bool> enough,
        TimeSpan? within = null
    )
    {
        await Poll.UntilAsync(
            what,
            async () =>
            {
                while (await TakeAsync() > 0) { }

                return enough(Taken);
            },
            within
        );
        return Taken;
    }

    /// <summary>Takes whatever comes, also when the storage was away in between, until cancelled.</summary>
    public async Task ConsumeAsync(CancellationToken until)
    {
        try
        {
            while (true)
            {
                try
                {
                    while (await TakeAsync() > 0)
                        until.ThrowIfCancellationRequested();
                }
                catch (Exception error) when (error is RequestFailedException or AggregateException)
                {
                    // Away: what was on the queue still is.
                }

                await Task.Delay(Pause, TimeProvider.System, until);
            }
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // As asked.
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    private async Task<int> TakeAsync()
    {
        await turn.WaitAsync();
        try
        {
            var messages = (await queue.ReceiveMessagesAsync(maxMessages: 32)).Value;
            foreach (var message in messages)
            {
                taken.Enqueue(Parse(message.MessageText));
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }

            return messages.Length;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return 0; // Nothing was ever sent.
        }
        finally
        {
            turn.Release();
        }
    }

    private static SupportEvent Parse(string text)
    {
        var json = JsonDocument.Parse(text).RootElement;
        string Field(string name) => json.GetProperty(name).ToString();
        return new SupportEvent(
            Field("id"),
            Field("type"),
            Field("subject"),
            long.Parse(Field("sequence"), System.Globalization.CultureInfo.InvariantCulture),
            json
        );
    }
}
