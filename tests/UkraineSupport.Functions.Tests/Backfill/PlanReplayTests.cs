using Microsoft.Extensions.Logging.Abstractions;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Backfill;

/// <summary>A plan's orchestration through the real engine, stopped between plan and confirmation.</summary>
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
        var hub = $"Plan{Guid.NewGuid():N}"[..20];
        var first = await EngineAsync(hub, cancel);
        await first.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(PlanOrchestrator),
            "plan-1",
            new StartOrchestrationOptions("plan-1"),
            cancel
        );
        await Poll.UntilAsync("the plan is computed", () => Task.FromResult(Volatile.Read(ref _computed) == 1));
        await first.DisposeAsync();

        await using var second = await EngineAsync(hub, cancel);
        _confirming = true;
        await second.Client.RaiseEventAsync("plan-1", Watch.Changed, cancellation: cancel);
        var end = await second.Client.WaitForInstanceCompletionAsync("plan-1", getInputsAndOutputs: true, cancel);

        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.FailureDetails?.ErrorMessage);
        Assert.Equal((100, "plan-1"), (_outcome!.Made, _outcome.Plan));
    }

    private async Task<DurableEngine> EngineAsync(string hub, CancellationToken cancel)
    {
        var engine = new DurableEngine(
            new DurableEngineOptions
            {
                ConnectionString = azurite.ConnectionString,
                TaskHub = hub,
                MaxLiveInstances = 0,
            },
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        engine.AddOrchestrator(
            nameof(PlanOrchestrator),
            async context =>
            {
                await PlanOrchestrator.RunAsync(context, context.GetInput<string>()!);
                return null;
            }
        );
        engine.AddActivity(
            nameof(PlanActivities.ComputePlan),
            typeof(string),
            _ =>
            {
                Interlocked.Increment(ref _computed);
                return Task.FromResult<object?>(_confirming ? PlanStatus.Confirming : PlanStatus.Computed);
            }
        );
        engine.AddActivity(
            nameof(PlanActivities.ReadPlanLines),
            typeof(string),
            _ =>
                Task.FromResult<object?>(
                    Enumerable
                        .Range(0, 100)
                        .Select(i => new LineToConfirm(
                            "plan-1",
                            $"pledge-{i}",
                            1,
                            [new($"allocation-{i}", "gap-1", 1)],
                            Parts.Coordinator
                        ))
                        .ToList()
                )
        );
        engine.AddActivity(
            nameof(PlanActivities.ConfirmPlanLine),
            typeof(LineToConfirm),
            call => Task.FromResult<object?>(new LineConfirmed(((LineToConfirm)call.Input!).Shares.Count, []))
        );
        engine.AddActivity(
            nameof(PlanActivities.RecordConfirmation),
            typeof(PlanOutcome),
            call =>
            {
                _outcome = (PlanOutcome)call.Input!;
                return Task.FromResult<object?>(null);
            }
        );
        await engine.StartAsync(cancel);
        return engine;
    }
}
