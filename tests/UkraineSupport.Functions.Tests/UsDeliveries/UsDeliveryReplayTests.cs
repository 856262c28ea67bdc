using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.UsDeliveries;

/// <summary>The orchestration of a capability's deliveries through the real engine, which keeps none in memory: each turn replays from the start.</summary>
public sealed class UsDeliveryReplayTests(AzuriteFixture azurite)
{
    private const string Id = "usdelivery-1";
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private int _searches;

    [Fact]
    public async Task A_month_that_ended_while_nothing_ran_and_changes_replay_the_same()
    {
        var cancel = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(Start);
        var hub = $"Replay{Guid.NewGuid():N}"[..20];
        var first = await EngineAsync(hub, time, cancel);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(UsDeliveryOrchestrator), Id, new StartOrchestrationOptions(Id), cancel);
        await UntilSearchedAsync(1);
        await first.DisposeAsync();

        time.Advance(TimeSpan.FromDays(31));
        await using var second = await EngineAsync(hub, time, cancel);
        await UntilSearchedAsync(2);
        foreach (var searches in new[] { 3, 4 })
        {
            await second.Client.RaiseEventAsync(Id, Watch.Changed, cancellation: cancel);
            await UntilSearchedAsync(searches);
        }

        await second.Client.TerminateInstanceAsync(Id, cancellation: cancel);
        var end = await second.Client.WaitForInstanceCompletionAsync(Id, getInputsAndOutputs: true, cancel);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Terminated, end.FailureDetails?.ErrorMessage);
    }

    private Task UntilSearchedAsync(int times) => Poll.UntilAsync($"search {times}", () => Task.FromResult(Volatile.Read(ref _searches) >= times));

    private async Task<DurableEngine> EngineAsync(string hub, TimeProvider time, CancellationToken cancel)
    {
        var engine = new DurableEngine(
            new DurableEngineOptions { ConnectionString = azurite.ConnectionString, TaskHub = hub, MaxLiveInstances = 0 }, time, NullLoggerFactory.Instance);
        engine.AddOrchestrator(nameof(UsDeliveryOrchestrator), async context =>
        {
            await UsDeliveryOrchestrator.RunAsync(context, context.GetInput<string>()!);
            return null;
        });
        engine.AddActivity(nameof(UsDeliveryActivities.FindUsGaps), typeof(string), _ =>
            Task.FromResult<object?>(new GapSearch([], Interlocked.Increment(ref _searches) == 1 ? Start.AddDays(30) : null)));
        await engine.StartAsync(cancel);
        return engine;
    }
}
