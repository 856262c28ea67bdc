namespace UkraineSupport.Benchmarks;

/// <summary>What the benchmarks make of their measurements.</summary>
internal static class Statistics
{
    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1
            ? sorted[sorted.Count / 2]
            : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The value that this part of all values does not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }
}
