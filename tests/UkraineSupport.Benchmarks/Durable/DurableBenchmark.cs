using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Queues;
using Microsoft.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;

namespace UkraineSupport.Benchmarks.Durable;

/// <summary>
/// How fast orchestrations are on one machine: the Durable Task Framework as LocalRuntime sets it up, on an Azurite in
/// memory, and as a ratio to what a message through the same Azurite's queues takes in the same run.
/// </summary>
internal sealed class DurableBenchmark : IBenchmark
{
    private const int Samples = 100;
    private const int AtOnce = 16;
    private const int Many = 300;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new();

    public string Name => "durable";

    public async Task RunAsync(Action<string> say)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        await using var hub = await new FrameworkHub(azurite.ConnectionString, FrameworkHub.NewName())
            .Orchestrator<string>(
                "Watch",
                async (context, id) =>
                {
                    await context.CallActivityAsync<string>("Read", id);
                    await context.WaitForExternalEvent<object?>("Changed");
                    context.ContinueAsNew(id);
                }
            )
            .Activity<string, string>("Read", Read)
            .StartAsync();
        var message = await MessagesAsync(azurite.ConnectionString);
        for (var i = 0; i < 10; i++)
            await StartAsync(hub, $"warm-{i}"); // Its figures are not used.

        var (starts, wakes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Samples; i++)
        {
            starts.Add(await StartAsync(hub, $"idle-{i}"));
            wakes.Add(await WakeAsync(hub, $"idle-{i}"));
        }

        Say(say, "start to first activity, idle", starts, message);
        Say(say, "wake to activity, idle", wakes, message);
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(
            0,
            Many,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) => await StartAsync(hub, $"load-{i}")
        );
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Many} starts, {AtOnce} at once: {Many / clock.Elapsed.TotalSeconds:0.0} a second"
            )
        );
    }

    private static void Say(Action<string> say, string what, List<double> times, double message) =>
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: median {Statistics.Median(times):0} ms, 95th percentile {Statistics.Percentile(times, 0.95):0} ms; median / a message through a queue {Statistics.Median(times) / message:0.0}"
            )
        );

    private Task<double> StartAsync(FrameworkHub hub, string id) =>
        TimeAsync(
            id,
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync("Watch", id, new StartOrchestrationOptions(id))
        );

    private Task<double> WakeAsync(FrameworkHub hub, string id) =>
        TimeAsync(id, () => hub.Client.RaiseEventAsync(id, "Changed"));

    private async Task<double> TimeAsync(string id, Func<Task> act)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = read;
        var clock = Stopwatch.StartNew();
        await act();
        await read.Task;
        return clock.Elapsed.TotalMilliseconds;
    }

    private string Read(string id)
    {
        if (waiting.TryRemove(id, out var read))
            read.SetResult();
        return id;
    }

    /// <summary>Median milliseconds to send, receive and delete a message.</summary>
    private static async Task<double> MessagesAsync(string connection)
    {
        var queue = new QueueClient(connection, "ruler");
        await queue.CreateAsync();
        var times = new List<double>();
        for (var i = 0; i < Samples; i++)
        {
            var clock = Stopwatch.StartNew();
            await queue.SendMessageAsync("message");
            var got = (await queue.ReceiveMessageAsync()).Value;
            await queue.DeleteMessageAsync(got.MessageId, got.PopReceipt);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return Statistics.Median(times);
    }
}
