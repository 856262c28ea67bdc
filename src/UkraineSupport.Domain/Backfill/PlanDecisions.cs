using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Backfill;

/// <summary>A coordinator's wish for a plan.</summary>
/// <param name="Scope">What it is about; everything that is open unless said otherwise.</param>
/// <param name="Options">How it weighs; as usual unless said otherwise.</param>
/// <param name="Keep">An earlier plan, not confirmed yet, whose allocations are kept where they still fit. What was
/// confirmed stands anyway.</param>
/// <param name="FutureSupply">Whether to say too what co-production is expected to cover of what stays open.</param>
public sealed record RequestPlan(
    PlanScope? Scope = null,
    PlanOptions? Options = null,
    string? Keep = null,
    bool FutureSupply = false
);

/// <summary>A coordinator's confirmation.</summary>
/// <param name="Reason">Why.</param>
public sealed record ConfirmPlan(string Reason);

/// <summary>One part of a line, as a plan proposes it.</summary>
/// <param name="Allocation">Id of the allocation that it becomes.</param>
/// <param name="Need">The requirement's or gap's id.</param>
/// <param name="Quantity">In the line's unit; of an intake: persons.</param>
/// <param name="Intake">The intake whose places they are, or null.</param>
public sealed record PlannedShare(string Allocation, string Need, decimal Quantity, string? Intake = null);

/// <summary>What can be done with a plan.</summary>
public static class PlanDecisions
{
    /// <summary>Most needs that a scope names one by one.</summary>
    public const int MaxNeeds = 1000;

    /// <summary>Most shares that one decision reserves: a transaction takes no more than a hundred events.</summary>
    public const int MostAtOnce = 90;

    private const int LongestId = 60;

    /// <summary>Decides on <paramref name="wish"/>; <paramref name="id"/> becomes the plan's id.</summary>
    public static Decision<PlanEvent> Request(string id, RequestPlan wish, Actor actor, DateTimeOffset now)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators plan.");
        var check = new Check();
        check.Count(wish.Scope?.Capabilities, "/scope/capabilities", 0, 100);
        check.Count(wish.Scope?.Needs, "/scope/needs", 0, MaxNeeds);
        foreach (var (need, i) in (wish.Scope?.Needs ?? []).Take(MaxNeeds).Select((n, i) => (n, i)))
            check.That(
                IsId(need, Requirement.IdKind) || IsId(need, Gap.IdKind),
                $"/scope/needs/{i}",
                "The id of a requirement or a gap."
            );
        check.That(wish.Keep is null || IsId(wish.Keep, Plan.IdKind), "/keep", "The id of a plan.");
        foreach (var (code, i) in (wish.Scope?.Capabilities ?? []).Select((c, i) => (c, i)))
            check.That(
                CapabilityCatalog.Find(code) is not null,
                $"/scope/capabilities/{i}",
                "There is no such capability; /api/catalog/capabilities lists them."
            );
        var options = wish.Options ?? new();
        check.That(options.Ceiling is > 0 and <= 1, "/options/ceiling", "More than 0, at most 1.");
        check.That(options.CeilingPenalty is >= 0 and < 0.1m, "/options/ceilingPenalty", "From 0, less than 0.1.");
        check.That(
            options.PriorityWeights.Count == 5 && options.PriorityWeights.All(w => w is >= 1 and <= 1000),
            "/options/priorityWeights",
            "Five weights, each 1 to 1000."
        );
        check.That(options.ReplenishmentWeight is >= 0.1m and <= 1, "/options/replenishmentWeight", "0.1 to 1.");
        check.That(options.MonthlyDiscount is >= 0 and <= 0.5m, "/options/monthlyDiscount", "0 to 0.5.");
        check.That(options.LateMonths is >= 0 and <= 24, "/options/lateMonths", "0 to 24.");
        check.That(options.Effort is > 0 and <= 60, "/options/effort", "More than 0, at most 60.");
        return check.Error is { } invalid
            ? invalid
            : new PlanRequested(id, wish.Scope ?? new(), options, wish.Keep, now, wish.FutureSupply);
    }

    /// <summary>Whether it can be an id of that kind at all: whatever else is sent is not kept.</summary>
    private static bool IsId(string text, string kind) =>
        text.Length <= LongestId
        && text.StartsWith(kind + "-", StringComparison.Ordinal)
        && text.Skip(kind.Length + 1).All(char.IsAsciiHexDigitLower);

    /// <summary>It was computed; nothing when that is known.</summary>
    public static Decision<PlanEvent> Computed(Plan plan, string content, PlanSummary summary) =>
        plan.Status == PlanStatus.Requested ? new PlanComputed(content, summary) : default(Decision<PlanEvent>);

    /// <summary>It could not be computed; nothing when it was.</summary>
    public static Decision<PlanEvent> Failed(Plan plan, string why) =>
        plan.Status == PlanStatus.Requested ? new PlanFailed(why) : default(Decision<PlanEvent>);

    /// <summary>A coordinator confirms it.</summary>
    public static Decision<PlanEvent> Confirm(Plan plan, ConfirmPlan confirmation, Actor actor)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators confirm plans.");
        if (Check.Reason(confirmation.Reason) is { } invalid)
            return invalid;
        return plan.Status == PlanStatus.Computed
            ? new PlanConfirmationRequested(actor)
            : new Conflict("not-computed", $"The plan is {plan.Status}; only a computed one is confirmed.");
    }

    /// <summary>All its lines were turned into allocations; nothing when that is known.</summary>
    public static Decision<PlanEvent> Confirmed(Plan plan, int made, IReadOnlyList<GoneAllocation> gone) =>
        plan.Status == PlanStatus.Confirming ? new PlanConfirmed(made, gone) : default(Decision<PlanEvent>);

    /// <summary>
    /// Reserves what still holds of a line's shares, <see cref="MostAtOnce"/> at a time: what is reserved already is
    /// left as it is, so it is repeated until it decides nothing. What a plan would not propose any more, by what has
    /// changed since, does not hold.
    /// </summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="line">The line's number.</param>
    /// <param name="shares">What the plan gives of it.</param>
    /// <param name="needs">The requirements and gaps, as they were just read.</param>
    /// <param name="actor">The coordinator who confirmed the plan.</param>
    /// <param name="options">What the plan weighed by.</param>
    /// <param name="context">What else it depends on.</param>
    /// <param name="refused">Gets what no longer holds, with why.</param>
    /// <param name="fourEyes">Who may decide on a nation's own pledges; as usual unless it is given.</param>
    public static Decision<PledgeEvent> ReserveLine(
        Pledge pledge,
        int line,
        IReadOnlyList<PlannedShare> shares,
        IReadOnlyDictionary<string, INeed> needs,
        Actor actor,
        PlanOptions options,
        ConcernContext context,
        ICollection<GoneAllocation> refused,
        FourEyes? fourEyes = null
    )
    {
        var events = new List<PledgeEvent>();
        foreach (var share in shares.Where(s => pledge.Allocation(s.Allocation) is null))
        {
            if (events.Count == MostAtOnce)
                break;
            var need = needs.GetValueOrDefault(share.Need);
            var places = pledge.Places(share.Intake, line);
            // An intake is proposed in persons and allocated in places, all of them.
            var quantity = places?.Places ?? share.Quantity;
            var wish = new AllocateLine(
                line,
                quantity,
                need is Gap ? null : share.Need,
                need is Gap ? share.Need : null,
                Intake: share.Intake
            );
            var prevents =
                need is null || pledge.Line(line) is not { } of
                    ? null
                    : Concerns.Prevents(pledge, of, quantity, need, options, context, places);
            var decision = prevents is null
                ? Allocate.Decide(pledge, share.Allocation, wish, need, actor, fourEyes: fourEyes)
                : new Conflict("concerns", prevents.Why);
            if (decision.Error is { } error)
                refused.Add(new(pledge.Id, line, share.Need, share.Quantity, error.Detail));
            events.AddRange(decision.Events);
            pledge = decision.Events.Aggregate(pledge, Pledge.Apply);
        }

        return events.ToArray();
    }
}
