using Microsoft.Extensions.Logging.Abstractions;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;

namespace UkraineSupport.Benchmarks.Engine;

/// <summary>A task hub with the orchestrations that are measured.</summary>
internal sealed class BenchHub(string connection) : IAsyncDisposable
{
    private readonly string name = "b" + Guid.NewGuid().ToString("N")[..12];

    public DurableEngine Engine { get; private set; } = null!;

    /// <summary>Told when an activity begins.</summary>
    public Action<string> OnActivity { get; set; } = _ => { };

    public async Task StartAsync()
    {
        Engine = new(
            new DurableEngineOptions { ConnectionString = connection, TaskHub = name },
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        Engine.AddActivity(
            "Step",
            typeof(int),
            call =>
            {
                OnActivity(call.InstanceId);
                return Task.FromResult<object?>((int)call.Input! + 1);
            }
        );
        Engine.AddOrchestrator(
            "Chain",
            async context =>
            {
                var value = 0;
                for (var i = 0; i < 5; i++)
                    value = await context.CallActivityAsync<int>("Step", value);
                return value;
            }
        );
        Engine.AddOrchestrator(
            "Fan",
            async context =>
                (
                    await Task.WhenAll(
                        Enumerable
                            .Range(0, context.GetInput<int>())
                            .Select(i => context.CallActivityAsync<int>("Step", i))
                    )
                ).Length
        );
        Engine.AddOrchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"));
        await Engine.StartAsync(CancellationToken.None);
    }

    /// <summary>Runs so many at once and returns when all have ended.</summary>
    /// <returns>Seconds.</returns>
    public async Task<double> RunAsync(string orchestrator, int count, object? input = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => RunOneAsync(orchestrator, input)));
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    public Task ScheduleAsync(string orchestrator, int count) =>
        Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(_ => Engine.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, CancellationToken.None))
        );

    /// <summary>
    /// Waits until all ended instances are in the archive, and the log has been cut to what is needed.
    /// </summary>
    public async Task TidyAsync()
    {
        await Engine.Archiver.ArchiveEndedAsync(CancellationToken.None);
        await Engine.Archiver.TrimLogAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (Engine is not null)
            await Engine.DisposeAsync();
    }

    private async Task RunOneAsync(string orchestrator, object? input)
    {
        var client = Engine.Client;
        var id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, CancellationToken.None);
        var end = await client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
            throw new InvalidOperationException($"{orchestrator} ended as {end.RuntimeStatus}: {end.FailureDetails}");
    }
}
