namespace UkraineSupport.Domain.Requirements;

/// <summary>How urgent a need is: by priority, then by the day on which it is needed.</summary>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="NeededBy">Last day on which it helps.</param>
public sealed record Urgency(int Priority, DateOnly NeededBy)
{
    /// <summary>Of a need that nothing is known of: after all others.</summary>
    internal static Urgency Unknown { get; } = new(int.MaxValue, DateOnly.MaxValue);

    /// <summary>The more urgent comes first by it.</summary>
    internal (int Priority, DateOnly NeededBy) Order => (Priority, NeededBy);

    /// <summary>Of a requirement or gap.</summary>
    public static Urgency Of(INeed need) => new(need.Priority, need.NeededBy);
}
