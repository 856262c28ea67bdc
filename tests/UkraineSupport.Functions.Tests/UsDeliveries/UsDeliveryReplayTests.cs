using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Tests.Deadlines;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.UsDeliveries;

/// <summary>
/// The orchestration of a capability's deliveries through the real framework: each turn replays from the start.
/// </summary>
public sealed class UsDeliveryReplayTests(AzuriteFixture azurite)
{
    private const string Id = "usdelivery-1";
    private static readonly FoundGap Present = new(
        "gap-1",
        "AMMO-155",
        [new GapMonth(new(2026, 12), 10, 10, 20, false)],
        null,
        3
    );
    private static readonly FoundGap Gone = new("gap-2", "AMMO-155", [], "gap-1", 3);
    private readonly ConcurrentQueue<string> _applied = [];
    private readonly Soon _monthEnd = new();
    private int _searches;

    [Fact]
    public async Task A_month_that_ended_while_nothing_ran_and_changes_replay_the_same()
    {
        var cancel = TestContext.Current.CancellationToken;
        var hub = FrameworkHub.NewName();
        var first = await HubAsync(hub);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(UsDeliveryOrchestrator),
            Id,
            new StartOrchestrationOptions(Id),
            cancel
        );
        await UntilRoundAsync(1);
        await _monthEnd.UntilWaitedForAsync(first.Client, Id, cancel);
        await first.DisposeAsync();

        await _monthEnd.UntilPastAsync();
        await using var second = await HubAsync(hub);
        await UntilRoundAsync(2);
        foreach (var searches in new[] { 3, 4 })
        {
            await second.Client.RaiseEventAsync(Id, Watch.Changed, cancellation: cancel);
            await UntilRoundAsync(searches);
        }

        await second.Client.TerminateInstanceAsync(Id, cancellation: cancel);
        var end = await second.Client.WaitForInstanceCompletionAsync(Id, getInputsAndOutputs: true, cancel);
        Assert.Equal(4, _applied.Count(id => id == Present.Id));
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Terminated, end.SerializedOutput);
    }

    /// <summary>The gap that is gone comes last in a round.</summary>
    private Task UntilRoundAsync(int times) =>
        Poll.UntilAsync($"round {times}", () => Task.FromResult(_applied.Count(id => id == Gone.Id) >= times));

    private Task<FrameworkHub> HubAsync(string hub) =>
        new FrameworkHub(azurite.ConnectionString, hub)
            .Orchestrator<string>(nameof(UsDeliveryOrchestrator), UsDeliveryOrchestrator.RunAsync)
            .Activity<string, GapSearch>(
                nameof(UsDeliveryActivities.FindUsGaps),
                _ => new GapSearch([Gone, Present], Interlocked.Increment(ref _searches) == 1 ? _monthEnd.At : null)
            )
            .Activity<FoundGap, object?>(
                nameof(UsDeliveryActivities.ApplyFoundGap),
                found =>
                {
                    _applied.Enqueue(found.Id);
                    return null;
                }
            )
            .StartAsync();
}
