namespace UkraineSupport.Domain.Gaps;

/// <summary>
/// When a shortfall is worth a gap, and how long what no month needs any more is held. Settings
/// <c>Gaps__MinUnits</c>, <c>Gaps__MinPercent</c>, <c>Gaps__ReleaseAfter</c>, <c>Gaps__MonthReminder</c>.
/// </summary>
public sealed record GapSettings
{
    /// <summary>A month opens a gap from this shortfall on, in the capability's unit.</summary>
    public decimal MinUnits { get; init; } = 1;

    /// <summary>And from this shortfall on, in per cent of what was expected of the month.</summary>
    public decimal MinPercent { get; init; } = 5;

    /// <summary>
    /// How long an allocation that no month of the capability needs any more is held before it is given back: a slip
    /// that is put right in this time has done nothing.
    /// </summary>
    public TimeSpan ReleaseAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long before a month begins those concerned are told that it is not covered.</summary>
    public TimeSpan MonthReminder { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Whether a month opens a gap. One that lies below shows as such and counts in the sums; a month that a gap has
    /// stays in it until nothing is missing.
    /// </summary>
    public bool Opens(decimal expected, decimal shortfall) =>
        shortfall > 0 && shortfall >= Math.Max(MinUnits, expected * MinPercent / 100);
}
