using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Gaps;

/// <summary>
/// A gap as one caller may see it: what is covered counts only the allocations whose pledges that caller may see.
/// </summary>
/// <param name="From">Its first month.</param>
/// <param name="To">Its last month.</param>
/// <param name="Shortfall">What is missing, in <paramref name="Unit"/>.</param>
/// <param name="ShortfallEur">Its value, EUR, or null when the baseline has none.</param>
/// <param name="Covered">What allocations cover.</param>
/// <param name="Open">What is still open.</param>
/// <param name="Months">Month by month, with what fills it: in order of handover, the earliest open month that it is in
/// time for first; what is left over makes up late for the others.</param>
/// <param name="Allies">What each ally covers.</param>
/// <param name="Sources">What it rests on: the source of the baseline, and of the signals that rule in its
/// months.</param>
/// <param name="Solicitations">Who was asked: all of it for coordinators and the recipient, a donor's own part for that
/// donor.</param>
/// <param name="SameNeeds">The requirements that part of it is too; what is covered counts for them in this
/// order.</param>
internal sealed record GapView(
    string Id,
    string Capability,
    Month From,
    Month To,
    decimal Shortfall,
    decimal? ShortfallEur,
    string Unit,
    int Priority,
    string? Risk,
    IReadOnlyList<Substitute> Substitutes,
    Disclosure Disclosure,
    GapStatus Status,
    long Version,
    DateTimeOffset OpenedAt,
    string? MergedInto,
    decimal Covered,
    decimal Open,
    IReadOnlyList<GapMonthView> Months,
    IReadOnlyList<AllyPart> Allies,
    IReadOnlyList<CoverageView> Allocations,
    IReadOnlyList<OfferView> Offers,
    IReadOnlyList<Solicitation> Solicitations,
    IReadOnlyList<string> Predecessors,
    IReadOnlyList<string> Sources,
    IReadOnlyList<NamedBy> SameNeeds
)
{
    /// <summary>
    /// When what no month of the capability needs is given back; null when there is no such thing. For those who see
    /// all that covers it.
    /// </summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>What is open if future supply comes; where gaps are read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? OpenIfExpected { get; private init; }

    /// <summary>
    /// Future supply that may fill it, month by month: expected of co-production, never committed. Of the capability
    /// itself, shared among all its gaps that the caller sees.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExpectedPart>? FutureSupply { get; private init; }

    /// <summary>The view with what may come of co-production.</summary>
    public GapView If(IEnumerable<ExpectedPart> expected)
    {
        var parts = expected.ToList();
        return this with { OpenIfExpected = Open - parts.Sum(p => p.Quantity), FutureSupply = parts };
    }

    /// <summary>What happened to it, the latest last; only where one gap is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TimelineStep>? Timeline { get; init; }

    public static GapView Of(Gap gap, Actor viewer)
    {
        var g = gap.SeenBy(viewer);
        var seen = g.Coverage.Where(c => c.Credit > 0).ToList();
        var filled = g.Filled(seen);
        return new(
            g.Id,
            g.Capability,
            g.Months[0].Month,
            g.Months[^1].Month,
            g.Shortfall,
            g.Months.Any(m => m.ShortfallEur is null) ? null
                : g.Gone ? 0
                : g.Months.Sum(m => m.ShortfallEur),
            g.Unit,
            g.Priority,
            g.Risk,
            g.Substitutes,
            g.Disclosure,
            g.Status,
            g.Version,
            g.OpenedAt,
            g.MergedInto,
            g.Covered,
            g.OpenQuantity,
            g.Gone ? [] : [.. g.Months.Select(m => GapMonthView.Of(m, filled))],
            [
                .. seen.GroupBy(c => c.Donor)
                    .Select(d => AllyPart.Of(d.Key, d))
                    .OrderByDescending(a => a.Covered)
                    .ThenBy(a => a.Donor, StringComparer.Ordinal),
            ],
            [.. seen.Select(CoverageView.From)],
            [.. g.Offers.Select(o => new OfferView(o.Donor, o.Pledge, o.Credit))],
            g.Solicitations,
            g.Predecessors,
            g.Sources,
            [.. g.SameNeeds.Where(s => s.IsLive).Select(s => new NamedBy(s.Requirement, s.Quantity))]
        )
        {
            ReleaseAt = g.ReleaseAt,
        };
    }
}

/// <summary>One month of a gap, and what fills it: in time, or late.</summary>
internal sealed record GapMonthView(
    Month Month,
    decimal Expected,
    decimal Shortfall,
    decimal? ShortfallEur,
    bool Confirmed,
    bool Unreported,
    decimal Covered,
    decimal CoveredLate,
    decimal Open,
    IReadOnlyList<MonthPart> Allies
)
{
    public static GapMonthView Of(GapMonth month, IReadOnlyList<MonthFill> filled)
    {
        var parts = filled.Where(f => f.Month.Month == month.Month).ToList();
        var late = parts.Where(p => p.Late).Sum(p => p.Quantity);
        var covered = parts.Sum(p => p.Quantity) - late;
        return new(
            month.Month,
            month.Expected,
            month.Shortfall,
            month.ShortfallEur,
            month.Confirmed,
            month.Unreported,
            covered,
            late,
            month.Shortfall - covered - late,
            [.. parts.GroupBy(p => p.Part.Donor).Select(d => new MonthPart(d.Key, d.Sum(p => p.Quantity)))]
        );
    }
}

/// <summary>What one ally fills of one month.</summary>
internal sealed record MonthPart(string Donor, decimal Quantity);

/// <summary>What one ally covers of a gap, and how far that has come.</summary>
internal sealed record AllyPart(string Donor, decimal Covered, decimal Dispatched, decimal Delivered, decimal Received)
{
    public static AllyPart Of(string donor, IEnumerable<Coverage> parts)
    {
        var all = parts.ToList();
        return new(
            donor,
            all.Sum(p => p.Credit),
            all.Sum(p => p.Dispatched),
            all.Sum(p => p.Delivered),
            all.Sum(p => p.Received)
        );
    }
}

/// <summary>A requirement that part of a gap is too.</summary>
internal sealed record NamedBy(string Requirement, decimal Quantity);

/// <summary>A pledge offered for a gap, with what it would cover.</summary>
internal sealed record OfferView(string Donor, string Pledge, decimal Credit);
