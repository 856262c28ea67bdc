using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>
/// What is to be expected of each month, and what it falls short.
/// <list type="number">
/// <item>A month that is over and reported counts what was delivered in it.</item>
/// <item>The report of a month that still runs is interim: what the month's forecast has more than that is still to
/// come. It says nothing yet of how well deliveries keep up.</item>
/// <item>A month that is over and not reported keeps its forecast, and is not confirmed: nobody knows better.</item>
/// <item>Any other is forecast: expected × what signals leave of it (<see cref="DayRule"/>) × slippage. What is expected
/// under several authorities is weighed by each apart: a pause of one leaves the others.</item>
/// <item>Slippage is what was delivered for each unit due (expected × what signals left) in the last six reported
/// months before it in which anything was due; not more than 1, and 1 as long as fewer than three such months are
/// reported. Months in which nothing was due say nothing of how well deliveries keep up: a halt must not make a later
/// resumption look reliable, nor unreliable.</item>
/// <item>A forecast is rounded down: to whole units, money to cents. (To nine decimals first, so that thirds that add
/// up do.)</item>
/// <item>The shortfall is what delivered or forecast leaves of the expected, never below zero: a month's surplus makes
/// up for no other month. Its value is its part of the expected value.</item>
/// </list>
/// </summary>
public static class Forecast
{
    /// <summary>The rule in a sentence, for those who read the figures.</summary>
    public const string Method =
        "A reported month that is over counts what was delivered; one that still runs the larger of that and its forecast. Any other month, also one that is over and not reported: expected x the mean over its days of what the ruling signal leaves (pause, halt 0; "
        + "reduce its factor; resume or none 1; the latest to begin rules; of each authority apart) x slippage (delivered / due over the last six reported months before it, over by now, in which "
        + "anything was due, at most 1; 1 with fewer than three), rounded down. Shortfall: expected less that, not below 0; valued pro rata of the expected value.";

    /// <summary>Reported months that slippage is seen in.</summary>
    public const int SlippageMonths = 6;

    /// <summary>With fewer reported months, slippage is not reckoned with.</summary>
    public const int MinSlippageMonths = 3;

    /// <summary>The figures of each month that is expected or reported, earliest first.</summary>
    /// <param name="flow">The deliveries.</param>
    /// <param name="now">The present: it tells which months are over.</param>
    public static IReadOnlyList<MonthFigures> Of(UsFlow flow, DateTimeOffset now)
    {
        var isMoney = CapabilityCatalog.Find(flow.Capability)!.IsMoney;
        var expected = (flow.Baseline?.Months ?? []).ToDictionary(m => m.Month);
        var reports = flow.Reports.ToDictionary(r => r.Month);
        var past = new List<(Month Month, decimal Due, decimal Delivered)>();
        var figures = new List<MonthFigures>();
        foreach (var month in expected.Keys.Union(reports.Keys).Order())
        {
            var baseline = expected.GetValueOrDefault(month) ?? new BaselineMonth(month, 0, null);
            var (report, parts) = (reports.GetValueOrDefault(month), Parts(flow, baseline));
            var slippage = Slippage(past);
            var due = parts.Sum(p => p.Expected * p.Factor);
            var isOver = month.End() <= now;
            decimal? forecast =
                report is not null && isOver
                    ? null
                    : Math.Max(0, RoundDown(due * slippage.Ratio, isMoney) - (report?.Delivered ?? 0));
            figures.Add(
                new(
                    baseline,
                    report,
                    forecast,
                    isOver,
                    new(
                        parts.Count == 1 ? parts[0].Factor
                            : baseline.Quantity == 0 ? 1
                            : decimal.Round(due / baseline.Quantity, 9),
                        [.. parts.SelectMany(p => p.Signals).Distinct()],
                        slippage.Ratio,
                        slippage.Months,
                        parts.Count == 1 ? [] : parts
                    )
                )
            );
            if (report is not null && isOver && due > 0)
                past.Add((month, due, report.Delivered));
        }

        return figures;
    }

    private static List<AuthorityBasis> Parts(UsFlow flow, BaselineMonth month) =>
        [
            .. (flow.Baseline?.Of(month) ?? []).Select(p =>
            {
                var signalled = DayRule.Of(flow.Signals, month.Month, p.Authority);
                return new AuthorityBasis(p.Authority, p.Quantity, signalled.Factor, signalled.Ruling);
            }),
        ];

    private static (decimal Ratio, IReadOnlyList<Month> Months) Slippage(
        List<(Month Month, decimal Due, decimal Delivered)> past
    )
    {
        if (past.Count < MinSlippageMonths)
            return (1, []);
        var seen = past.TakeLast(SlippageMonths).ToList();
        return (Math.Min(1, seen.Sum(p => p.Delivered) / seen.Sum(p => p.Due)), [.. seen.Select(p => p.Month)]);
    }

    private static decimal RoundDown(decimal quantity, bool isMoney) =>
        isMoney ? decimal.Floor(decimal.Round(quantity * 100, 9)) / 100 : decimal.Floor(decimal.Round(quantity, 9));
}

/// <summary>One month's figures, in the capability's unit.</summary>
/// <param name="Baseline">What is expected; quantity 0 in a month outside the baseline.</param>
/// <param name="Report">What is reported, or null.</param>
/// <param name="Forecast">What is forecast to come, beyond what an interim report has; null when it is reported and
/// over.</param>
/// <param name="IsOver">Whether the month is over.</param>
/// <param name="Basis">What the forecast rests on.</param>
public sealed record MonthFigures(
    BaselineMonth Baseline,
    UsReport? Report,
    decimal? Forecast,
    bool IsOver,
    ForecastBasis Basis
)
{
    /// <summary>The month.</summary>
    public Month Month => Baseline.Month;

    /// <summary>Expected less delivered and forecast, not below zero.</summary>
    public decimal Shortfall => Math.Max(0, Baseline.Quantity - (Report?.Delivered ?? 0) - (Forecast ?? 0));

    /// <summary>Reported, but the month still runs.</summary>
    public bool IsInterim => Report is not null && !IsOver;

    /// <summary>Something was expected, the month is over, and nobody said what came.</summary>
    public bool IsUnreported => Report is null && IsOver && Baseline.Quantity > 0;

    /// <summary>Of an unreported month: what it falls short if nothing came; null otherwise.</summary>
    public decimal? ShortfallIfNothingCame => IsUnreported ? Baseline.Quantity : null;

    /// <summary>The shortfall's part of the expected value, EUR; null when that is not known.</summary>
    public decimal? ShortfallEur => Eur(Shortfall);

    /// <summary>What was delivered is worth, EUR: as reported, otherwise its part of the expected value.</summary>
    public decimal? DeliveredEur => Report is null ? null : Report.Value?.Eur ?? Eur(Report.Delivered);

    /// <summary>The forecast's part of the expected value, EUR.</summary>
    public decimal? ForecastEur => Forecast is { } forecast ? Eur(forecast) : null;

    /// <summary>Whether the figures are known and will not change by themselves: over, and reported.</summary>
    public bool IsConfirmed => Report is not null && IsOver;

    /// <summary>The part of the expected value that so much of the month is worth, EUR.</summary>
    internal decimal? Eur(decimal quantity) => Baseline.Value?.ProRata(quantity, Baseline.Quantity);
}

/// <summary>What a forecast rests on.</summary>
/// <param name="Factor">What signals leave, 0 to 1.</param>
/// <param name="Signals">The signals that rule on at least one of the month's days.</param>
/// <param name="Slippage">Delivered for each unit due, 0 to 1.</param>
/// <param name="SlippageMonths">The reported months it was seen in; none when there are too few.</param>
/// <param name="Authorities">Where several authorities are expected to deliver: each of them; otherwise none.</param>
public sealed record ForecastBasis(
    decimal Factor,
    IReadOnlyList<string> Signals,
    decimal Slippage,
    IReadOnlyList<Month> SlippageMonths,
    IReadOnlyList<AuthorityBasis> Authorities
);

/// <summary>What is expected under one authority, and what signals leave of it.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Expected">In the capability's unit.</param>
/// <param name="Factor">What signals leave, 0 to 1.</param>
/// <param name="Signals">The signals that rule on at least one of the month's days.</param>
public sealed record AuthorityBasis(
    UsAuthority Authority,
    decimal Expected,
    decimal Factor,
    IReadOnlyList<string> Signals
);
