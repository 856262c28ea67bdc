namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>How much a strength-day of a critical serial and of another count.</summary>
internal readonly record struct Emphasis(long Critical, long Other);

/// <summary>What strength-days count while a bound is looked for.</summary>
internal static class Emphases
{
    public static readonly Emphasis CriticalOnly = new(1, 0);

    public static readonly Emphasis All = new(1, 1);

    /// <summary>Critical ones so much more that an assignment by these weights is nearly one of critical ones first.
    /// </summary>
    public static readonly Emphasis CriticalMore = new(4, 1);

    /// <summary>Strength-days by an emphasis.</summary>
    public static double Weigh(Emphasis emphasis, Points points) =>
        ((double)emphasis.Other * points.All)
        + ((double)(emphasis.Critical - emphasis.Other) * points.Critical);
}
