using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>
/// Sums over months, in the capability's unit and EUR, of what is known; null when it is known of no month. Announced,
/// contracted and delivered are ledgers of their own, never to be added to each other.
/// </summary>
internal sealed record UsTotals(
    decimal Expected,
    decimal? Announced,
    decimal? Contracted,
    decimal Delivered,
    decimal Forecast,
    decimal Shortfall,
    decimal? ExpectedEur,
    decimal? DeliveredEur,
    decimal? ForecastEur,
    decimal? ShortfallEur
)
{
    public static IReadOnlyList<MonthFigures> Between(UsFlow flow, Month from, Month to, DateTimeOffset now) =>
        [.. Domain.UsDeliveries.Forecast.Of(flow, now).Where(m => m.Month >= from && m.Month <= to)];

    public static UsTotals Of(IReadOnlyList<MonthFigures> months) =>
        new(
            months.Sum(m => m.Baseline.Quantity),
            Known(months, m => m.Report?.Announced),
            Known(months, m => m.Report?.Contracted),
            months.Sum(m => m.Report?.Delivered ?? 0),
            months.Sum(m => m.Forecast ?? 0),
            months.Sum(m => m.Shortfall),
            Known(months, m => m.Baseline.Value?.Eur),
            Known(months, m => m.DeliveredEur),
            Known(months, m => m.ForecastEur),
            Known(months, m => m.ShortfallEur)
        );

    private static decimal? Known(IReadOnlyList<MonthFigures> months, Func<MonthFigures, decimal?> figure)
    {
        var known = months.Select(figure).OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }
}

/// <summary>A capability in the list: its sums over the months asked for.</summary>
internal sealed record UsDeliveriesEntry(
    string Capability,
    string Unit,
    Disclosure Disclosure,
    UsAuthority Authority,
    long Version,
    Month FirstMonth,
    Month LastMonth,
    UsTotals Totals
)
{
    public static UsDeliveriesEntry From(UsFlow flow, Month from, Month to, DateTimeOffset now) =>
        new(
            flow.Capability,
            UsDeliveriesView.UnitOf(flow),
            flow.Disclosure,
            flow.Baseline!.Authority,
            flow.Version,
            flow.Baseline.Months[0].Month,
            flow.Baseline.Months[^1].Month,
            UsTotals.Of(UsTotals.Between(flow, from, to, now))
        );
}
