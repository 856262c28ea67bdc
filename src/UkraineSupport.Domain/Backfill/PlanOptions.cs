namespace UkraineSupport.Domain.Backfill;

/// <summary>How a plan weighs one thing against another.</summary>
public sealed record PlanOptions
{
    /// <summary>
    /// Most of one capability that should come from one donor, as a part of all that is needed of it. Soft: passed
    /// where nothing else covers a need, and reported.
    /// </summary>
    public decimal Ceiling { get; init; } = 0.5m;

    /// <summary>
    /// What a unit beyond the ceiling loses, of the worth of a unit of priority 5 covered in time. It must be less than
    /// the least that a unit can be worth, a tenth of that by the usual weights: no need stays open for the ceiling.
    /// </summary>
    public decimal CeilingPenalty { get; init; } = 0.05m;

    /// <summary>Weight of a unit by the need's priority, from 1 to 5.</summary>
    public IReadOnlyList<decimal> PriorityWeights { get; init; } = [16, 8, 4, 2, 1];

    /// <summary>What a replenishment's unit weighs, of that of a need of Ukraine's of the same priority.</summary>
    public decimal ReplenishmentWeight { get; init; } = 0.5m;

    /// <summary>What each month of handover after the month a need begins takes off, of 1.</summary>
    public decimal MonthlyDiscount { get; init; } = 0.02m;

    /// <summary>
    /// How many months after the last useful day a line may still count for a gap or replenishment, less by equal steps
    /// for each.
    /// </summary>
    public int LateMonths { get; init; } = 3;

    /// <summary>
    /// How long the exact search may go on for the whole plan, in the solver's deterministic seconds (of one to three
    /// seconds of one core), so that the answer does not depend on how busy the machine is.
    /// </summary>
    public double Effort { get; init; } = 5;
}
