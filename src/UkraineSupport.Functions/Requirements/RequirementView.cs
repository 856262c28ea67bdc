using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// A requirement as one caller may see it: quantities and status count only the allocations whose pledges that caller
/// may see. <c>allocatedLate</c> is what of <c>allocated</c> is handed over after the last day on which it helps: it
/// does not fill the requirement. What was allocated to one that is superseded shows at its successor.
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
    RequirementSeries? Series
)
{
    public static RequirementView From(Requirement r, Actor viewer)
    {
        var seen = r.Counted.Where(c => viewer.MaySee(c.Disclosure, c.Donor)).ToList();
        var allocated = seen.Sum(c => c.Credit);
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
            allocated,
            seen.Sum(c => c.Dispatched),
            seen.Sum(c => c.Delivered),
            seen.Sum(c => c.Received),
            r.Stage == RequirementStatus.Open && r.IsReady ? r.Quantity - allocated : 0,
            seen.Where(c => !r.IsInTime(c)).Sum(c => c.Credit),
            [.. seen.Where(c => c.Credit > 0).Select(CoverageView.From)],
            r.CourseId,
            r.Supersedes,
            r.SupersededBy,
            r.Series
        );
    }
}

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
    public static CoverageView From(Coverage c) =>
        new(c.Allocation, c.Pledge, c.Line, c.Donor, c.Credit, c.Dispatched, c.Delivered, c.Received);
}
