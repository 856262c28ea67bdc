using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Insights;

/// <summary>How it stands with each capability, of what the caller may see.</summary>
/// <param name="By">Whose a share is: who pays or who delivers.</param>
/// <param name="TargetYear">The year from which Europe and Canada are to bear 85 to 100 %.</param>
/// <param name="Items">A row a capability, by code.</param>
internal sealed record CapabilityFigures(SupportColumn By, int TargetYear, IReadOnlyList<CapabilityRow> Items);

/// <summary>One capability, in its unit.</summary>
/// <param name="Needs">What is needed and what covers it.</param>
/// <param name="OpenIfExpected">What is open if co-production gives what is expected of it; null where nothing
/// is.</param>
/// <param name="UnitedStates">What is expected of the United States; null where nothing is known to be.</param>
/// <param name="Path">Who bears it this year and by each year to the target, by what is committed today.</param>
/// <param name="LargestAlly">Of this year and those to come, the one that the ceiling of half is closest to, or furthest
/// above; null where nothing is covered.</param>
/// <param name="Links">What is behind the figures.</param>
internal sealed record CapabilityRow(
    string Capability,
    string Unit,
    NeedSums Needs,
    decimal? OpenIfExpected,
    UsWindows? UnitedStates,
    IReadOnlyList<PathYear> Path,
    LargestAlly? LargestAlly,
    CapabilityLinks Links
);

/// <summary>The twelve months up to the present one, and the twelve after it.</summary>
internal sealed record UsWindows(UsWindow Past, UsWindow Ahead)
{
    public static UsWindows Of(string capability, IReadOnlyList<MonthFigures> months, Month present) =>
        new(
            UsWindow.Of(capability, months, present.Plus(-11), present),
            UsWindow.Of(capability, months, present.Plus(1), present.Plus(12))
        );
}

/// <summary>Deliveries of the United States over some months, all authorities, in the capability's unit.</summary>
/// <param name="Link">The deliveries behind it.</param>
internal sealed record UsWindow(
    Month From,
    Month To,
    decimal Expected,
    decimal Delivered,
    decimal Forecast,
    decimal Shortfall,
    string Link
)
{
    public static UsWindow Of(string capability, IReadOnlyList<MonthFigures> months, Month from, Month to)
    {
        var within = months.Where(m => m.Month >= from && m.Month <= to).ToList();
        return new(
            from,
            to,
            within.Sum(m => m.Baseline.Quantity).Plain(),
            within.Sum(m => m.Report?.Delivered ?? 0).Plain(),
            within.Sum(m => m.Forecast ?? 0).Plain(),
            within.Sum(m => m.Shortfall).Plain(),
            Figures.Link($"us-deliveries/{capability}", ("from", $"{from}"), ("to", $"{to}"))
        );
    }
}

/// <summary>Who bears a capability in a year, against the path.</summary>
/// <param name="Needed">What requirements and gaps of the year ask for.</param>
/// <param name="Covered">What allocations cover of that.</param>
/// <param name="Borne">By group: what covers the year's needs, and what the United States deliver themselves or are
/// forecast to.</param>
/// <param name="EuropeanShare">Part of what is borne that Europe and Canada bear, four decimals; null when nothing
/// is.</param>
/// <param name="TargetLow">The least that it should be by the path.</param>
/// <param name="TargetHigh">The most.</param>
/// <param name="OnPath">Whether it is the least or more; null when nothing is borne.</param>
internal sealed record PathYear(
    int Year,
    decimal Needed,
    decimal Covered,
    GroupSums Borne,
    decimal? EuropeanShare,
    decimal TargetLow,
    decimal TargetHigh,
    bool? OnPath
)
{
    public static PathYear Of(BurdenYear year, int target)
    {
        var (low, high) = BurdenPath.In(year.Year, target);
        var share = year.Borne.EuropeanShare;
        return new(
            year.Year,
            year.Needed.Plain(),
            year.Covered.Plain(),
            year.Borne.Plain(),
            share?.Plain(),
            low.Plain(),
            high.Plain(),
            share is null ? null : share >= low
        );
    }
}

/// <summary>The ally that covers most of a year's needs.</summary>
/// <param name="Share">Part of what is needed in the year, four decimals.</param>
/// <param name="AboveCeiling">Whether that is more than half.</param>
internal sealed record LargestAlly(string Party, int Year, decimal Covered, decimal Share, bool AboveCeiling)
{
    private const decimal Ceiling = 0.5m;

    /// <summary>Of the years from the present one on.</summary>
    public static LargestAlly? Of(IEnumerable<YearShare> shares, int present) =>
        shares
            .Where(s => s.Year >= present)
            .SelectMany(s =>
                s.ByDonor.Select(d => new LargestAlly(
                    d.Key,
                    s.Year,
                    d.Value.Plain(),
                    decimal.Round(d.Value / s.Needed, 4).Plain(),
                    d.Value > Ceiling * s.Needed
                ))
            )
            .OrderByDescending(a => a.Share)
            .ThenBy(a => a.Year)
            .ThenBy(a => a.Party, StringComparer.Ordinal)
            .FirstOrDefault();
}

/// <summary>What is behind a capability's figures.</summary>
/// <param name="Requirements">The requirements.</param>
/// <param name="Gaps">The gaps.</param>
/// <param name="Pledges">The pledges that may cover them.</param>
/// <param name="Shares">Who covers what in each year.</param>
/// <param name="Timeline">The capability by month.</param>
internal sealed record CapabilityLinks(string Requirements, string Gaps, string Pledges, string Shares, string Timeline)
{
    public static CapabilityLinks Of(string capability, string by)
    {
        (string, string?) of = ("capability", capability);
        return new(
            Figures.Link("requirements", of, ("kind", "requirement")),
            Figures.Link("gaps", of),
            Figures.Link("pledges", of),
            Figures.Link("insights/shares", of, ("by", by)),
            Figures.Link("insights/timeline", of)
        );
    }
}
