namespace UkraineSupport.Domain.Deadlines;

/// <summary>Moments that deadlines are reckoned with, UTC.</summary>
internal static class Moments
{
    /// <summary>The first moment of a day as it is written.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The middle between two: when those who have not done something by then are reminded.</summary>
    public static DateTimeOffset Half(DateTimeOffset from, DateTimeOffset to) => from + ((to - from) / 2);
}
