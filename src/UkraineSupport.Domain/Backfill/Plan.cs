using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Backfill;

/// <summary>Life of a plan.</summary>
public enum PlanStatus
{
    /// <summary>Asked for; being computed.</summary>
    Requested,

    /// <summary>There to be read and confirmed.</summary>
    Computed,

    /// <summary>Confirmed by a coordinator; being turned into allocations.</summary>
    Confirming,

    /// <summary>Turned into allocations, as far as it still held.</summary>
    Confirmed,

    /// <summary>It could not be computed.</summary>
    Failed,
}

/// <summary>What a plan is about: everything that is open, unless capabilities or needs are named.</summary>
/// <param name="Capabilities">Needs of these capabilities only.</param>
/// <param name="Needs">These requirements and gaps only.</param>
public sealed record PlanScope(IReadOnlyList<string>? Capabilities = null, IReadOnlyList<string>? Needs = null)
{
    /// <summary>Whether a need is in it.</summary>
    public bool Holds(string need, string capability) =>
        Capabilities?.Contains(capability) != false && Needs?.Contains(need) != false;
}

/// <summary>How many, how good, and how near to the best a plan is.</summary>
/// <param name="Lines">Committed lines that were weighed.</param>
/// <param name="Needs">Requirements and gaps that were open.</param>
/// <param name="Allocations">Proposed.</param>
/// <param name="Uncovered">Needs of which something stays open.</param>
/// <param name="Objective">See <see cref="BackfillPlan.Objective"/>.</param>
/// <param name="Bound">See <see cref="BackfillPlan.Bound"/>.</param>
/// <param name="Distance">See <see cref="BackfillPlan.Distance"/>.</param>
/// <param name="ProvenOptimal">See <see cref="BackfillPlan.ProvenOptimal"/>.</param>
public sealed record PlanSummary(
    int Lines,
    int Needs,
    int Allocations,
    int Uncovered,
    decimal Objective,
    decimal Bound,
    decimal Distance,
    bool ProvenOptimal
);

/// <summary>A proposed allocation that no longer held when the plan was confirmed.</summary>
/// <param name="Pledge">The pledge's id.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Need">The requirement's or gap's id.</param>
/// <param name="Quantity">In the line's unit.</param>
/// <param name="Why">What had changed.</param>
public sealed record GoneAllocation(string Pledge, int Line, string Need, decimal Quantity, string Why);

/// <summary>
/// A plan that a coordinator asked for: what is committed, matched to what is needed. For coordinators and the
/// recipient: it shows restricted pledges.
/// </summary>
public sealed partial record Plan : IAggregate<Plan, PlanEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "plan";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Plan Numbered(long version) => this with { Version = version };

    /// <summary>What it is about.</summary>
    public required PlanScope Scope { get; init; }

    /// <summary>How it weighs.</summary>
    public required PlanOptions Options { get; init; }

    /// <summary>The earlier plan whose allocations it keeps where they still fit, or null.</summary>
    public string? Keep { get; init; }

    /// <summary>Whether it says too what co-production is expected to cover.</summary>
    public bool FutureSupply { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Where it is in its life.</summary>
    public PlanStatus Status { get; init; }

    /// <summary>SHA-256 of what was computed, the name it is kept under; null before.</summary>
    public string? Content { get; init; }

    /// <summary>What was computed, in numbers; null before.</summary>
    public PlanSummary? Summary { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>Who confirmed it, or null.</summary>
    public Actor? ConfirmedBy { get; init; }

    /// <summary>How many allocations were made.</summary>
    public int Made { get; init; }

    /// <summary>What had gone by the time of the confirmation.</summary>
    public IReadOnlyList<GoneAllocation> Gone { get; init; } = [];

    /// <inheritdoc/>
    public Disclosure Disclosure => Disclosure.Restricted;

    /// <inheritdoc/>
    public string? Owner => null;

    /// <inheritdoc/>
    public static Plan Apply(Plan? state, PlanEvent happened)
    {
        var next = happened is PlanRequested e
            ? new Plan
            {
                Id = e.Id,
                Scope = e.Scope,
                Options = e.Options,
                Keep = e.Keep,
                RequestedAt = e.At,
                FutureSupply = e.FutureSupply,
            }
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the request.")).After(
                happened
            );
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private Plan After(PlanEvent happened) =>
        happened switch
        {
            PlanComputed e => this with { Status = PlanStatus.Computed, Content = e.Content, Summary = e.Summary },
            PlanFailed e => this with { Status = PlanStatus.Failed, Failure = e.Why },
            PlanConfirmationRequested e => this with { Status = PlanStatus.Confirming, ConfirmedBy = e.By },
            PlanConfirmed e => this with { Status = PlanStatus.Confirmed, Made = e.Made, Gone = e.Gone },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };
}

/// <summary>Something that happened to a plan.</summary>
public abstract record PlanEvent;

/// <summary>A coordinator asked for it.</summary>
[EventName("plan.requested")]
public sealed record PlanRequested(
    string Id,
    PlanScope Scope,
    PlanOptions Options,
    string? Keep,
    DateTimeOffset At,
    bool FutureSupply = false
) : PlanEvent;

/// <summary>It was computed; what it came to is kept under <paramref name="Content"/>.</summary>
[EventName("plan.computed")]
public sealed record PlanComputed(string Content, PlanSummary Summary) : PlanEvent;

/// <summary>It could not be computed.</summary>
[EventName("plan.failed")]
public sealed record PlanFailed(string Why) : PlanEvent;

/// <summary>A coordinator confirmed it; it is being turned into allocations.</summary>
[EventName("plan.confirmationRequested")]
public sealed record PlanConfirmationRequested(Actor By) : PlanEvent;

/// <summary>It was turned into allocations; what had gone meanwhile was left out.</summary>
[EventName("plan.confirmed")]
public sealed record PlanConfirmed(int Made, IReadOnlyList<GoneAllocation> Gone) : PlanEvent;
