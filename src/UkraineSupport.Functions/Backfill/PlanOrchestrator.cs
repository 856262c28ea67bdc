using UkraineSupport.Domain.Backfill;
using UkraineSupport.Functions.Deadlines;

namespace UkraineSupport.Functions.Backfill;

/// <summary>
/// One line of a plan to be turned into allocations, on behalf of who confirmed the plan: who that is the plan knows,
/// and no orchestration's history.
/// </summary>
internal sealed record LineToConfirm(string Plan, string Pledge, int Line, IReadOnlyList<PlannedShare> Shares);

/// <summary>What became of a line.</summary>
internal sealed record LineConfirmed(int Made, IReadOnlyList<GoneAllocation> Gone);

/// <summary>What became of a plan.</summary>
internal sealed record PlanOutcome(string Plan, int Made, IReadOnlyList<GoneAllocation> Gone);

/// <summary>
/// Computes a plan, waits for its confirmation, and turns it into allocations line by line. Instance id = plan id.
/// </summary>
internal static class PlanOrchestrator
{
    /// <summary>One round; completes when the plan has ended.</summary>
    [Function(nameof(PlanOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id)
    {
        var changed = context.WaitForExternalEvent<object?>(Watch.Changed);
        var status = await context.CallActivityAsync<PlanStatus>(
            nameof(PlanActivities.ComputePlan),
            id,
            Watch.Persistently
        );
        if (status is PlanStatus.Failed or PlanStatus.Confirmed)
            return;
        if (status == PlanStatus.Confirming)
        {
            await ConfirmAsync(context, id);
            return;
        }

        // A plan that nobody confirms waits for good: it costs nothing.
        await changed;
        context.ContinueAsNew(id);
    }

    private static async Task ConfirmAsync(TaskOrchestrationContext context, string id)
    {
        var lines = await context.CallActivityAsync<List<LineToConfirm>>(
            nameof(PlanActivities.ReadPlanLines),
            id,
            Watch.Persistently
        );
        var confirmed = await Task.WhenAll(
            lines.Select(line =>
                context.CallActivityAsync<LineConfirmed>(
                    nameof(PlanActivities.ConfirmPlanLine),
                    line,
                    Watch.Persistently
                )
            )
        );
        await context.CallActivityAsync(
            nameof(PlanActivities.RecordConfirmation),
            new PlanOutcome(id, confirmed.Sum(c => c.Made), [.. confirmed.SelectMany(c => c.Gone)]),
            Watch.Persistently
        );
    }
}
