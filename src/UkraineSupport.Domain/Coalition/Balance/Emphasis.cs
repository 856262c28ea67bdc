namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>How much a strength-day of a critical serial and of another count.</summary>
internal readonly record struct Emphasis(long Critical, long Other);

/// <summary>What strength-days count for one objective.</summary>
internal static class Emphases
{
    public static readonly Emphasis CriticalOnly = new(1, 0);

    public static readonly Emphasis All = new(1, 1);
}
