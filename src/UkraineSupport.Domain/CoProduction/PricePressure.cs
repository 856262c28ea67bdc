namespace UkraineSupport.Domain.CoProduction;

/// <summary>A price against the baseline and against the other agreements of the capability.</summary>
/// <param name="Agreed">What was agreed, EUR a unit.</param>
/// <param name="Baseline">What it cost before.</param>
/// <param name="OverBaseline">How much more than that, as a part of it; negative: less.</param>
/// <param name="Median">The median price of the others that the reader sees; null without any.</param>
/// <param name="OverMedian">How much more than that, as a part of it, or null.</param>
/// <param name="Others">Of how many others.</param>
/// <param name="IsFlagged">Whether either is above what is set.</param>
/// <param name="NotBought">
/// Units a year that the money for the minimum volume would buy more at the lower of baseline and median; 0 unless
/// flagged.
/// </param>
public sealed record PricePressure(
    decimal Agreed,
    decimal Baseline,
    decimal OverBaseline,
    decimal? Median,
    decimal? OverMedian,
    int Others,
    bool IsFlagged,
    decimal NotBought
)
{
    /// <summary>Reckons it.</summary>
    /// <param name="price">The price.</param>
    /// <param name="minimumYearly">Units a year.</param>
    /// <param name="others">Prices of the other agreements of the capability, as far as the reader sees them.</param>
    /// <param name="settings">What counts as too much.</param>
    public static PricePressure Of(
        UnitPrice price,
        decimal minimumYearly,
        IReadOnlyList<decimal> others,
        CoProductionSettings settings
    )
    {
        var median = Middle(others);
        var overBaseline = Over(price.Agreed, price.Baseline);
        var overMedian = median is { } m ? Over(price.Agreed, m) : (decimal?)null;
        var isFlagged = overBaseline > settings.PricePressure || overMedian > settings.PricePressure;
        var lower = Math.Min(price.Baseline, median ?? price.Baseline);
        return new(
            price.Agreed,
            price.Baseline,
            overBaseline,
            median,
            overMedian,
            others.Count,
            isFlagged,
            isFlagged ? Ramp.RoundDown(minimumYearly * (price.Agreed / lower)) - minimumYearly : 0
        );
    }

    private static decimal Over(decimal price, decimal than) => decimal.Round((price / than) - 1, 4);

    private static decimal? Middle(IReadOnlyList<decimal> prices)
    {
        var sorted = prices.Order().ToList();
        var half = sorted.Count / 2;
        return sorted.Count == 0 ? null
            : sorted.Count % 2 == 1 ? sorted[half]
            : (sorted[half - 1] + sorted[half]) / 2;
    }
}
