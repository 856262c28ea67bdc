using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class SubOrchestrationTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task A_child_gives_its_result_or_its_failure_to_its_parent(int live)
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { MaxLiveInstances = live }
            .Orchestrator<int, string>(
                "Parent",
                async (context, n) =>
                {
                    var result = await context.CallSubOrchestratorAsync<int>("Child", n);
                    try
                    {
                        return $"{await context.CallSubOrchestratorAsync<int>("Child", -1)}";
                    }
                    catch (TaskFailedException failed)
                    {
                        return $"{result} {failed.TaskName} {failed.FailureDetails.IsCausedBy<ArgumentException>()} {failed.FailureDetails.ErrorMessage}";
                    }
                }
            )
            .Orchestrator<int, int>(
                "Child",
                (_, n) => n < 0 ? throw new ArgumentException("below zero") : Task.FromResult(n + 1)
            )
            .StartAsync();
        Assert.Equal("8 Child True below zero", (await hub.RunAsync("Parent", 7)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_child_knows_its_parent_and_has_the_id_that_it_was_given()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator(
                "Child",
                context =>
                    Task.FromResult($"{context.InstanceId} of {context.Parent!.Name} {context.Parent.InstanceId}")
            )
            .Orchestrator(
                "Parent",
                context => context.CallSubOrchestratorAsync<string>("Child", new TaskOptions().WithInstanceId("kid"))
            )
            .StartAsync();
        Assert.Equal(
            "kid of Parent dad",
            await hub.OutputAsync<string>(await hub.ScheduleAsync("Parent", null, "dad"))
        );
    }

    [Fact]
    public async Task A_parent_hears_when_its_running_child_is_replaced_by_a_client()
    {
        await using var hub = await Family().StartAsync();
        var parent = await hub.ScheduleAsync("Parent", 1, "p");
        await RunsAsync(hub, "p-child");

        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Parent",
            0,
            new StartOrchestrationOptions("p-child").WithDedupeStatuses(),
            TestHub.Stop
        );

        var end = await hub.EndAsync(parent);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("replaced", end.FailureDetails!.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            OrchestrationRuntimeStatus.Running,
            (await hub.Client.GetInstanceAsync("p-child", TestHub.Stop))!.RuntimeStatus
        );
    }

    [Fact]
    public async Task A_child_whose_id_is_taken_by_a_running_instance_fails_and_leaves_that_one_alone()
    {
        await using var hub = await Family().StartAsync();
        await hub.ScheduleAsync("Parent", 0, "p-child");
        var end = await hub.EndAsync(await hub.ScheduleAsync("Parent", 1, "p"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("p-child", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        await hub.Client.RaiseEventAsync("p-child", "go", "on", TestHub.Stop);
        Assert.Equal("on", await hub.OutputAsync<string>("p-child"));
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Completed)]
    public async Task Terminating_takes_the_descendants_along_only_if_told_so(
        bool recursive,
        OrchestrationRuntimeStatus child
    )
    {
        await using var hub = await Family().StartAsync();
        await hub.ScheduleAsync("Parent", 2, "p");
        await RunsAsync(hub, "p-child-child");

        await hub.Client.TerminateInstanceAsync("p", new TerminateInstanceOptions("enough", recursive), TestHub.Stop);
        Assert.Equal("enough", (await hub.EndAsync("p")).ReadOutputAs<string>());
        if (!recursive)
            await hub.Client.RaiseEventAsync("p-child-child", "go", "on", TestHub.Stop);

        Assert.Equal(child, (await hub.EndAsync("p-child-child")).RuntimeStatus);
        Assert.Equal(child, (await hub.EndAsync("p-child")).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.EndAsync("p")).RuntimeStatus);
    }

    [Theory]
    [InlineData(true, false, 3)]
    [InlineData(true, true, 3)]
    [InlineData(false, true, 1)]
    public async Task Purging_takes_the_descendants_along_only_if_told_so(bool recursive, bool archived, int purged)
    {
        await using var hub = await Family().StartAsync();
        await hub.ScheduleAsync("Parent", 2, "p");
        await hub.ScheduleAsync("Parent", 0, "other");
        await RunsAsync(hub, "p-child-child");
        await hub.Client.RaiseEventAsync("p-child-child", "go", "on", TestHub.Stop);
        await hub.EndAsync("p");
        if (archived)
            await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);

        var result = await hub.Client.PurgeInstanceAsync("p", new PurgeInstanceOptions(recursive), TestHub.Stop);

        Assert.Equal(purged, result.PurgedInstanceCount);
        await hub.KillAndStartAsync();
        Assert.Null(await hub.Client.GetInstanceAsync("p", TestHub.Stop));
        Assert.Equal(recursive, await hub.Client.GetInstanceAsync("p-child-child", TestHub.Stop) is null);
        Assert.NotNull(await hub.Client.GetInstanceAsync("other", TestHub.Stop));
    }

    /// <summary>So many generations, each waiting for the next, and the last one for an event.</summary>
    private TestHub Family() =>
        new TestHub(azurite.ConnectionString).Orchestrator<int, string>(
            "Parent",
            (context, below) =>
                below == 0
                    ? context.WaitForExternalEvent<string>("go")
                    : context.CallSubOrchestratorAsync<string>(
                        "Parent",
                        below - 1,
                        new TaskOptions().WithInstanceId(context.InstanceId + "-child")
                    )
        );

    private static Task RunsAsync(TestHub hub, string id) =>
        Poll.UntilAsync(
            $"{id} runs",
            async () =>
                (await hub.Client.GetInstanceAsync(id, TestHub.Stop))?.RuntimeStatus
                == OrchestrationRuntimeStatus.Running
        );
}
