using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Coalition;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Tests.Asking;
using UkraineSupport.Functions.Tests.Backfill;
using UkraineSupport.Functions.Tests.ReadModels;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.Training;
using UkraineSupport.Functions.UsDeliveries;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Deadlines;

/// <summary>
/// Every orchestrator of the app through the real framework: each turn replays the history from its start, and an
/// orchestrator that does anything else the second time fails its instance.
/// </summary>
public sealed class ReplayTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Orchestrators { get; } =
    [
        nameof(PledgeOrchestrator),
        nameof(RequirementOrchestrator),
        nameof(GapOrchestrator),
        nameof(ForceOrchestrator),
        nameof(ActivationOrchestrator),
        ActivationOrchestrator.Unit,
        nameof(IntakeOrchestrator),
        nameof(AgreementOrchestrator),
    ];

    /// <summary>As the longest of the app: with what an orchestration of a part has behind the aggregate.</summary>
    private const string Id = "aggregate-1.part-1.1";

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
            .. AskingReplayTests.Orchestrators,
            .. PlanReplayTests.Orchestrators,
            .. RebuildReplayTests.Orchestrators,
            nameof(UsDeliveryOrchestrator),
        ];
        Assert.Equal(found.Order(), inTests.Order());
    }

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public async Task A_deadline_a_change_and_the_end_replay_the_same(string orchestrator)
    {
        var cancel = TestContext.Current.CancellationToken;
        var script = new Script();
        var hub = FrameworkHub.NewName();
        var first = await HubAsync(hub, script);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator,
            Id,
            new StartOrchestrationOptions(Id),
            cancel
        );
        await script.Due.UntilWaitedForAsync(first.Client, Id, cancel);
        await first.DisposeAsync();

        // The deadline passes while nothing runs.
        await script.Due.UntilPastAsync();
        await using var second = await HubAsync(hub, script);
        await Poll.UntilAsync("the deadline is acted on", () => Task.FromResult(!script.Reached.IsEmpty));
        script.Ended = true;
        await second.Client.RaiseEventAsync(Id, Watch.Changed, cancellation: cancel);
        var end = await second.Client.WaitForInstanceCompletionAsync(Id, getInputsAndOutputs: true, cancel);

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.SerializedOutput);
        Assert.Equal([script.Reminder], script.Reached);
        Assert.Equal(
            orchestrator == nameof(PledgeOrchestrator) ? ["allocation-1", "allocation-2"] : [],
            script.Released.Order()
        );
    }

    /// <summary>What the other tests rely on.</summary>
    [Fact]
    public async Task An_orchestrator_that_does_something_else_the_second_time_is_caught()
    {
        var cancel = TestContext.Current.CancellationToken;
        var turns = 0;
        await using var hub = await new FrameworkHub(azurite.ConnectionString, FrameworkHub.NewName())
            .Orchestrator<string>(
                "Fickle",
                (context, _) => context.CallActivityAsync(Interlocked.Increment(ref turns) == 1 ? "Left" : "Right", "")
            )
            .Activity<string, object?>("Left", _ => null)
            .Activity<string, object?>("Right", _ => null)
            .StartAsync();
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Fickle", "", cancel);
        var end = await hub.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancel);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("non-deterministic", end.SerializedOutput, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, turns);
    }

    private Task<FrameworkHub> HubAsync(string hub, Script script) =>
        new FrameworkHub(azurite.ConnectionString, hub)
            .Orchestrator<string>(nameof(PledgeOrchestrator), PledgeOrchestrator.RunAsync)
            .Orchestrator<string>(nameof(RequirementOrchestrator), RequirementOrchestrator.RunAsync)
            .Orchestrator<string>(nameof(GapOrchestrator), GapOrchestrator.RunAsync)
            .Orchestrator<string>(nameof(ForceOrchestrator), ForceOrchestrator.RunAsync)
            .Orchestrator<string>(nameof(ActivationOrchestrator), ActivationOrchestrator.RunAsync)
            .Orchestrator<string>(ActivationOrchestrator.Unit, ActivationOrchestrator.RunUnitAsync)
            .Orchestrator<string>(nameof(IntakeOrchestrator), IntakeOrchestrator.RunAsync)
            .Orchestrator<string>(nameof(AgreementOrchestrator), AgreementOrchestrator.RunAsync)
            .Activity<string, WatchState>(nameof(AgreementActivities.ReadAgreement), _ => script.Next())
            .Activity<DeadlineReached, object?>(nameof(AgreementActivities.ReachAgreementDeadline), script.Reach)
            .Activity<string, WatchState>(nameof(IntakeActivities.ReadIntake), _ => script.Next())
            .Activity<DeadlineReached, object?>(nameof(IntakeActivities.ReachIntakeDeadline), script.Reach)
            .Activity<string, WatchState>(nameof(ActivationActivities.ReadActivation), _ => script.Next())
            .Activity<DeadlineReached, object?>(nameof(ActivationActivities.ReachActivationDeadline), script.Reach)
            .Activity<string, WatchState>(nameof(ActivationActivities.ReadUnit), _ => script.Next())
            .Activity<DeadlineReached, object?>(nameof(ActivationActivities.ReachUnitDeadline), script.Reach)
            .Activity<string, WatchState>(nameof(ForceActivities.ReadForce), _ => script.Next())
            .Activity<DeadlineReached, object?>(nameof(ForceActivities.ReachForceDeadline), script.Reach)
            .Activity<string, WatchState>(nameof(GapActivities.ReadGap), _ => script.Next())
            .Activity<DeadlineReached, object?>(nameof(GapActivities.ReachGapDeadline), script.Reach)
            .Activity<string, WatchState>(nameof(PledgeActivities.ReadPledge), _ => script.Next())
            .Activity<string, WatchState>(nameof(RequirementActivities.ReadRequirement), _ => script.Next())
            .Activity<DeadlineReached, object?>(nameof(PledgeActivities.ReachPledgeDeadline), script.Reach)
            .Activity<DeadlineReached, object?>(nameof(RequirementActivities.ReachRequirementDeadline), script.Reach)
            .Activity<ReleasedAllocation, object?>(nameof(PledgeActivities.ReleaseAllocation), script.Release)
            .Activity<string, object?>(nameof(PledgeActivities.CompleteCompensation), _ => null)
            .StartAsync();

    /// <summary>What the aggregate says, however often it is asked: a deadline, then nothing, then the end.</summary>
    private sealed class Script
    {
        public Soon Due { get; } = new();

        public Deadline Reminder => new(DeadlineKind.ReviewReminder, Due.At);

        public bool Ended { get; set; }

        public ConcurrentBag<Deadline> Reached { get; } = [];

        public ConcurrentBag<string> Released { get; } = [];

        public object? Reach(DeadlineReached reached)
        {
            Reached.Add(reached.Deadline);
            return null;
        }

        public object? Release(ReleasedAllocation released)
        {
            Released.Add(released.Allocation);
            return null;
        }

        public WatchState Next() =>
            Reached.IsEmpty ? new(false, Reminder, [])
            : Ended ? new(true, null, ["allocation-1", "allocation-2"])
            : new(false, null, []);
    }
}
