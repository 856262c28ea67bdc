using System.Collections.Concurrent;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class RetryTests(AzuriteFixture azurite)
{
    private readonly ConcurrentQueue<DateTimeOffset> attempts = new();

    private TestHub Hub(int succeedAt, RetryPolicy policy)
    {
        var hub = new TestHub(azurite.ConnectionString) { StandingClock = true };
        return hub.Activity<string, int>(
                "Flaky",
                (string _) =>
                {
                    attempts.Enqueue(hub.Clock.GetUtcNow());
                    return attempts.Count >= succeedAt ? attempts.Count : throw new TimeoutException("not yet");
                }
            )
            .Orchestrator(
                "Try",
                async context => await context.CallActivityAsync<int>("Flaky", TaskOptions.FromRetryPolicy(policy))
            );
    }

    [Fact]
    public async Task Pauses_grow_by_the_coefficient_up_to_the_longest()
    {
        await using var hub = await Hub(5, new(6, TimeSpan.FromMinutes(1), 3, TimeSpan.FromMinutes(5))).StartAsync();
        var start = hub.Clock.GetUtcNow();

        var id = await hub.ScheduleAsync("Try");
        await AdvanceUntilDoneAsync(hub, id);

        Assert.Equal(5, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal([0, 1, 4, 9, 14], attempts.Select(a => (a - start).TotalMinutes));
    }

    [Fact]
    public async Task The_last_attempt_s_failure_is_thrown()
    {
        await using var hub = await Hub(9, new(2, TimeSpan.FromMinutes(1))).StartAsync();

        var id = await hub.ScheduleAsync("Try");
        await AdvanceUntilDoneAsync(hub, id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await hub.EndAsync(id)).RuntimeStatus);
        Assert.Equal(2, attempts.Count);
    }

    [Fact]
    public async Task No_attempt_starts_after_the_timeout()
    {
        await using var hub = await Hub(9, new(9, TimeSpan.FromMinutes(1), retryTimeout: TimeSpan.FromMinutes(2)))
            .StartAsync();

        var id = await hub.ScheduleAsync("Try");
        await AdvanceUntilDoneAsync(hub, id);

        Assert.Equal(3, attempts.Count);
    }

    [Fact]
    public async Task A_failure_that_is_not_worth_it_is_not_retried()
    {
        var policy = new RetryPolicy(9, TimeSpan.FromMinutes(1))
        {
            HandleFailure = f => !f.IsCausedBy<TimeoutException>(),
        };
        await using var hub = await Hub(9, policy).StartAsync();

        var done = await hub.RunAsync("Try");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Single(attempts);
    }

    [Fact]
    public async Task A_handler_decides_after_each_failure_of_a_sub_orchestration()
    {
        var tries = 0;
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator<int>("Child", _ => ++tries < 3 ? throw new TimeoutException("child") : Task.FromResult(tries))
            .Orchestrator(
                "Parent",
                async context =>
                    await context.CallSubOrchestratorAsync<int>(
                        "Child",
                        TaskOptions.FromRetryHandler(c =>
                            c.LastAttemptNumber < 5 && c.LastFailure.IsCausedBy<TimeoutException>()
                        )
                    )
            )
            .StartAsync();

        Assert.Equal(3, (await hub.RunAsync("Parent")).ReadOutputAs<int>());
    }

    /// <summary>
    /// Moves the clock to the next pause's end, once the orchestration waits for it, until the instance has ended.
    /// </summary>
    private static Task AdvanceUntilDoneAsync(TestHub hub, string id) =>
        Poll.UntilAsync(
            "the instance ends",
            async () =>
            {
                if ((await hub.Client.GetInstanceAsync(id, TestHub.Stop))!.IsCompleted)
                    return true;
                if (
                    hub.Steps(id).OfType<TimerCreated>().FirstOrDefault() is { } pause
                    && pause.FireAt > hub.Clock.GetUtcNow()
                )
                    hub.Clock.SetUtcNow(pause.FireAt);
                return false;
            }
        );
}
