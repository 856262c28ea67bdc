using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>A capability's deliveries as one caller may see them, with what stands behind each number.</summary>
internal sealed record UsDeliveriesView(
    string Capability,
    string Unit,
    Disclosure Disclosure,
    long Version,
    string Method,
    UsAuthority Authority,
    string Source,
    string ForecastMethod,
    GapThreshold GapThreshold,
    UsTotals Totals,
    IReadOnlyList<UsMonthView> Months,
    IReadOnlyList<UsSignalView> Signals,
    IReadOnlyList<UsGapView> Gaps
)
{
    public static UsDeliveriesView From(
        UsFlow all,
        Actor viewer,
        Month from,
        Month to,
        DateTimeOffset now,
        GapSettings settings
    )
    {
        var flow = all.SeenBy(viewer);
        var (baseline, months) = (flow.Baseline!, UsTotals.Between(flow, from, to, now));
        var ruling = months.SelectMany(m => m.Basis.Signals).ToHashSet();
        // Where a gap is tells what the signals behind it say: it has a disclosure of its own.
        var gaps = flow.Gaps.Where(g =>
            viewer.MaySee(g.Disclosure, null) && g.Months.Any(m => m.Month >= from && m.Month <= to)
        );
        var inGaps = gaps.SelectMany(g => g.Months).Select(m => m.Month).ToHashSet();
        return new(
            flow.Capability,
            UnitOf(flow),
            flow.Disclosure,
            flow.Version,
            baseline.Method,
            baseline.Authority,
            baseline.Source,
            Forecast.Method,
            new(settings.MinUnits, settings.MinPercent),
            UsTotals.Of(months),
            [.. months.Select(m => UsMonthView.From(m, inGaps))],
            [
                .. flow
                    .Signals.Where(s => ruling.Contains(s.Id))
                    .OrderBy(s => s.From)
                    .ThenBy(s => s.RecordedAt)
                    .Select(s => new UsSignalView(s.Id, s.Kind, s.Factor, s.From, s.Until, s.Source, s.Authority)),
            ],
            [
                .. gaps.Select(g => new UsGapView(
                    g.Id,
                    g.Months[0].Month,
                    g.Months[^1].Month,
                    g.Months.Sum(m => m.Shortfall)
                )),
            ]
        );
    }

    public static string UnitOf(UsFlow flow) => CapabilityCatalog.Find(flow.Capability)!.Unit;
}

/// <summary>
/// One month, in the capability's unit and EUR. <c>delivered</c> is there when it is reported and <c>forecast</c>
/// otherwise; of a month that still runs and is reported (<c>interim</c>) <c>forecast</c> is what is still to come.
/// <c>basis</c> says what the forecast rests on, or would. A month that is over and <c>unreported</c> keeps its
/// forecast and is never confirmed; <c>shortfallIfNothingCame</c> stands beside it. A shortfall <c>belowThreshold</c>
/// counts in the sums and opens no gap.
/// </summary>
internal sealed record UsMonthView(
    Month Month,
    decimal Expected,
    decimal? Announced,
    decimal? Contracted,
    decimal? Delivered,
    decimal? Forecast,
    decimal Shortfall,
    decimal? ExpectedEur,
    decimal? DeliveredEur,
    decimal? ForecastEur,
    decimal? ShortfallEur,
    bool Confirmed,
    bool Interim,
    bool Unreported,
    bool BelowThreshold,
    decimal? ShortfallIfNothingCame,
    EurValue? ExpectedValue,
    UsReport? Report,
    ForecastBasis Basis
)
{
    public static UsMonthView From(MonthFigures m, IReadOnlySet<Month> inGaps) =>
        new(
            m.Month,
            m.Baseline.Quantity,
            m.Report?.Announced,
            m.Report?.Contracted,
            m.Report?.Delivered,
            m.Forecast,
            m.Shortfall,
            m.Baseline.Value?.Eur,
            m.DeliveredEur,
            m.ForecastEur,
            m.ShortfallEur,
            m.IsConfirmed,
            m.IsInterim,
            m.IsUnreported,
            m.Shortfall > 0 && !inGaps.Contains(m.Month),
            m.ShortfallIfNothingCame,
            m.Baseline.Value,
            m.Report,
            m.Basis
        );
}

/// <summary>A signal that rules on at least one day of the months shown.</summary>
internal sealed record UsSignalView(
    string Id,
    SignalKind Kind,
    decimal? Factor,
    DateOnly From,
    DateOnly? Until,
    string Source,
    UsAuthority? Authority
);

/// <summary>From which shortfall on a month opens a gap: both must be reached.</summary>
/// <param name="Units">In the capability's unit.</param>
/// <param name="Percent">Of what was expected.</param>
internal sealed record GapThreshold(decimal Units, decimal Percent);

/// <summary>A gap found in the months shown, whole.</summary>
internal sealed record UsGapView(string Id, Month From, Month To, decimal Shortfall);
