using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class TimerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_timer_three_years_ahead_fires_then_and_not_before_across_a_kill()
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { StandingClock = true }
            .Orchestrator(
                "Wait",
                async context =>
                {
                    await context.CreateTimer(TimeSpan.FromDays(3 * 365), CancellationToken.None);
                    return context.CurrentUtcDateTime;
                }
            )
            .StartAsync();
        var due = hub.Clock.GetUtcNow().AddDays(3 * 365);

        var id = await hub.ScheduleAsync("Wait");
        await hub.Client.WaitForInstanceStartAsync(id, TestHub.Stop);
        hub.Clock.Advance(TimeSpan.FromDays(1000));
        await hub.KillAndStartAsync();
        var before = await hub.Client.GetInstanceAsync(id, TestHub.Stop);
        hub.Clock.Advance(TimeSpan.FromDays(95));

        Assert.Equal(OrchestrationRuntimeStatus.Running, before!.RuntimeStatus);
        Assert.Equal(due.UtcDateTime, (await hub.EndAsync(id)).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task A_cancelled_timer_throws_and_holds_nothing_up()
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { StandingClock = true, MaxLiveInstances = 0 }
            .Activity<string, string>("Work", x => x)
            .Orchestrator(
                "Cancel",
                async context =>
                {
                    using var stop = new CancellationTokenSource();
                    var timer = context.CreateTimer(TimeSpan.FromDays(10), stop.Token);
                    var work = context.CallActivityAsync<string>("Work", "done");
                    var first = await Task.WhenAny(timer, work);
#pragma warning disable CA1849 // An orchestrator awaits durable tasks only.
                    stop.Cancel();
#pragma warning restore CA1849
                    return $"{first == work} {timer.IsCanceled} {await context.CallActivityAsync<string>("Work", "after")}";
                }
            )
            .StartAsync();

        Assert.Equal("True True after", (await hub.RunAsync("Cancel")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_start_at_a_time_is_pending_until_then_and_may_be_terminated_before()
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { StandingClock = true }
            .Orchestrator<string>("Later", _ => Task.FromResult("ran"))
            .StartAsync();
        var at = hub.Clock.GetUtcNow().AddHours(8);

        foreach (var id in new[] { "runs", "ended" })
            await hub.Client.ScheduleNewOrchestrationInstanceAsync(
                "Later",
                new StartOrchestrationOptions(id, at),
                TestHub.Stop
            );
        await hub.Client.RaiseEventAsync("runs", "early", TestHub.Stop);
        await hub.KillAndStartAsync();
        hub.Clock.Advance(TimeSpan.FromHours(7));
        await hub.Client.TerminateInstanceAsync("ended", "no more", TestHub.Stop);
        var ended = await hub.EndAsync("ended");
        var pending = await hub.Client.GetInstanceAsync("runs", TestHub.Stop);
        hub.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(
            (OrchestrationRuntimeStatus.Terminated, "no more"),
            (ended.RuntimeStatus, ended.ReadOutputAs<string>())
        );
        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending!.RuntimeStatus);
        Assert.Equal("ran", (await hub.EndAsync("runs")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_orchestration_s_clock_stands_during_a_turn_and_is_the_same_at_every_replay()
    {
        var seen = new List<DateTime>();
        await using var hub = await new TestHub(azurite.ConnectionString) { StandingClock = true, MaxLiveInstances = 0 }
            .Orchestrator(
                "Clock",
                async context =>
                {
                    lock (seen)
                        seen.Add(context.CurrentUtcDateTime);
                    await context.WaitForExternalEvent<int>("go");
                    await context.WaitForExternalEvent<int>("go");
                }
            )
            .StartAsync();

        var id = await hub.ScheduleAsync("Clock");
        for (var i = 0; i < 2; i++)
        {
            hub.Clock.Advance(TimeSpan.FromMinutes(5));
            await hub.Client.RaiseEventAsync(id, "go", i, TestHub.Stop);
        }
        await hub.EndAsync(id);
        await Poll.UntilAsync("replays", () => Task.FromResult(seen.Count >= 2));

        Assert.Single(seen.Distinct());
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task Of_a_timer_and_an_event_the_first_wins(int live)
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
        {
            StandingClock = true,
            MaxLiveInstances = live,
        }
            .Orchestrator(
                "Race",
                async context =>
                {
                    using var stop = new CancellationTokenSource();
                    var due = context.CreateTimer(TimeSpan.FromDays(400), stop.Token);
                    var told = context.WaitForExternalEvent<string>("told", stop.Token);
                    var first = await Task.WhenAny(due, told);
#pragma warning disable CA1849 // An orchestrator awaits durable tasks only.
                    stop.Cancel();
#pragma warning restore CA1849
                    return first == due ? "due" : await told;
                }
            )
            .StartAsync();
        var (waits, hears) = (
            await hub.ScheduleAsync("Race", "", "waits"),
            await hub.ScheduleAsync("Race", "", "hears")
        );
        await hub.Client.RaiseEventAsync(hears, "told", "word", TestHub.Stop);
        Assert.Equal("word", await hub.OutputAsync<string>(hears));
        Assert.Empty(hub.Steps(hears));
        await hub.Client.WaitForInstanceStartAsync(waits, TestHub.Stop);
        hub.Clock.Advance(TimeSpan.FromDays(401));
        Assert.Equal("due", await hub.OutputAsync<string>(waits));
    }
}
