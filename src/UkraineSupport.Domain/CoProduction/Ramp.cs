using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>
/// Plan, actual and forecast of an agreement, month by month. No random numbers: quantiles in closed form.
/// <list type="number">
/// <item>When series production slips, the plan moves as many months later; what falls past the contract's end is
/// lost.</item>
/// <item>Evidence: made ÷ planned (moved) of the last six months that are over and reported and in which anything was
/// planned and nothing was suspended, each at most 1.5. A month that is not reported in time counts as nothing
/// made.</item>
/// <item>The expected ratio is their mean together with three months at 0.7, which an agreement without evidence has:
/// a stated assumption. Its variance is pooled the same way, those three months with a spread of 0.2.</item>
/// <item>P10, P50 and P90 of a month: planned × (ratio − z × spread, ratio, ratio + z × spread), z = 1.2816 of the
/// normal distribution, the spread times √(1 + months ahead ÷ 12), from 0 to 1.</item>
/// <item>No more than what open bottlenecks leave of the plan: P10 as if they stayed, P50 as if each were closed by
/// its day (one whose day is past stays), P90 as if all were closed after this month.</item>
/// <item>Rounded down to whole units. What the running month has made is taken off: a unit is made or forecast, never
/// both. A month that is over has no forecast, reported or not: silence is not output.</item>
/// </list>
/// </summary>
public static class Ramp
{
    /// <summary>The rule in a sentence, for those who read the figures.</summary>
    public const string Method =
        "Planned, moved by the slippage of series production, x the ratio made / planned of the last six reported "
        + "months pooled with three months at 0.7 (spread 0.2); P10 and P90 1.2816 spreads from P50, wider by "
        + "sqrt(1 + months ahead / 12), within 0 and 1; never more than open bottlenecks leave; rounded down; less "
        + "what the running month has made. A month that is over has no forecast.";

    private const int EvidenceMonths = 6;
    private const decimal MostRatio = 1.5m;
    private const decimal PriorRatio = 0.7m;
    private const decimal PriorSpread = 0.2m;
    private const int PriorMonths = 3;
    private const decimal Z = 1.2816m;

    /// <summary>The months of the contract that are planned or reported, earliest first.</summary>
    public static IReadOnlyList<RampMonth> Of(Agreement agreement, DateTimeOffset now)
    {
        var (planned, moved) = (
            agreement.Plan.ToDictionary(m => m.Month, m => m.Quantity),
            PlannedMonths(agreement).ToDictionary(m => m.Month, m => m.Quantity)
        );
        var reports = agreement.Reports.ToDictionary(r => r.Month);
        var (ratio, spread) = Evidence(agreement, moved, now);
        var months = new List<RampMonth>();
        foreach (var month in planned.Keys.Union(moved.Keys).Union(reports.Keys).Order())
        {
            var due = moved.GetValueOrDefault(month);
            var report = reports.GetValueOrDefault(month);
            var isOver = month.End() <= now;
            var forecast = isOver ? null : Forecast(agreement, month, due, (ratio, spread), now);
            var left = forecast?.Less(report?.Made ?? 0);
            var row = new RampMonth(month, planned.GetValueOrDefault(month), due, report, isOver, left);
            months.Add(Explained(agreement, row));
        }

        return months;
    }

    /// <summary>The plan as the slippage of series production moved it, within the contract.</summary>
    public static IReadOnlyList<PlannedMonth> PlannedMonths(Agreement agreement)
    {
        var delay = Delay(agreement);
        var last = agreement.ContractMonths.Last;
        return
        [
            .. agreement
                .Plan.Where(m => last.Since(m.Month) >= delay)
                .Select(m => m with { Month = m.Month.Plus(delay) }),
        ];
    }

    /// <summary>
    /// The years of which the plan, as slippage moved it, is below the agreed minimum; of a year that the contract has
    /// in part, as large a part of the minimum as it has of the months.
    /// </summary>
    public static IReadOnlyList<int> BelowMinimum(Agreement agreement)
    {
        var (first, last) = agreement.ContractMonths;
        var planned = PlannedMonths(agreement).ToLookup(m => m.Month.First.Year, m => m.Quantity);
        return
        [
            .. Enumerable
                .Range(0, last.Since(first) + 1)
                .CountBy(n => first.Plus(n).First.Year)
                .Where(y => planned[y.Key].Sum() * 12 < agreement.Terms.MinimumYearly * y.Value)
                .Select(y => y.Key),
        ];
    }

    /// <summary>What is planned for a month after slippage.</summary>
    internal static decimal Planned(Agreement agreement, Month month) =>
        PlannedMonths(agreement).FirstOrDefault(m => m.Month == month)?.Quantity ?? 0;

    /// <summary>By how many months series production comes later than the plan counted on.</summary>
    private static int Delay(Agreement agreement)
    {
        if (agreement.Milestone(MilestoneKind.Serial) is not { } serial)
            return 0;
        var counted = agreement.PlanSerialDue ?? serial.Baseline;
        return Math.Max(0, Month.Of(serial.MetOn ?? serial.Due).Since(Month.Of(counted)));
    }

    private static (decimal Ratio, decimal Spread) Evidence(
        Agreement agreement,
        Dictionary<Month, decimal> moved,
        DateTimeOffset now
    )
    {
        var ratios = moved
            .Where(m => m.Value > 0 && m.Key.End() <= now && !IsSuspendedIn(agreement, m.Key))
            .Where(m => agreement.Report(m.Key) is not null || IsOverdue(agreement, m.Key))
            .OrderBy(m => m.Key)
            .TakeLast(EvidenceMonths)
            .Select(m => Math.Min(MostRatio, (agreement.Report(m.Key)?.Made ?? 0) / m.Value))
            .ToList();
        var weight = PriorMonths + ratios.Count;
        var mean = ((PriorMonths * PriorRatio) + ratios.Sum()) / weight;
        var prior = (PriorSpread * PriorSpread) + ((PriorRatio - mean) * (PriorRatio - mean));
        var variance = ((PriorMonths * prior) + ratios.Sum(r => (r - mean) * (r - mean))) / weight;
        return (mean, Root(variance));
    }

    /// <summary>Whether the board was told that nobody says what a month gave.</summary>
    private static bool IsOverdue(Agreement agreement, Month month) =>
        agreement.Overdue.Contains(new(AgreementStepKind.Output, 0, month));

    private static Quantiles Forecast(
        Agreement agreement,
        Month month,
        decimal due,
        (decimal Ratio, decimal Spread) evidence,
        DateTimeOffset now
    )
    {
        if (!agreement.IsLive || agreement.CoSignedAt is null)
            return new(0, 0, 0);
        var ahead = month.Since(Month.Of(now));
        var spread = Z * evidence.Spread * Root(1 + (ahead / 12m));
        var open = agreement.Bottlenecks.Where(b => b.IsOpen).ToList();
        decimal Of(decimal ratio, IEnumerable<Bottleneck> costing) =>
            RoundDown(Math.Max(0, Math.Min(due * Math.Clamp(ratio, 0, 1), due - costing.Sum(b => b.CostsAMonth))));
        return new(
            Of(evidence.Ratio - spread, open),
            Of(evidence.Ratio, open.Where(b => ahead == 0 || StaysUntil(b, now) is not { } until || until >= month)),
            Of(evidence.Ratio + spread, ahead == 0 ? open : [])
        );
    }

    /// <summary>The month in which somebody will have seen to it; null without a day, or when that is past.</summary>
    private static Month? StaysUntil(Bottleneck bottleneck, DateTimeOffset now) =>
        bottleneck.Due is { } day && Month.Of(day) >= Month.Of(now) ? Month.Of(day) : null;

    private static RampMonth Explained(Agreement agreement, RampMonth row)
    {
        if (row.Difference >= 0)
            return row;
        if (row is { IsOver: true, Report: null })
            return row with { Cause = DifferenceCause.NotReported };
        if (IsSuspendedIn(agreement, row.Month))
            return row with { Cause = DifferenceCause.Suspension };
        if (row.Moved < row.Planned)
            return row with { Cause = DifferenceCause.Slippage };
        var costliest = agreement
            .Bottlenecks.Where(b => row.IsOver ? b.WasOpenIn(row.Month) && !b.IsNone : b.IsOpen)
            .OrderByDescending(b => b.CostsAMonth)
            .FirstOrDefault();
        return costliest is null
            ? row with
            {
                Cause = row.IsOver ? DifferenceCause.Unexplained : DifferenceCause.Evidence,
            }
            : row with
            {
                Cause = DifferenceCause.Bottleneck,
                Bottleneck = costliest.Number,
            };
    }

    /// <summary>Whether it was suspended on some day of a month.</summary>
    internal static bool IsSuspendedIn(Agreement agreement, Month month) =>
        agreement.Suspensions.Any(s => Month.Of(s.From) <= month && (s.To is not { } to || Month.Of(to) >= month));

    /// <summary>Rooted by the processor, which rounds a root correctly, and kept to nine decimals.</summary>
    private static decimal Root(decimal value) => decimal.Round((decimal)Math.Sqrt((double)value), 9);

    /// <summary>To nine decimals first, so that thirds that add up do.</summary>
    internal static decimal RoundDown(decimal quantity) => decimal.Floor(decimal.Round(quantity, 9));
}

/// <summary>What one month may give: with 90, 50 and 10 percent confidence no less.</summary>
/// <param name="P10">Cautious.</param>
/// <param name="P50">Expected.</param>
/// <param name="P90">Hopeful.</param>
public sealed record Quantiles(decimal P10, decimal P50, decimal P90)
{
    /// <summary>What is left of it when so much is there.</summary>
    internal Quantiles Less(decimal made) =>
        new(Math.Max(0, P10 - made), Math.Max(0, P50 - made), Math.Max(0, P90 - made));
}

/// <summary>One month, in the capability's unit.</summary>
/// <param name="Month">The month.</param>
/// <param name="Planned">As it was planned.</param>
/// <param name="Moved">As slippage moved the plan.</param>
/// <param name="Report">What it gave, or null.</param>
/// <param name="IsOver">Whether it is over.</param>
/// <param name="Forecast">What is still to come, beside what was made; null of a month that is over.</param>
/// <param name="Cause">Why made and forecast (P50) are less than planned.</param>
/// <param name="Bottleneck">The bottleneck that is the cause, or null.</param>
public sealed record RampMonth(
    Month Month,
    decimal Planned,
    decimal Moved,
    OutputReport? Report,
    bool IsOver,
    Quantiles? Forecast,
    DifferenceCause Cause = DifferenceCause.None,
    int? Bottleneck = null
)
{
    /// <summary>Made and, by P50, still to come, less planned.</summary>
    public decimal Difference => (Report?.Made ?? 0) + (Forecast?.P50 ?? 0) - Planned;
}
