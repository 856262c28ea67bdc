using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class ContinueAsNewTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task Events_that_nobody_had_waited_for_go_along_in_order(int live)
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { MaxLiveInstances = live }
            .Orchestrator<int[], int[]>(
                "Collect",
                async (context, sofar) =>
                {
                    int[] seen = [.. sofar, await context.WaitForExternalEvent<int>("tick")];
                    if (seen.Length < 5)
                        context.ContinueAsNew(seen);
                    return seen;
                }
            )
            .StartAsync();
        var id = await hub.ScheduleAsync("Collect", Array.Empty<int>());
        for (var i = 0; i < 5; i++)
            await hub.Client.RaiseEventAsync(id, "tick", i, TestHub.Stop);

        var seen = await hub.OutputAsync<int[]>(id);

        Assert.Equal([0, 1, 2, 3, 4], seen!);
    }

    [Theory]
    [InlineData(true, "early")]
    [InlineData(false, "late")]
    public async Task Events_kept_for_the_next_generation_are_kept_only_if_asked_for(bool preserve, string heard)
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator<bool, string>(
                "Again",
                async (context, again) =>
                {
                    if (again)
                        return await context.WaitForExternalEvent<string>("word");
                    await context.WaitForExternalEvent<string>("go");
                    context.ContinueAsNew(true, preserve);
                    context.SetCustomStatus("again");
                    return "";
                }
            )
            .StartAsync();
        var id = await hub.ScheduleAsync("Again", false);
        await hub.Client.RaiseEventAsync(id, "word", "early", TestHub.Stop);
        await hub.Client.RaiseEventAsync(id, "go", "now", TestHub.Stop);
        await Poll.UntilAsync(
            "it has begun anew",
            async () =>
                (await hub.Client.GetInstanceAsync(id, true, TestHub.Stop))!.SerializedCustomStatus == "\"again\""
        );
        await hub.Client.RaiseEventAsync(id, "word", "late", TestHub.Stop);

        Assert.Equal(heard, await hub.OutputAsync<string>(id));
    }

    [Fact]
    public async Task A_new_generation_keeps_id_and_creation_and_has_a_history_of_its_own()
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { StandingClock = true, MaxLiveInstances = 0 }
            .Activity<int, int>("Next", n => n + 1)
            .Orchestrator<int, int>(
                "Count",
                async (context, n) =>
                {
                    var next = await context.CallActivityAsync<int>("Next", n);
                    if (next < 100)
                        context.ContinueAsNew(next);
                    return next;
                }
            )
            .StartAsync();
        var created = hub.Clock.GetUtcNow();
        var id = await hub.ScheduleAsync("Count", 0, "counter");

        Assert.Equal(100, await hub.OutputAsync<int>(id));
        Assert.Equal(created, (await hub.Client.GetInstanceAsync(id, TestHub.Stop))!.CreatedAt);
        Assert.Equal(2, hub.Engine.Under(s => s.Find(id)!.Turns.Count));
    }

    [Fact]
    public async Task A_generation_may_take_another_version()
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { DefaultVersion = "1" }
            .Orchestrator(
                "Upgrade",
                context =>
                {
                    if (context.Version == "1")
                        context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2" });
                    return Task.FromResult(context.Version);
                }
            )
            .StartAsync();
        Assert.Equal("2", (await hub.RunAsync("Upgrade")).ReadOutputAs<string>());
    }
}
