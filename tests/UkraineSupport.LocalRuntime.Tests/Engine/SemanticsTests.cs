using System.Collections.Concurrent;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

/// <summary>What an orchestration can do, each with its code kept in memory and with a replay from the start at every turn.</summary>
public sealed class SemanticsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> LiveOrReplayed { get; } = [5000, 0];

    [Theory]
    [MemberData(nameof(LiveOrReplayed))]
    public async Task A_chain_of_activities_hands_each_result_to_the_next(int live)
    {
        await using var hub = await Hub(live).Orchestrator<int, int>("Chain", async (context, start) =>
        {
            for (var i = 0; i < 5; i++) start = await context.CallActivityAsync<int>("Double", start);
            return start;
        }).Activity<int, int>("Double", (_, n) => Task.FromResult(n * 2)).StartAsync();
        Assert.Equal(96, await hub.OutputAsync<int>(await hub.ScheduleAsync("Chain", 3)));
    }

    [Theory]
    [MemberData(nameof(LiveOrReplayed))]
    public async Task A_thousand_activities_at_once_are_all_waited_for(int live)
    {
        await using var hub = await Hub(live).Orchestrator<int, int>("Fan", async (context, n) =>
            (await Task.WhenAll(Enumerable.Range(1, n).Select(i => context.CallActivityAsync<int>("Double", i)))).Sum())
            .Activity<int, int>("Double", (_, n) => Task.FromResult(n * 2)).StartAsync();
        Assert.Equal(1_001_000, await hub.OutputAsync<int>(await hub.ScheduleAsync("Fan", 1000)));
    }

    [Theory]
    [MemberData(nameof(LiveOrReplayed))]
    public async Task An_activity_is_retried_as_the_policy_says_and_its_failure_keeps_its_details(int live)
    {
        var calls = new ConcurrentDictionary<string, int>();
        await using var hub = await Hub(live).Orchestrator<int, int>("Retry", async (context, failures) =>
            await context.CallActivityAsync<int>("Flaky", failures, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(10)))))
            .Activity<int, int>("Flaky", (call, failures) => calls.AddOrUpdate(call.InstanceId, 1, (_, n) => n + 1) > failures
                ? Task.FromResult(failures) : throw new InvalidOperationException("not yet")).StartAsync();

        Assert.Equal(2, await hub.OutputAsync<int>(await hub.ScheduleAsync("Retry", 2)));
        var failed = await hub.EndAsync(await hub.ScheduleAsync("Retry", 9));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Contains("not yet", failed.FailureDetails!.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, calls[failed.InstanceId]);
    }

    [Theory]
    [MemberData(nameof(LiveOrReplayed))]
    public async Task Events_of_one_name_are_taken_in_order_also_those_that_came_before_the_wait(int live)
    {
        await using var hub = await Hub(live).Orchestrator<string, string>("Collect", async (context, _) =>
        {
            await context.WaitForExternalEvent<string>("go");
            var all = "";
            for (var i = 0; i < 4; i++) all += await context.WaitForExternalEvent<string>("letter");
            return all;
        }).StartAsync();
        var id = await hub.ScheduleAsync("Collect", "");
        foreach (var letter in new[] { "a", "b", "c" }) await hub.Client.RaiseEventAsync(id, "letter", letter, Cancel);
        await hub.Client.RaiseEventAsync(id, "go", "now", Cancel);
        await hub.Client.RaiseEventAsync(id, "letter", "d", Cancel);
        Assert.Equal("abcd", await hub.OutputAsync<string>(id));
    }

    [Theory]
    [MemberData(nameof(LiveOrReplayed))]
    public async Task Of_a_timer_and_an_event_the_first_wins_and_the_timer_holds_over_a_restart(int live)
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { StandingClock = true, MaxLiveInstances = live }.Orchestrator<string, string>("Race", async (context, _) =>
        {
            using var stop = new CancellationTokenSource();
            var due = context.CreateTimer(TimeSpan.FromDays(400), stop.Token);
            var told = context.WaitForExternalEvent<string>("told", stop.Token);
            var first = await Task.WhenAny(due, told);
            stop.Cancel();
            return first == due ? "due" : await told;
        }).StartAsync();
        var (waits, hears) = (await hub.ScheduleAsync("Race", "", "waits"), await hub.ScheduleAsync("Race", "", "hears"));
        await hub.Client.RaiseEventAsync(hears, "told", "word", Cancel);
        Assert.Equal("word", await hub.OutputAsync<string>(hears));

        hub.Clock.Advance(TimeSpan.FromDays(399));
        await hub.KillAndStartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.GetInstanceAsync(waits, Cancel))!.RuntimeStatus);
        hub.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("due", await hub.OutputAsync<string>(waits));
    }

    [Theory]
    [MemberData(nameof(LiveOrReplayed))]
    public async Task Continued_as_new_it_keeps_its_id_its_waiting_events_and_a_short_history(int live)
    {
        await using var hub = await Hub(live).Orchestrator<int, int>("Count", async (context, seen) =>
        {
            await context.WaitForExternalEvent<int>("tick");
            if (seen + 1 == 5) return seen + 1;
            context.ContinueAsNew(seen + 1);
            return 0;
        }).StartAsync();
        var id = await hub.ScheduleAsync("Count", 0);
        for (var i = 0; i < 5; i++) await hub.Client.RaiseEventAsync(id, "tick", i, Cancel);
        Assert.Equal(5, await hub.OutputAsync<int>(id));
    }

    [Theory]
    [MemberData(nameof(LiveOrReplayed))]
    public async Task A_child_gives_its_result_or_its_failure_to_its_parent(int live)
    {
        await using var hub = await Hub(live)
            .Orchestrator<int, string>("Parent", async (context, n) =>
            {
                var result = await context.CallSubOrchestratorAsync<int>("Child", n);
                try
                {
                    await context.CallSubOrchestratorAsync<int>("Child", -1);
                }
                catch (TaskFailedException failed)
                {
                    return $"{result} {failed.FailureDetails.ErrorMessage}";
                }

                return "no failure";
            })
            .Orchestrator<int, int>("Child", (_, n) => n < 0 ? throw new ArgumentException("below zero") : Task.FromResult(n + 1))
            .StartAsync();
        Assert.Contains("8", await hub.OutputAsync<string>(await hub.ScheduleAsync("Parent", 7)), StringComparison.Ordinal);
        Assert.Contains("below zero", await hub.OutputAsync<string>(await hub.ScheduleAsync("Parent", 7)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_that_does_otherwise_on_replay_fails_and_says_where()
    {
        var turn = 0;
        await using var hub = await Hub(0).Orchestrator<string, string>("Fickle", async (context, _) =>
        {
            await context.CallActivityAsync<int>(Interlocked.Increment(ref turn) == 1 ? "One" : "Two", 1);
            return "done";
        }).Activity<int, int>("One", (_, n) => Task.FromResult(n)).Activity<int, int>("Two", (_, n) => Task.FromResult(n)).StartAsync();
        var end = await hub.EndAsync(await hub.ScheduleAsync("Fickle", ""));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("One", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("Two", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspended_it_takes_no_event_until_resumed_and_terminated_it_ends()
    {
        await using var hub = await Hub(5000).Orchestrator<string, string>("Wait", (context, _) => context.WaitForExternalEvent<string>("go")).StartAsync();
        var (one, two) = (await hub.ScheduleAsync("Wait", ""), await hub.ScheduleAsync("Wait", ""));
        await hub.Client.SuspendInstanceAsync(one, "hold", Cancel);
        await hub.Client.RaiseEventAsync(one, "go", "now", Cancel);
        await Poll.UntilAsync("it is suspended", async () => (await hub.Client.GetInstanceAsync(one, Cancel))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await hub.Client.ResumeInstanceAsync(one, "on", Cancel);
        Assert.Equal("now", await hub.OutputAsync<string>(one));

        await hub.Client.TerminateInstanceAsync(two, "enough", Cancel);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.EndAsync(two)).RuntimeStatus);
        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync(two, cancellation: Cancel)).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync(two, Cancel));
    }

    [Fact]
    public async Task An_id_that_runs_already_is_not_started_twice()
    {
        await using var hub = await Hub(5000).Orchestrator<string, string>("Wait", (context, _) => context.WaitForExternalEvent<string>("go")).StartAsync();
        await hub.ScheduleAsync("Wait", "", "the-one");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.ScheduleAsync("Wait", "", "the-one"));
    }

    [Fact]
    public async Task Five_mebibytes_go_in_and_come_out()
    {
        await using var hub = await Hub(5000).Orchestrator<string, string>("Echo", (context, text) => context.CallActivityAsync<string>("Echo", text))
            .Activity<string, string>("Echo", (_, text) => Task.FromResult(text)).StartAsync();
        var large = new string('x', 5 * 1024 * 1024);
        Assert.Equal(large, await hub.OutputAsync<string>(await hub.ScheduleAsync("Echo", large)));
    }

    private TestHub Hub(int live) => new(azurite.ConnectionString) { MaxLiveInstances = live };
}
