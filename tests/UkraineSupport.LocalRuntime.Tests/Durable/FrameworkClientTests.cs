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
            .Orchestrator<string>(
                "Bears",
                async (context, _) =>
                {
                    try
                    {
                        await context.CallSubOrchestratorAsync("Fails", "");
                    }
                    catch (TaskFailedException e)
                    {
                        context.SetCustomStatus(e.FailureDetails.ErrorMessage);
                    }

                    context.SendEvent("nobody", "Word", "lost");
                    await context.WaitForExternalEvent<string>("Go");
                    await context.CallActivityAsync("Breaks", "");
                }
            )
            .Orchestrator<string>("Fails", (context, _) => context.CallActivityAsync("Breaks", ""))
            .Activity<string, string>(
                "Breaks",
                _ => throw new InvalidOperationException("broken: outside", new FormatException("inside"))
            )
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
        // Told to be terminated before its last turn is written down, which brings it back: then it is purged again.
        await Poll.UntilAsync(
            "it is gone",
            async () =>
            {
                if (await Client.GetInstanceAsync("over", Cancellation) is null)
                    return true;
                await Client.PurgeInstanceAsync("over", Cancellation);
                return false;
            }
        );
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

    [Fact]
    public async Task History_tells_of_failures_suspension_and_what_was_sent_and_the_instance_why_it_failed()
    {
        await StartAsync("bears", "Bears");
        await Client.SuspendInstanceAsync("bears", "wait", Cancellation);
        await UntilAsync("bears", OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync("bears", "go on", Cancellation);
        await Client.RaiseEventAsync("bears", "Go", "on", Cancellation);
        var end = await EndAsync("bears");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, end.FailureDetails!.ErrorType);
        Assert.EndsWith("broken: outside", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.EndsWith("broken: outside", end.ReadCustomStatusAs<string>(), StringComparison.Ordinal);
        var history = await Client.GetOrchestrationHistoryAsync("bears", Cancellation);
        var cause = history.OfType<TaskFailedEvent>().Single().FailureDetails!;
        Assert.Equal(
            ("System.InvalidOperationException", "inside"),
            (cause.ErrorType, cause.InnerFailure!.ErrorMessage)
        );
        Assert.NotNull(history.OfType<SubOrchestrationInstanceFailedEvent>().Single().FailureDetails);
        Assert.Equal("Word", history.OfType<EventSentEvent>().Single().Name);
        Assert.Equal("wait", history.OfType<ExecutionSuspendedEvent>().Single().Reason);
        Assert.Equal("go on", history.OfType<ExecutionResumedEvent>().Single().Reason);
    }

    [Fact]
    public async Task What_is_asked_of_nobody_or_of_one_that_has_ended_does_no_harm()
    {
        await StartAsync("over-and-out");
        await Client.TerminateInstanceAsync("over-and-out", "enough", Cancellation);
        await EndAsync("over-and-out");
        foreach (var id in new[] { "over-and-out", "nobody" })
        {
            await Client.SuspendInstanceAsync(id, "", Cancellation);
            await Client.ResumeInstanceAsync(id, "", Cancellation);
            await Client.RaiseEventAsync(id, "Go", "late", Cancellation);
        }

        await Client.TerminateInstanceAsync("over-and-out", "again", Cancellation);
        // Not sent: the provider would never get rid of it.
        await Assert.ThrowsAsync<ArgumentException>(() => Client.TerminateInstanceAsync("nobody", "", Cancellation));

        // What was sent before has been seen when this one has run.
        await StartAsync("after");
        await Client.RaiseEventAsync("after", "Go", "on", Cancellation);
        Assert.Equal("on", (await EndAsync("after")).ReadOutputAs<string>());
        var over = await EndAsync("over-and-out");
        Assert.Equal(
            (OrchestrationRuntimeStatus.Terminated, "enough"),
            (over.RuntimeStatus, over.ReadOutputAs<string>())
        );
        Assert.Single(
            (await Client.GetOrchestrationHistoryAsync("over-and-out", Cancellation)).OfType<ExecutionTerminatedEvent>()
        );
        Assert.Equal(0, (await Client.PurgeInstanceAsync("nobody", Cancellation)).PurgedInstanceCount);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Client.WaitForInstanceCompletionAsync("nobody", Cancellation)
        );
    }

    private async Task StartAsync(string id, string name = "Waits")
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(
            name,
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
