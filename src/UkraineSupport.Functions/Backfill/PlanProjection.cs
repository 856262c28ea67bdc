using UkraineSupport.Domain.Backfill;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Backfill;

/// <summary>How plans show in lists.</summary>
internal sealed class PlanProjection : IProjection<Plan>
{
    public string Path(Plan state) => $"/api/backfill/plans/{state.Id}";

    public IReadOnlyList<Tag> Tags(Plan state) => [Tag.All];

    public object Entry(Plan state) => PlanEntry.Of(state) with { Scope = null };
}

/// <summary>A plan as lists show it.</summary>
/// <param name="Scope">Null in lists, as it may be long.</param>
internal record PlanEntry(
    string Id,
    PlanStatus Status,
    long Version,
    DateTimeOffset RequestedAt,
    PlanScope? Scope,
    PlanOptions Options,
    string? Keep,
    bool FutureSupply,
    PlanSummary? Summary,
    string? Failure,
    int Made,
    IReadOnlyList<GoneAllocation> Gone
)
{
    public static PlanEntry Of(Plan p) =>
        new(
            p.Id,
            p.Status,
            p.Version,
            p.RequestedAt,
            p.Scope,
            p.Options,
            p.Keep,
            p.FutureSupply,
            p.Summary,
            p.Failure,
            p.Made,
            p.Gone
        );
}

/// <summary>A plan whole.</summary>
/// <param name="Plan">What was computed, or null before.</param>
internal sealed record PlanView(
    string Id,
    PlanStatus Status,
    long Version,
    DateTimeOffset RequestedAt,
    PlanScope Scope,
    PlanOptions Options,
    string? Keep,
    bool FutureSupply,
    PlanSummary? Summary,
    string? Failure,
    int Made,
    IReadOnlyList<GoneAllocation> Gone,
    BackfillPlan? Plan
)
{
    public static PlanView Of(Plan p, BackfillPlan? content) =>
        new(
            p.Id,
            p.Status,
            p.Version,
            p.RequestedAt,
            p.Scope,
            p.Options,
            p.Keep,
            p.FutureSupply,
            p.Summary,
            p.Failure,
            p.Made,
            p.Gone,
            content
        );
}
