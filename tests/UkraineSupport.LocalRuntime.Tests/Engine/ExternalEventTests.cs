using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class ExternalEventTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task Events_of_one_name_come_in_order_whether_before_or_after_the_wait(int liveInstances)
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { MaxLiveInstances = liveInstances }
            .Orchestrator(
                "Collect",
                async context =>
                {
                    await context.WaitForExternalEvent<string>("open");
                    var got = new List<int>();
                    for (var i = 0; i < 5; i++)
                        got.Add(await context.WaitForExternalEvent<int>("number"));
                    return got;
                }
            )
            .StartAsync();

        var id = await hub.ScheduleAsync("Collect");
        for (var i = 0; i < 3; i++)
            await hub.Client.RaiseEventAsync(id, "NUMBER", i, TestHub.Stop);
        await hub.Client.RaiseEventAsync(id, "open", "now", TestHub.Stop);
        for (var i = 3; i < 5; i++)
            await hub.Client.RaiseEventAsync(id, "number", i, TestHub.Stop);

        var numbers = await hub.OutputAsync<int[]>(id);
        Assert.Equal([0, 1, 2, 3, 4], numbers!);
    }

    [Fact]
    public async Task A_wait_with_timeout_is_cancelled_when_the_time_is_up_and_the_late_event_goes_to_the_next_wait()
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { StandingClock = true, MaxLiveInstances = 0 }
            .Orchestrator(
                "Patience",
                async context =>
                {
                    try
                    {
                        return "early " + await context.WaitForExternalEvent<string>("answer", TimeSpan.FromHours(1));
                    }
                    catch (TaskCanceledException)
                    {
                        context.SetCustomStatus("late");
                        return "late " + await context.WaitForExternalEvent<string>("answer", TimeSpan.FromHours(1));
                    }
                }
            )
            .StartAsync();

        var id = await hub.ScheduleAsync("Patience");
        await hub.Client.WaitForInstanceStartAsync(id, TestHub.Stop);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await Poll.UntilAsync(
            "the timeout shows",
            async () =>
                (await hub.Client.GetInstanceAsync(id, true, TestHub.Stop))!.SerializedCustomStatus == "\"late\""
        );
        await hub.Client.RaiseEventAsync(id, "answer", "yes", TestHub.Stop);

        Assert.Equal("late yes", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_for_nobody_is_dropped_with_a_log_line()
    {
        await using var hub = await new TestHub(azurite.ConnectionString).StartAsync();

        await hub.Client.RaiseEventAsync("nobody", "hello", TestHub.Stop);

        Assert.Contains(
            hub.Log.Entries,
            e =>
                e.Text.Contains("hello", StringComparison.Ordinal)
                && e.Text.Contains("nobody", StringComparison.Ordinal)
        );
        Assert.Null(await hub.Client.GetInstanceAsync("nobody", TestHub.Stop));
    }

    [Fact]
    public async Task One_orchestration_sends_an_event_to_another()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator("Listen", async context => await context.WaitForExternalEvent<int>("word"))
            .Orchestrator(
                "Speak",
                context =>
                {
                    context.SendEvent(context.GetInput<string>()!, "word", 42);
                    return Task.CompletedTask;
                }
            )
            .StartAsync();

        var listener = await hub.ScheduleAsync("Listen");
        await hub.RunAsync("Speak", listener);

        Assert.Equal(42, (await hub.EndAsync(listener)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Acknowledged_events_survive_a_kill()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator(
                "Sum",
                async context =>
                {
                    var sum = 0;
                    for (var i = 0; i < 20; i++)
                        sum += await context.WaitForExternalEvent<int>("add");
                    return sum;
                }
            )
            .StartAsync();

        var id = await hub.ScheduleAsync("Sum");
        for (var i = 1; i <= 20; i++)
        {
            await hub.Client.RaiseEventAsync(id, "add", i, TestHub.Stop);
            if (i % 6 == 0)
                await hub.KillAndStartAsync();
        }

        Assert.Equal(210, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }
}
