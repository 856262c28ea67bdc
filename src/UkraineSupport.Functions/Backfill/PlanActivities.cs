using System.Diagnostics;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Backfill;

/// <summary>
/// What a plan's orchestration does. Each may run again after a crash: plan and pledges know what was done.
/// </summary>
internal sealed class PlanActivities(
    AggregateStore store,
    Commands<Plan, PlanEvent> plans,
    Commands<Pledge, PledgeEvent> pledges,
    Coverages coverages,
    PlanContents contents,
    PlanInputs inputs,
    FutureSupplies supplies,
    FourEyes fourEyes,
    TimeProvider time
)
{
    /// <summary>
    /// The orchestration that should be alive for a plan; what it waits for is the confirmation.
    /// </summary>
    public static IEnumerable<Watching> Alive(Plan plan) =>
        plan.Status is PlanStatus.Failed or PlanStatus.Confirmed
            ? []
            : [Watching.One(plan.Id, nameof(PlanOrchestrator), plan.Status == PlanStatus.Confirming)];

    /// <summary>Computes a plan that was not computed yet; answers where it is in its life.</summary>
    [Function(nameof(ComputePlan))]
    public async Task<PlanStatus> ComputePlan([ActivityTrigger] string id, CancellationToken cancel)
    {
        var plan = await store.StateAsync<Plan>(id, cancel);
        if (plan.Status != PlanStatus.Requested)
            return plan.Status;
        var kept = plan.Keep is null ? null : await ReadKeptAsync(plan.Keep, cancel);
        if (plan.Keep is not null && kept is null)
            return (
                await plans.UpdateAsync(
                    id,
                    p => PlanDecisions.Failed(p, "The plan to keep is not there, or not computed."),
                    "Nothing to keep",
                    cancel
                )
            )!.Status;

        var input = await inputs.ReadAsync(
            plan.Scope,
            kept,
            DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
            cancel
        );
        var begun = Stopwatch.GetTimestamp();
        var computed = BackfillPlanner.Plan(input, plan.Options, cancel);
        if (plan.FutureSupply)
        {
            var lots = await supplies.LotsAsync(null, ListIndex.Eyes, cancel);
            computed = ExpectedPlan.With(computed, input, lots, plan.Options, cancel);
        }

        Measures.Planned(begun, computed.ProvenOptimal);
        var content = await contents.KeepAsync(computed, cancel);
        var summary = new PlanSummary(
            input.Lines.Count,
            input.Needs.Count,
            computed.Allocations.Count,
            computed.Uncovered.Count,
            computed.Objective,
            computed.Bound,
            computed.Distance,
            computed.ProvenOptimal
        );
        return (
            await plans.UpdateAsync(
                id,
                p => PlanDecisions.Computed(p, content, summary),
                "Computed from what was committed and open",
                cancel
            )
        )!.Status;
    }

    /// <summary>The lines that a confirmed plan allocates.</summary>
    [Function(nameof(ReadPlanLines))]
    public async Task<List<LineToConfirm>> ReadPlanLines([ActivityTrigger] string id, CancellationToken cancel)
    {
        var plan = await store.StateAsync<Plan>(id, cancel);
        var content = (await contents.ReadAsync(plan.Content, cancel))!;
        return
        [
            .. content
                .Allocations.GroupBy(a => (a.Pledge, a.Line))
                .Select(line => new LineToConfirm(
                    id,
                    line.Key.Pledge,
                    line.Key.Line,
                    [
                        .. line.Select(a => new PlannedShare(
                            Ids.From("allocation", [id, a.Pledge, $"{a.Line}", a.Need, .. OfIntake(a)]),
                            a.Need,
                            a.Quantity,
                            a.Intake
                        )),
                    ]
                )),
        ];
    }

    private static string[] OfIntake(ProposedAllocation proposed) => proposed.Intake is null ? [] : [proposed.Intake];

    /// <summary>
    /// Turns one line into allocations: reserved on the pledge, then settled with each need.
    /// </summary>
    [Function(nameof(ConfirmPlanLine))]
    public async Task<LineConfirmed> ConfirmPlanLine([ActivityTrigger] LineToConfirm line, CancellationToken cancel)
    {
        var needs = new Dictionary<string, INeed>();
        foreach (var need in line.Shares.Select(s => s.Need).Distinct())
        {
            if (await coverages.FindAsync(need, cancel) is { } found)
                needs[need] = found;
        }

        var plan = await store.StateAsync<Plan>(line.Plan, cancel);
        var (options, by) = (plan.Options, plan.ConfirmedBy!);
        var before = await store.StateAsync<Pledge>(line.Pledge, cancel);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var context = await inputs.ContextAsync(before, null, today, cancel);
        var gone = new List<GoneAllocation>();
        Pledge? pledge;
        bool more;
        do
        {
            more = false;
            pledge = await pledges.UpdateAsync(
                line.Pledge,
                p =>
                {
                    gone.Clear();
                    var reserved = PlanDecisions.ReserveLine(
                        p,
                        line.Line,
                        line.Shares,
                        needs,
                        by,
                        options,
                        context,
                        gone,
                        fourEyes
                    );
                    more = reserved.Events.Count > 0;
                    return reserved;
                },
                "Confirmed with a plan",
                cancel,
                by
            );
        } while (more);

        var made = 0;
        foreach (var share in line.Shares.Where(s => pledge!.Allocation(s.Allocation) is not null))
        {
            pledge = await coverages.SettleAsync(line.Pledge, share.Allocation, cancel);
            if (pledge.Allocation(share.Allocation)!.Status == AllocationStatus.Confirmed)
                made++;
            else
                gone.Add(
                    new(
                        line.Pledge,
                        line.Line,
                        share.Need,
                        share.Quantity,
                        "Somebody else's allocation filled the need, or it was closed, in the same moment."
                    )
                );
        }

        return new(made, gone);
    }

    /// <summary>Records what became of the plan.</summary>
    [Function(nameof(RecordConfirmation))]
    public Task RecordConfirmation([ActivityTrigger] PlanOutcome outcome, CancellationToken cancel) =>
        plans.UpdateAsync(
            outcome.Plan,
            p => PlanDecisions.Confirmed(p, outcome.Made, outcome.Gone),
            "All lines were turned into allocations as far as they held",
            cancel
        );

    /// <summary>
    /// What to keep of an earlier plan; null when it is not there or not computed. Of a confirmed one nothing: its
    /// allocations stand without any plan.
    /// </summary>
    private async Task<List<KeptAllocation>?> ReadKeptAsync(string id, CancellationToken cancel)
    {
        var earlier = Ids.Is(id, Plan.IdKind) ? (await store.LoadAsync<Plan>(id, cancel))?.State : null;
        if (earlier?.Status is PlanStatus.Confirming or PlanStatus.Confirmed)
            return [];
        return (await contents.ReadAsync(earlier?.Content, cancel))
            ?.Allocations.Select(a => new KeptAllocation(a.Pledge, a.Line, a.Need, a.Quantity, a.Intake))
            .ToList();
    }
}
