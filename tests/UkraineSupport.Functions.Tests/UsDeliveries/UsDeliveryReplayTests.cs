using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.UsDeliveries;

/// <summary>
/// The orchestration of a capability's deliveries through the real engine, which keeps none in memory: each turn
/// replays from the start.
/// </summary>
public sealed class UsDeliveryReplayTests(AzuriteFixture azurite)
{
    private const string Id = "usdelivery-1";
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FoundGap Present = new(
        "gap-1",
        "AMMO-155",
        [new GapMonth(new(2026, 12), 10, 10, 20, false)],
        null,
        3
    );
    private static readonly FoundGap Gone = new("gap-2", "AMMO-155", [], "gap-1", 3);
    private readonly ConcurrentQueue<string> _applied = [];
    private int _searches;

    [Fact]
    public async Task A_month_that_ended_while_nothing_ran_and_changes_replay_the_same()
    {
        var cancel = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(Start);
        var hub = $"Replay{Guid.NewGuid():N}"[..20];
        var first = await EngineAsync(hub, time, cancel);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(UsDeliveryOrchestrator),
            Id,
            new StartOrchestrationOptions(Id),
            cancel
        );
        await UntilRoundAsync(1);
        await first.DisposeAsync();

        time.Advance(TimeSpan.FromDays(31));
        await using var second = await EngineAsync(hub, time, cancel);
        await UntilRoundAsync(2);
        foreach (var searches in new[] { 3, 4 })
        {
            await second.Client.RaiseEventAsync(Id, Watch.Changed, cancellation: cancel);
            await UntilRoundAsync(searches);
        }

        await second.Client.TerminateInstanceAsync(Id, cancellation: cancel);
        var end = await second.Client.WaitForInstanceCompletionAsync(Id, getInputsAndOutputs: true, cancel);
        Assert.Equal(4, _applied.Count(id => id == Present.Id));
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Terminated, end.FailureDetails?.ErrorMessage);
    }

    /// <summary>The gap that is gone comes last in a round.</summary>
    private Task UntilRoundAsync(int times) =>
        Poll.UntilAsync($"round {times}", () => Task.FromResult(_applied.Count(id => id == Gone.Id) >= times));

    private async Task<DurableEngine> EngineAsync(string hub, TimeProvider time, CancellationToken cancel)
    {
        var engine = new DurableEngine(
            new DurableEngineOptions
            {
                ConnectionString = azurite.ConnectionString,
                TaskHub = hub,
                MaxLiveInstances = 0,
            },
            time,
            NullLoggerFactory.Instance
        );
        engine.AddOrchestrator(
            nameof(UsDeliveryOrchestrator),
            async context =>
            {
                await UsDeliveryOrchestrator.RunAsync(context, context.GetInput<string>()!);
                return null;
            }
        );
        engine.AddActivity(
            nameof(UsDeliveryActivities.FindUsGaps),
            typeof(string),
            _ =>
                Task.FromResult<object?>(
                    new GapSearch([Gone, Present], Interlocked.Increment(ref _searches) == 1 ? Start.AddDays(30) : null)
                )
        );
        engine.AddActivity(
            nameof(UsDeliveryActivities.ApplyFoundGap),
            typeof(FoundGap),
            call =>
            {
                _applied.Enqueue(((FoundGap)call.Input!).Id);
                return Task.FromResult<object?>(null);
            }
        );
        await engine.StartAsync(cancel);
        return engine;
    }
}
