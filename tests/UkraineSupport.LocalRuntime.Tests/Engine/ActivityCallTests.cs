using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class ActivityCallTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task A_chain_of_activities_hands_each_result_on_with_and_without_replay(int liveInstances)
    {
        await using var hub = await new TestHub(azurite.ConnectionString) { MaxLiveInstances = liveInstances }
            .Activity<int, int>("Double", x => x * 2)
            .Orchestrator(
                "Chain",
                async context =>
                {
                    var value = context.GetInput<int>();
                    for (var i = 0; i < 5; i++)
                        value = await context.CallActivityAsync<int>("Double", value);
                    return value;
                }
            )
            .StartAsync();

        var done = await hub.RunAsync("Chain", 3);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(96, done.ReadOutputAs<int>());
        Assert.Equal(3, done.ReadInputAs<int>());
    }

    [Fact]
    public async Task A_thousand_activities_at_once_all_answer()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<int, long>("Square", x => (long)x * x)
            .Orchestrator(
                "FanOut",
                async context =>
                {
                    var all = await Task.WhenAll(
                        Enumerable.Range(0, 1000).Select(i => context.CallActivityAsync<long>("Square", i))
                    );
                    return all.Sum();
                }
            )
            .StartAsync();

        Assert.Equal(332_833_500L, (await hub.RunAsync("FanOut")).ReadOutputAs<long>());
    }

    [Fact]
    public async Task The_first_of_two_wins_and_the_loser_does_no_harm()
    {
        var slow = new TaskCompletionSource();
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, string>(
                "Work",
                async (_, name) =>
                {
                    if (name == "slow")
                        await slow.Task;
                    return name;
                }
            )
            .Activity<string, string>("After", x => x)
            .Orchestrator(
                "Race",
                async context =>
                {
                    var (first, second) = (
                        context.CallActivityAsync<string>("Work", "slow"),
                        context.CallActivityAsync<string>("Work", "fast")
                    );
                    var winner = await Task.WhenAny(first, second);
                    return await context.CallActivityAsync<string>("After", await winner);
                }
            )
            .StartAsync();

        var id = await hub.ScheduleAsync("Race");
        var done = await hub.EndAsync(id);
        slow.SetResult();

        Assert.Equal("fast", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failing_activity_throws_into_the_orchestrator_with_its_cause()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, string>(
                "Fail",
                (string x) => throw new InvalidOperationException("outer", new FormatException("inner " + x))
            )
            .Orchestrator(
                "Catch",
                async context =>
                {
                    try
                    {
                        await context.CallActivityAsync("Fail", "x");
                        return "no failure";
                    }
                    catch (TaskFailedException failed)
                    {
                        var details = failed.FailureDetails;
                        return $"{failed.TaskName} {details.IsCausedBy<InvalidOperationException>()} {details.IsCausedBy<FormatException>()} "
                            + $"{details.ErrorMessage} {details.InnerFailure?.ErrorType} {details.InnerFailure?.ErrorMessage}";
                    }
                }
            )
            .StartAsync();

        Assert.Equal(
            "Fail True False outer System.FormatException inner x",
            (await hub.RunAsync("Catch")).ReadOutputAs<string>()
        );
    }

    [Fact]
    public async Task An_unhandled_failure_fails_the_instance_and_tells_why_down_to_the_root()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, string>("Fail", (string _) => throw new TimeoutException("root"))
            .Orchestrator("Child", context => context.CallActivityAsync("Fail", "x"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Child"))
            .StartAsync();

        var failed = await hub.RunAsync("Parent");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        var causes = new List<string>();
        for (var failure = failed.FailureDetails; failure is not null; failure = failure.InnerFailure)
            causes.Add(failure.ErrorType);
        Assert.Equal(
            [
                typeof(TaskFailedException).FullName!,
                typeof(TaskFailedException).FullName!,
                typeof(TimeoutException).FullName!,
            ],
            causes
        );
    }

    [Fact]
    public async Task A_call_of_an_activity_that_is_not_registered_fails_by_name()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Orchestrator("Lost", context => context.CallActivityAsync("Nowhere"))
            .StartAsync();

        Assert.Contains(
            "'Nowhere'",
            (await hub.RunAsync("Lost")).FailureDetails!.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_activity_that_nobody_waits_for_still_runs()
    {
        var ran = new TaskCompletionSource<string>();
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, int>("Notify", x => ran.TrySetResult(x) ? 1 : 0)
            .Orchestrator(
                "Forget",
                context =>
                {
                    _ = context.CallActivityAsync("Notify", "told");
                    return Task.CompletedTask;
                }
            )
            .StartAsync();

        await hub.RunAsync("Forget");

        Assert.Equal("told", await ran.Task.WaitAsync(TimeSpan.FromSeconds(30), TestHub.Stop));
    }

    [Fact]
    public async Task Payloads_of_five_mebibytes_travel_in_and_out()
    {
        await using var hub = await new TestHub(azurite.ConnectionString)
            .Activity<string, string>("Reverse", x => string.Concat(x.Reverse()))
            .Orchestrator(
                "Long",
                async context => await context.CallActivityAsync<string>("Reverse", context.GetInput<string>())
            )
            .StartAsync();
        var text = string.Concat(Enumerable.Range(0, 5 * 1024 * 1024 / 8).Select(i => i.ToString("D8", null)));

        var id = await hub.ScheduleAsync("Long", text);
        var done = await hub.EndAsync(id);
        await hub.KillAndStartAsync();
        var again = await hub.Client.GetInstanceAsync(id, true, TestHub.Stop);

        Assert.Equal(string.Concat(text.Reverse()), done.ReadOutputAs<string>());
        Assert.Equal(done.SerializedOutput, again!.SerializedOutput);
        Assert.Equal(text, again.ReadInputAs<string>());
    }
}
