using System.Runtime.CompilerServices;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class DeterminismTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_orchestrator_that_does_otherwise_on_replay_fails_and_says_where()
    {
        var turn = 0;
        await using var hub = await new TestHub(azurite.ConnectionString) { MaxLiveInstances = 0 }
            .Activity<int, int>("One", n => n)
            .Activity<int, int>("Two", n => n)
            .Orchestrator(
                "Fickle",
                context => context.CallActivityAsync<int>(Interlocked.Increment(ref turn) == 1 ? "One" : "Two", 1)
            )
            .StartAsync();
        var end = await hub.RunAsync("Fickle");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("'One' (#1)", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("'Two' (#1)", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_that_awaits_what_is_not_durable_fails_and_says_so()
    {
        var foreign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hub = await ForeignAsync(() => foreign.Task);
        var id = await hub.ScheduleAsync("Foreign");
        // Its first turn is over, so it awaits: a task that had ended before would have been no wait at all.
        await hub.Client.WaitForInstanceStartAsync(id, TestHub.Stop);
        foreign.SetResult();
        ShouldSaySo(await hub.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestHub.Stop));
    }

    [Fact]
    public async Task It_fails_too_when_what_it_awaits_ends_within_the_same_turn()
    {
        await using var hub = await ForeignAsync(async () => await new OnAnotherThread());
        ShouldSaySo(await hub.RunAsync("Foreign"));
    }

    [Fact]
    public async Task An_instance_of_an_older_version_finishes_on_the_older_code()
    {
        await using var hub = new TestHub(azurite.ConnectionString) { DefaultVersion = "1.9" };
        await hub.Activity<string, string>("Do", text => text)
            .Orchestrator(
                "Order",
                async context =>
                {
                    var first = await context.CallActivityAsync<string>("Do", "old");
                    return first + await context.WaitForExternalEvent<string>("go");
                }
            )
            .StartAsync();
        var old = await hub.ScheduleAsync("Order");
        await hub.Client.WaitForInstanceStartAsync(old, TestHub.Stop);
        await hub.Engine.DisposeAsync();

        hub.DefaultVersion = "1.10";
        await hub.ForgetCode()
            .Activity<string, string>("Do", text => text)
            .Orchestrator(
                "Order",
                async context =>
                {
                    if (context.CompareVersionTo("1.10") < 0)
                        return await context.CallActivityAsync<string>("Do", "old")
                            + await context.WaitForExternalEvent<string>("go");
                    return await context.WaitForExternalEvent<string>("go")
                        + await context.CallActivityAsync<string>("Do", "new");
                }
            )
            .StartAsync();
        var young = await hub.ScheduleAsync("Order");
        foreach (var id in new[] { old, young })
            await hub.Client.RaiseEventAsync(id, "go", "!", TestHub.Stop);

        Assert.Equal(("old!", "!new"), (await hub.OutputAsync<string>(old), await hub.OutputAsync<string>(young)));
    }

    [Fact]
    public async Task A_history_of_ten_thousand_events_is_replayed_after_a_kill()
    {
        const int Half = 5_000;
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator(
                "Sum",
                async context =>
                {
                    var sum = 0;
                    for (var i = 0; i < 2 * Half; i++)
                        sum += await context.WaitForExternalEvent<int>("add");
                    return sum;
                }
            )
            .StartAsync();
        var id = await hub.ScheduleAsync("Sum");
        await Task.WhenAll(
            Enumerable.Range(0, Half).Select(i => hub.Client.RaiseEventAsync(id, "add", i, TestHub.Stop))
        );
        await hub.KillAndStartAsync();
        await Task.WhenAll(
            Enumerable.Range(Half, Half).Select(i => hub.Client.RaiseEventAsync(id, "add", i, TestHub.Stop))
        );

        Assert.Equal(Half * ((2 * Half) - 1), await hub.OutputAsync<int>(id));
    }

    private Task<TestHub> ForeignAsync(Func<Task> foreign) =>
        new TestHub(azurite.ConnectionString)
            .Activity<int, int>("One", n => n)
            .Orchestrator(
                "Foreign",
                async context =>
                {
                    await foreign();
                    return await context.CallActivityAsync<int>("One", 1);
                }
            )
            .StartAsync();

    private static void ShouldSaySo(OrchestrationMetadata end)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Await only durable tasks", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    /// <summary>
    /// Never there at once; goes on from another thread, before the one that awaits it gets any further.
    /// </summary>
    private sealed class OnAnotherThread : INotifyCompletion
    {
        public bool IsCompleted => false;

        public OnAnotherThread GetAwaiter() => this;

        public void OnCompleted(Action continuation)
        {
            var turn = TaskScheduler.Current;
            var other = new Thread(() =>
                Task.Factory.StartNew(continuation, CancellationToken.None, TaskCreationOptions.None, turn)
            );
            other.Start();
            other.Join();
        }

        public void GetResult() { }
    }
}
