using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Tests.Backfill;
using UkraineSupport.Functions.Tests.Gaps;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Worker;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Deadlines;

/// <summary>
/// Every orchestrator of the app through the real engine, which keeps none in memory here: each turn replays the
/// history from its start, and an orchestrator that does anything else the second time fails its instance.
/// </summary>
public sealed class ReplayTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Deadline Reminder = new(DeadlineKind.ReviewReminder, Start.AddDays(7));

    public static TheoryData<string> Orchestrators { get; } =
    [nameof(PledgeOrchestrator), nameof(RequirementOrchestrator)];

    [Fact]
    public void Every_orchestrator_of_the_app_is_replayed_here()
    {
        var found = typeof(Api)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .Where(m => m.GetParameters().Any(p => p.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null))
            .Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name);
        string[] inTests =
        [
            .. Orchestrators.Select(o => o.Data),
            .. SolicitationReplayTests.Orchestrators,
            .. PlanReplayTests.Orchestrators,
            nameof(UsDeliveryOrchestrator),
        ];
        Assert.Equal(found.Order(), inTests.Order());
    }

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public async Task A_deadline_a_change_and_the_end_replay_the_same(string orchestrator)
    {
        var cancel = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider(Start);
        var script = new Script();
        var hub = $"Replay{Guid.NewGuid():N}"[..20];
        var first = await EngineAsync(hub, time, script, cancel);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator,
            "aggregate-1",
            new StartOrchestrationOptions("aggregate-1"),
            cancel
        );
        await Poll.UntilAsync("the first round", () => Task.FromResult(script.Read > 0));
        await first.DisposeAsync();

        // The deadline passes while nothing runs.
        time.Advance(TimeSpan.FromDays(8));
        await using var second = await EngineAsync(hub, time, script, cancel);
        await Poll.UntilAsync("the deadline is acted on", () => Task.FromResult(!script.Reached.IsEmpty));
        script.Ended = true;
        await second.Client.RaiseEventAsync("aggregate-1", Watch.Changed, cancellation: cancel);
        var end = await second.Client.WaitForInstanceCompletionAsync("aggregate-1", getInputsAndOutputs: true, cancel);

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.FailureDetails?.ErrorMessage);
        Assert.Equal([Reminder], script.Reached);
        Assert.Equal(
            orchestrator == nameof(PledgeOrchestrator) ? ["allocation-1", "allocation-2"] : [],
            script.Released.Order()
        );
    }

    private async Task<DurableEngine> EngineAsync(
        string hub,
        TimeProvider time,
        Script script,
        CancellationToken cancel
    )
    {
        var engine = new DurableEngine(
            new DurableEngineOptions
            {
                ConnectionString = azurite.ConnectionString,
                TaskHub = hub,
                MaxLiveInstances = 0,
            },
            time,
            NullLoggerFactory.Instance
        );
        Add(nameof(PledgeOrchestrator), PledgeOrchestrator.RunAsync);
        Add(nameof(RequirementOrchestrator), RequirementOrchestrator.RunAsync);
        foreach (
            var read in new[] { nameof(PledgeActivities.ReadPledge), nameof(RequirementActivities.ReadRequirement) }
        )
            engine.AddActivity(read, typeof(string), _ => Task.FromResult<object?>(script.Next()));
        foreach (
            var reach in new[]
            {
                nameof(PledgeActivities.ReachPledgeDeadline),
                nameof(RequirementActivities.ReachRequirementDeadline),
            }
        )
            engine.AddActivity(
                reach,
                typeof(DeadlineReached),
                call => Done(() => script.Reached.Add(((DeadlineReached)call.Input!).Deadline))
            );
        engine.AddActivity(
            nameof(PledgeActivities.ReleaseAllocation),
            typeof(ReleasedAllocation),
            call => Done(() => script.Released.Add(((ReleasedAllocation)call.Input!).Allocation))
        );
        engine.AddActivity(
            nameof(PledgeActivities.CompleteCompensation),
            typeof(string),
            _ => Task.FromResult<object?>(null)
        );
        await engine.StartAsync(cancel);
        return engine;

        void Add(string name, Func<TaskOrchestrationContext, string, Task> run) =>
            engine.AddOrchestrator(
                name,
                async context =>
                {
                    await run(context, context.GetInput<string>()!);
                    return null;
                }
            );
    }

    private static Task<object?> Done(Action act)
    {
        act();
        return Task.FromResult<object?>(null);
    }

    /// <summary>What the aggregate says, however often it is asked: a deadline, then nothing, then the end.</summary>
    private sealed class Script
    {
        private int _read;

        public int Read => Volatile.Read(ref _read);

        public bool Ended { get; set; }

        public ConcurrentBag<Deadline> Reached { get; } = [];

        public ConcurrentBag<string> Released { get; } = [];

        public WatchState Next()
        {
            Interlocked.Increment(ref _read);
            return Reached.IsEmpty ? new(false, Reminder, [])
                : Ended ? new(true, null, ["allocation-1", "allocation-2"])
                : new(false, null, []);
        }
    }
}
