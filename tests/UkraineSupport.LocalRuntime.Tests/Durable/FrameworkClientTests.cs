using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

/// <summary>The client that functions are given.</summary>
public sealed class FrameworkClientTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private FrameworkHub running = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DurableTaskClient Client => running.Client;

    public async ValueTask InitializeAsync() =>
        running = await new FrameworkHub(azurite.ConnectionString, FrameworkHub.NewName())
            .Orchestrator<string, string>(
                "Waits",
                async (context, _) =>
                {
                    await context.CallActivityAsync<string>("Look", "around");
                    await context.CallSubOrchestratorAsync("Nothing", "");
                    await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                    return await context.WaitForExternalEvent<string>("Go");
                }
            )
            .Orchestrator<string>("Nothing", (_, _) => Task.CompletedTask)
            .Activity<string, string>("Look", text => text)
            .StartAsync();

    public ValueTask DisposeAsync() => running.DisposeAsync();

    [Fact]
    public async Task One_that_is_alive_is_not_started_again_and_one_that_has_ended_is()
    {
        await StartAsync("one");
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync("one"));

        await Client.RaiseEventAsync("one", "Go", "once", Cancellation);
        Assert.Equal("once", (await EndAsync("one")).ReadOutputAs<string>());
        await StartAsync("one");
        await Client.RaiseEventAsync("one", "Go", "twice", Cancellation);
        Assert.Equal("twice", (await EndAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task One_that_has_ended_is_restarted_with_its_input_and_one_that_is_alive_is_not()
    {
        await StartAsync("again");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client.RestartAsync("again", false, Cancellation));
        await Client.RaiseEventAsync("again", "Go", "once", Cancellation);
        await EndAsync("again");

        Assert.Equal("again", await Client.RestartAsync("again", false, Cancellation));
        var other = await Client.RestartAsync("again", true, Cancellation);
        foreach (var id in new[] { "again", other })
        {
            await Client.RaiseEventAsync(id, "Go", "more", Cancellation);
            var end = await EndAsync(id);
            Assert.Equal(("more", "input"), (end.ReadOutputAs<string>(), end.ReadInputAs<string>()));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Client.RestartAsync("nobody", false, Cancellation));
    }

    [Fact]
    public async Task An_event_for_nobody_is_lost_and_does_no_harm()
    {
        await Client.RaiseEventAsync("nobody", "Go", "away", Cancellation);
        Assert.Null(await Client.GetInstanceAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task A_suspended_one_goes_on_when_it_is_resumed()
    {
        await StartAsync("held");
        await Client.SuspendInstanceAsync("held", "look into it", Cancellation);
        await UntilAsync("held", OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync("held", "Go", "later", Cancellation);
        await Client.ResumeInstanceAsync("held", "done", Cancellation);
        Assert.Equal("later", (await EndAsync("held")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_terminated_one_has_ended_and_a_purged_one_is_gone()
    {
        await StartAsync("over");
        await Client.TerminateInstanceAsync("over", "enough", Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await EndAsync("over")).RuntimeStatus);

        Assert.Equal(1, (await Client.PurgeInstanceAsync("over", Cancellation)).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync("over", Cancellation));
    }

    [Fact]
    public async Task Lists_are_complete_page_by_page_and_by_status_and_prefix()
    {
        string[] ids = [.. Enumerable.Range(0, 7).Select(i => $"listed-{i}")];
        foreach (var id in ids)
            await StartAsync(id);
        await Client.RaiseEventAsync("listed-3", "Go", "on", Cancellation);
        await EndAsync("listed-3");

        var found = new List<string>();
        await foreach (
            var page in Client
                .GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "listed-", PageSize: 3))
                .AsPages()
        )
            found.AddRange(page.Values.Select(v => v.InstanceId));
        Assert.Equal(ids, found.Order());

        var ended = new List<string>();
        await foreach (
            var one in Client.GetAllInstancesAsync(
                new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], InstanceIdPrefix: "listed-")
            )
        )
            ended.Add(one.InstanceId);
        Assert.Equal(["listed-3"], ended);
    }

    [Fact]
    public async Task History_tells_each_step_in_its_own_type()
    {
        await StartAsync("told");
        await Client.RaiseEventAsync("told", "Go", "on", Cancellation);
        await EndAsync("told");

        var history = await Client.GetOrchestrationHistoryAsync("told", Cancellation);
        Assert.Equal("Waits", history.OfType<ExecutionStartedEvent>().Single().Name);
        Assert.Equal("Look", history.OfType<TaskScheduledEvent>().Single().Name);
        Assert.Equal("Go", history.OfType<EventRaisedEvent>().Single().Name);
        Assert.Equal(
            history.OfType<TaskScheduledEvent>().Single().EventId,
            history.OfType<TaskCompletedEvent>().Single().TaskScheduledId
        );
        Assert.Equal(
            history.OfType<TimerCreatedEvent>().Single().EventId,
            history.OfType<TimerFiredEvent>().Single().TimerId
        );
        Assert.Single(history.OfType<SubOrchestrationInstanceCreatedEvent>());
        Assert.Single(history.OfType<SubOrchestrationInstanceCompletedEvent>());
        Assert.Single(history.OfType<ExecutionCompletedEvent>());
        await Assert.ThrowsAsync<ArgumentException>(() => Client.GetOrchestrationHistoryAsync("nobody", Cancellation));
    }

    private async Task StartAsync(string id)
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(
            "Waits",
            "input",
            new StartOrchestrationOptions(InstanceId: id),
            Cancellation
        );
        await UntilAsync(id, OrchestrationRuntimeStatus.Running);
    }

    private Task UntilAsync(string id, OrchestrationRuntimeStatus status) =>
        Poll.UntilAsync(
            $"{id} is {status}",
            async () => (await Client.GetInstanceAsync(id, Cancellation))?.RuntimeStatus == status
        );

    private Task<OrchestrationMetadata> EndAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation);
}
