using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.ReadModels;

/// <summary>A rebuild and a check through the real framework; the rebuild is stopped in the middle.</summary>
public sealed class RebuildReplayTests(AzuriteFixture azurite)
{
    private readonly ConcurrentQueue<string> _done = [];

    public static IReadOnlyList<string> Orchestrators { get; } = [nameof(ReadModelRebuild), nameof(ReadModelCheckup)];

    [Fact]
    public async Task A_rebuild_goes_on_where_it_was_stopped_part_by_part_and_switches_once_all_is_made()
    {
        var cancel = TestContext.Current.CancellationToken;
        var hub = FrameworkHub.NewName();
        var first = await HubAsync(hub);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ReadModelRebuild),
            null,
            new StartOrchestrationOptions("rebuild"),
            cancel
        );
        await Poll.UntilAsync("it is made", () => Task.FromResult(_done.Contains("make 7 second")));
        await first.DisposeAsync();

        await using var second = await HubAsync(hub);
        var end = await second.Client.WaitForInstanceCompletionAsync("rebuild", getInputsAndOutputs: true, cancel);

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.SerializedOutput);
        // One that was cut off may be done again: each does no harm.
        var steps = _done.Where((step, i) => i == 0 || step != _done.ElementAt(i - 1));
        Assert.Equal(
            ["begin", "make 7 ", "make 7 second", "switch 7", "make 7 ", "make 7 second", "finish 7", "clean"],
            steps
        );
    }

    [Fact]
    public async Task A_check_gives_what_it_found()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var hub = await HubAsync(FrameworkHub.NewName());
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ReadModelCheckup), cancel);
        var end = await hub.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancel);

        Assert.Equal((7, 3, 0), (Found(end).Generation, Found(end).Aggregates, Found(end).Found));
    }

    private static ReadModelCheck Found(OrchestrationMetadata end) => end.ReadOutputAs<ReadModelCheck>()!;

    private Task<FrameworkHub> HubAsync(string hub) =>
        new FrameworkHub(azurite.ConnectionString, hub)
            .Orchestrator<object?>(nameof(ReadModelRebuild), (context, _) => ReadModelRebuild.RunAsync(context))
            .Orchestrator<object?, ReadModelCheck>(
                nameof(ReadModelCheckup),
                async (context, _) => await ReadModelCheckup.RunAsync(context)
            )
            .Activity<string, ReadModelBeginning>(
                nameof(ReadModelActivities.BeginReadModels),
                _ => Did("begin", new ReadModelBeginning(7, TimeSpan.FromMilliseconds(50)))
            )
            .Activity<ReadModelPart, string?>(
                nameof(ReadModelActivities.MakeReadModels),
                part => Did($"make {part.Generation} {part.Continuation}", part.Continuation is null ? "second" : null)
            )
            .Activity<int, object?>(
                nameof(ReadModelActivities.SwitchReadModels),
                g => Did<object?>($"switch {g}", null)
            )
            .Activity<int, object?>(
                nameof(ReadModelActivities.FinishReadModels),
                g => Did<object?>($"finish {g}", null)
            )
            .Activity<string, object?>(nameof(ReadModelActivities.CleanReadModels), _ => Did<object?>("clean", null))
            .Activity<string, ReadModelCheck>(
                nameof(ReadModelActivities.CheckReadModels),
                _ => new ReadModelCheck(7, 3, 0, [])
            )
            .StartAsync();

    private T Did<T>(string step, T answer)
    {
        _done.Enqueue(step);
        return answer;
    }
}
