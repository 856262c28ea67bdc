using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

/// <summary>What the app relies on of the framework as LocalRuntime sets it up.</summary>
public sealed class FrameworkTests(AzuriteFixture azurite)
{
    private readonly string hub = FrameworkHub.NewName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_comes_before_it_is_waited_for_is_kept_over_new_rounds()
    {
        await using var running = await Hub()
            .Orchestrator<int, string>(
                "Rounds",
                async (context, round) =>
                {
                    if (round == 3)
                        return await context.WaitForExternalEvent<string>("Word");
                    await context.CreateTimer(TimeSpan.FromMilliseconds(100), CancellationToken.None);
                    context.ContinueAsNew(round + 1);
                    return null;
                }
            )
            .StartAsync();
        var id = await running.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", 0, Cancellation);
        await running.Client.RaiseEventAsync(id, "Word", "kept", Cancellation);

        Assert.Equal("kept", (await CompletionAsync(running, id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_of_any_payload_ends_a_wait_for_an_object()
    {
        await using var running = await Hub()
            .Orchestrator<string>("Waits", (context, _) => context.WaitForExternalEvent<object?>("Changed"))
            .StartAsync();
        foreach (var payload in new object?[] { null, "text", 7, new { any = new[] { "thing" } } })
        {
            var id = await running.Client.ScheduleNewOrchestrationInstanceAsync("Waits", Cancellation);
            await running.Client.RaiseEventAsync(id, "Changed", payload, Cancellation);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await CompletionAsync(running, id)).RuntimeStatus);
        }
    }

    [Fact]
    public async Task An_activity_that_fails_is_tried_again_as_its_policy_says()
    {
        var tries = 0;
        await using var running = await Hub()
            .Orchestrator<string, int>(
                "Tries",
                (context, _) =>
                    context.CallActivityAsync<int>(
                        "Fails",
                        TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMilliseconds(50)))
                    )
            )
            .Activity<string, int>("Fails", _ => ++tries < 3 ? throw new InvalidOperationException("not yet") : tries)
            .StartAsync();
        var id = await running.Client.ScheduleNewOrchestrationInstanceAsync("Tries", Cancellation);

        Assert.Equal(3, (await CompletionAsync(running, id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_child_of_a_name_of_its_own_gives_its_result_and_a_large_payload_arrives_whole()
    {
        var large = string.Concat(Enumerable.Repeat("0123456789", 20_000));
        await using var running = await Hub()
            .Orchestrator<string, string>(
                "Parent",
                (context, text) =>
                    context.CallSubOrchestratorAsync<string>(
                        "Child",
                        text,
                        new SubOrchestrationOptions(new TaskOptions(), "the-child")
                    )!
            )
            .Orchestrator<string, string>("Child", (context, text) => context.CallActivityAsync<string>("Echo", text)!)
            .Activity<string, string>("Echo", text => text)
            .StartAsync();
        var id = await running.Client.ScheduleNewOrchestrationInstanceAsync("Parent", large, Cancellation);

        Assert.Equal(large, (await CompletionAsync(running, id)).ReadOutputAs<string>());
        Assert.Equal(
            OrchestrationRuntimeStatus.Completed,
            (await running.Client.GetInstanceAsync("the-child", Cancellation))!.RuntimeStatus
        );
    }

    [Fact]
    public async Task A_timer_that_came_due_while_nothing_ran_fires_at_the_next_start()
    {
        FrameworkHub Timed() =>
            Hub()
                .Orchestrator<DateTime, string>(
                    "Timed",
                    async (context, due) =>
                    {
                        await context.CreateTimer(due, CancellationToken.None);
                        return "fired";
                    }
                );
        var due = TimeProvider.System.GetUtcNow().AddSeconds(1).UtcDateTime;
        string id;
        await using (var first = await Timed().StartAsync())
        {
            id = await first.Client.ScheduleNewOrchestrationInstanceAsync("Timed", due, Cancellation);
            await first.Client.WaitForInstanceStartAsync(id, Cancellation);
        }

        await Poll.UntilAsync("it is due", () => Task.FromResult(TimeProvider.System.GetUtcNow() > due));
        await using var second = await Timed().StartAsync();
        Assert.Equal("fired", (await CompletionAsync(second, id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestrator_that_does_something_else_the_second_time_fails()
    {
        var turns = 0;
        await using var running = await Hub()
            .Orchestrator<string>(
                "Moody",
                async (context, _) =>
                {
                    await context.CallActivityAsync<string>(
                        Interlocked.Increment(ref turns) == 1 ? "One" : "Other",
                        ""
                    );
                    await context.CallActivityAsync<string>("One", "");
                }
            )
            .Activity<string, string>("One", _ => "one")
            .Activity<string, string>("Other", _ => "other")
            .StartAsync();
        var id = await running.Client.ScheduleNewOrchestrationInstanceAsync("Moody", Cancellation);

        var end = await CompletionAsync(running, id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(
            "on-Deterministic",
            $"{end.FailureDetails!.ErrorType}: {end.FailureDetails.ErrorMessage}",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task After_a_deployment_that_waits_for_something_else_an_instance_fails_and_starts_anew_under_its_id()
    {
        FrameworkHub Version(string first) =>
            Hub()
                .Orchestrator<string, string>(
                    "Deployed",
                    async (context, _) =>
                    {
                        await context.CallActivityAsync<string>(first, "");
                        return await context.WaitForExternalEvent<string>("Changed");
                    }
                )
                .Activity<string, string>("Before", _ => "before")
                .Activity<string, string>("After", _ => "after");
        var start = new StartOrchestrationOptions("watched");
        await using (var older = await Version("Before").StartAsync())
        {
            await older.Client.ScheduleNewOrchestrationInstanceAsync("Deployed", null, start, Cancellation);
            await older.Client.WaitForInstanceStartAsync("watched", Cancellation);
        }

        await using var newer = await Version("After").StartAsync();
        await newer.Client.RaiseEventAsync("watched", "Changed", "now", Cancellation);
        var failed = await CompletionAsync(newer, "watched");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);

        // As the sweep does with what should be alive and is not.
        await newer.Client.ScheduleNewOrchestrationInstanceAsync("Deployed", null, start, Cancellation);
        await newer.Client.RaiseEventAsync("watched", "Changed", "again", Cancellation);
        Assert.Equal("again", (await CompletionAsync(newer, "watched")).ReadOutputAs<string>());
    }

    private FrameworkHub Hub() => new(azurite.ConnectionString, hub);

    private static Task<OrchestrationMetadata> CompletionAsync(FrameworkHub running, string id) =>
        running.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation);
}
