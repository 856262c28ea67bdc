using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Backfill;

/// <summary>A plan's orchestration through the real framework, stopped between plan and confirmation.</summary>
public sealed class PlanReplayTests(AzuriteFixture azurite)
{
    private int _computed;
    private volatile bool _confirming;
    private PlanOutcome? _outcome;

    public static IReadOnlyList<string> Orchestrators { get; } = [nameof(PlanOrchestrator)];

    [Fact]
    public async Task A_plan_is_computed_waits_over_a_restart_and_is_confirmed_by_all_its_lines()
    {
        var cancel = TestContext.Current.CancellationToken;
        var hub = FrameworkHub.NewName();
        var first = await HubAsync(hub);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(PlanOrchestrator),
            "plan-1",
            new StartOrchestrationOptions("plan-1"),
            cancel
        );
        await Poll.UntilAsync("the plan is computed", () => Task.FromResult(Volatile.Read(ref _computed) == 1));
        await first.DisposeAsync();

        await using var second = await HubAsync(hub);
        _confirming = true;
        await second.Client.RaiseEventAsync("plan-1", Watch.Changed, cancellation: cancel);
        var end = await second.Client.WaitForInstanceCompletionAsync("plan-1", getInputsAndOutputs: true, cancel);

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.SerializedOutput);
        Assert.Equal((100, "plan-1"), (_outcome!.Made, _outcome.Plan));
    }

    private Task<FrameworkHub> HubAsync(string hub) =>
        new FrameworkHub(azurite.ConnectionString, hub)
            .Orchestrator<string>(nameof(PlanOrchestrator), PlanOrchestrator.RunAsync)
            .Activity<string, PlanStatus>(
                nameof(PlanActivities.ComputePlan),
                _ =>
                {
                    Interlocked.Increment(ref _computed);
                    return _confirming ? PlanStatus.Confirming : PlanStatus.Computed;
                }
            )
            .Activity<string, List<LineToConfirm>>(nameof(PlanActivities.ReadPlanLines), _ => Lines())
            .Activity<LineToConfirm, LineConfirmed>(
                nameof(PlanActivities.ConfirmPlanLine),
                line => new LineConfirmed(line.Shares.Count, [])
            )
            .Activity<PlanOutcome, object?>(
                nameof(PlanActivities.RecordConfirmation),
                outcome =>
                {
                    _outcome = outcome;
                    return null;
                }
            )
            .StartAsync();

    private static List<LineToConfirm> Lines() =>
        [
            .. Enumerable
                .Range(0, 100)
                .Select(i => new LineToConfirm("plan-1", $"pledge-{i}", 1, [new($"allocation-{i}", "gap-1", 1)])),
        ];
}
