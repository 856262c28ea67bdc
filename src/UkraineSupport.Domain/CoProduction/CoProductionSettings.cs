namespace UkraineSupport.Domain.CoProduction;

/// <summary>How long steps take and what counts as too much; setting <c>CoProduction__…</c>.</summary>
public sealed record CoProductionSettings
{
    /// <summary>From the co-signature to each approval.</summary>
    public TimeSpan ApproveWithin { get; init; } = TimeSpan.FromDays(60);

    /// <summary>How long before a milestone's day its owner is reminded.</summary>
    public TimeSpan MilestoneReminder { get; init; } = TimeSpan.FromDays(30);

    /// <summary>From the end of a month to the report of its output.</summary>
    public TimeSpan ReportWithin { get; init; } = TimeSpan.FromDays(14);

    /// <summary>
    /// From a bottleneck to somebody who sees to it; and how long before its day that one is reminded.
    /// </summary>
    public TimeSpan AssignWithin { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long before its end the renewal of a contract is asked for.</summary>
    public TimeSpan RenewalAhead { get; init; } = TimeSpan.FromDays(180);

    /// <summary>Output below this part of the plan opens a bottleneck.</summary>
    public decimal Behind { get; init; } = 0.8m;

    /// <summary>A price above baseline or above the other agreements by more than this part is flagged.</summary>
    public decimal PricePressure { get; init; } = 0.1m;
}
