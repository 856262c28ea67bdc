namespace UkraineSupport.Domain.Insights;

/// <summary>
/// The path on which Europe and Canada come to bear 85 to 100 % instead of 50 % (seed, section 2 and recommendation 3:
/// "fors meer dan 50 procent … in een periode van 5 tot 10 jaar"): a straight line from the year of the letter.
/// </summary>
public static class BurdenPath
{
    /// <summary>The year of the advisory letter.</summary>
    public const int FirstYear = 2025;

    /// <summary>Five years after it: the sooner end of the period that it gives.</summary>
    public const int UsualTarget = 2030;

    /// <summary>The latest year that may be asked for.</summary>
    public const int LastTarget = 2050;

    private const decimal Start = 0.5m;
    private const decimal AtLeast = 0.85m;
    private const decimal AtMost = 1m;

    /// <summary>What the share of Europe and Canada should be in a year: between these two, four decimals.</summary>
    /// <param name="year">The year.</param>
    /// <param name="target">The year from which the target holds.</param>
    public static (decimal Low, decimal High) In(int year, int target)
    {
        var way = Math.Clamp((year - FirstYear) / (decimal)(target - FirstYear), 0, 1);
        return (
            decimal.Round(Start + ((AtLeast - Start) * way), 4),
            decimal.Round(Start + ((AtMost - Start) * way), 4)
        );
    }
}
