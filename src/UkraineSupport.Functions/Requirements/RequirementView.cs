using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// A requirement as one caller may see it: quantities and status count only the allocations whose pledges that caller
/// may see. <c>allocatedLate</c> is what of <c>allocated</c> is handed over after the last day on which it helps: it
/// does not fill the requirement. What is a gap of US deliveries (<c>sameNeed</c>) is not <c>open</c> here: it takes
/// allocations there, and they count here as far as the part goes. What was allocated to one that is superseded shows
/// at its successor.
/// </summary>
internal sealed record RequirementView(
    string Id,
    RequirementKind Kind,
    string? Donor,
    string? GivenBy,
    string Title,
    string Capability,
    decimal Quantity,
    string Unit,
    int Priority,
    DateOnly RequiredBy,
    IReadOnlyList<Substitute> Substitutes,
    Disclosure Disclosure,
    Evidence? Evidence,
    RequirementStatus Status,
    long Version,
    DateTimeOffset FiledAt,
    string? ValidatedBy,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    decimal Open,
    decimal AllocatedLate,
    IReadOnlyList<CoverageView> Allocations,
    string? CourseId,
    string? Supersedes,
    string? SupersededBy,
    RequirementSeries? Series,
    SameNeedView? SameNeed
)
{
    public static RequirementView From(Requirement r, Actor viewer)
    {
        bool Sees(Coverage part) => viewer.MaySee(part.Disclosure, part.Donor);
        var own = r.Counted.Where(Sees).ToList();
        var seen = r.Shown(Sees);
        var part = r.SameNeed is { IsLive: true } said ? said : null;
        var elsewhere = part?.Covered(Sees) ?? [];
        return new(
            r.Id,
            r.Kind,
            r.Donor,
            r.GivenBy,
            r.Title,
            r.Capability,
            r.Quantity,
            r.Unit,
            r.Priority,
            r.RequiredBy,
            r.Substitutes,
            r.Disclosure,
            r.Evidence,
            r.StatusBy(seen),
            r.Version,
            r.FiledAt,
            r.ValidatedBy,
            seen.Sum(c => c.Credit),
            seen.Sum(c => c.Dispatched),
            seen.Sum(c => c.Delivered),
            seen.Sum(c => c.Received),
            r.Stage == RequirementStatus.Open && r.IsReady ? r.Quantity - r.Elsewhere - own.Sum(c => c.Credit) : 0,
            seen.Where(c => !r.IsInTime(c)).Sum(c => c.Credit),
            [
                .. own.Where(c => c.Credit > 0).Select(CoverageView.From),
                .. elsewhere.Select(c => CoverageView.From(c) with { Via = part!.Gap }),
            ],
            r.CourseId,
            r.Supersedes,
            r.SupersededBy,
            r.Series,
            part is null ? null : new(part.Gap, part.Quantity, elsewhere.Sum(c => c.Credit))
        );
    }
}

/// <summary>The part of a requirement that is a gap of US deliveries.</summary>
/// <param name="Gap">The gap.</param>
/// <param name="Quantity">How much of the requirement it is, in its unit.</param>
/// <param name="Covered">What of that is covered at the gap.</param>
internal sealed record SameNeedView(string Gap, decimal Quantity, decimal Covered);

/// <summary>What one allocation covers, in the requirement's or gap's unit.</summary>
internal sealed record CoverageView(
    string Id,
    string Pledge,
    int Line,
    string Donor,
    decimal Credit,
    decimal Dispatched,
    decimal Delivered,
    decimal Received
)
{
    /// <summary>Of a requirement: the gap that it is allocated to, and which part of the requirement is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Via { get; init; }

    public static CoverageView From(Coverage c) =>
        new(c.Allocation, c.Pledge, c.Line, c.Donor, c.Credit, c.Dispatched, c.Delivered, c.Received);
}
