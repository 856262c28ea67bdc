using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

/// <summary>
/// An activity that was asked for runs, whether or not anybody waits for it, until its result is recorded.
/// </summary>
public sealed class UnawaitedActivityTests(AzuriteFixture azurite)
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int calls;

    [Fact]
    public async Task It_is_called_again_after_a_kill_although_its_instance_has_begun_anew()
    {
        await using var hub = await Hub(maxLive: 1000).StartAsync();
        var id = await hub.ScheduleAsync("Anew", true);
        await CalledAsync(1);
        await hub.KillAndStartAsync();
        await CalledAsync(2);
        gate.SetResult();
        await OwesNothingAsync(hub, id);
        await hub.KillAndStartAsync();
        await hub.Client.RaiseEventAsync(id, "go", "now", TestHub.Stop);

        await hub.EndAsync(id);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Answered_after_the_end_it_is_not_called_again_when_the_log_has_been_trimmed()
    {
        await using var hub = await Hub(maxLive: 1000).StartAsync();
        var id = await hub.ScheduleAsync("Ends");
        await hub.EndAsync(id);
        await CalledAsync(1);
        gate.SetResult();
        await OwesNothingAsync(hub, id);

        await hub.FillSegmentAsync();
        await hub.Engine.Archiver.TrimLogAsync(TestHub.Stop);
        await hub.KillAndStartAsync();

        Assert.True(hub.Engine.Log.FirstSegment > 0);
        await hub.RunAsync("Ends");
        await CalledAsync(2);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Owed_by_an_instance_that_ended_it_survives_trimming_and_a_kill()
    {
        await using var hub = await Hub(maxLive: 1000).StartAsync();
        var id = await hub.ScheduleAsync("Ends");
        await hub.EndAsync(id);
        await CalledAsync(1);

        await hub.FillSegmentAsync();
        await hub.Engine.Archiver.TrimLogAsync(TestHub.Stop);
        await hub.Engine.Archiver.ArchiveEndedAsync(TestHub.Stop);
        await hub.KillAndStartAsync();

        await CalledAsync(2);
    }

    private TestHub Hub(int maxLive) =>
        new TestHub(azurite.ConnectionString) { MaxLiveInstances = maxLive }
            .Activity<string, bool>(
                "Notify",
                async (call, _) =>
                {
                    Interlocked.Increment(ref calls);
                    await gate.Task.WaitAsync(call.CancellationToken);
                    return true;
                }
            )
            .Orchestrator<bool, string>(
                "Anew",
                async (context, first) =>
                {
                    if (first)
                    {
                        _ = context.CallActivityAsync("Notify", "told");
                        context.ContinueAsNew(false);
                        return "";
                    }
                    return await context.WaitForExternalEvent<string>("go");
                }
            )
            .Orchestrator(
                "Ends",
                context =>
                {
                    _ = context.CallActivityAsync("Notify", "told");
                    return Task.CompletedTask;
                }
            );

    private Task CalledAsync(int times) =>
        Poll.UntilAsync($"called {times} times", () => Task.FromResult(Volatile.Read(ref calls) >= times));

    private static Task OwesNothingAsync(TestHub hub, string id) =>
        Poll.UntilAsync(
            "the result is recorded",
            () => Task.FromResult(hub.Engine.Under(s => s.Find(id)) is { Owed.Count: 0 })
        );
}
