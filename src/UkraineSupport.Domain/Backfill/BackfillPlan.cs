using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Backfill;

/// <summary>Which committed lines should cover which needs, how good that is and what it leaves open.</summary>
/// <param name="Allocations">By need, then pledge and line; what was kept is among them.</param>
/// <param name="Uncovered">Needs of which something stays open, with why.</param>
/// <param name="CeilingBreaches">Donors that would cover more than the ceiling of a capability.</param>
/// <param name="Dropped">What was handed in as kept and no longer fits.</param>
/// <param name="Objective">
/// Points: for each unit covered, the weight of its need's priority and of its time, as a part of all that is needed of
/// the capability; less the penalty for what is beyond the ceiling. A capability of which every unit is of priority 1
/// and covered in time is worth 16 by the usual weights.
/// </param>
/// <param name="Bound">
/// No plan that keeps what this one keeps can have more points: by arithmetic on the relaxation's prices, or by the
/// exact search's proof; never by trust in a tolerance.
/// </param>
/// <param name="Distance">How far the plan may be from the best one, as a part of the bound: 0 to 1.</param>
/// <param name="ProvenOptimal">Whether no plan that keeps what this one keeps has more points. Splits and price are not
/// part of the proof.</param>
public sealed record BackfillPlan(
    IReadOnlyList<ProposedAllocation> Allocations,
    IReadOnlyList<UncoveredRest> Uncovered,
    IReadOnlyList<CeilingBreach> CeilingBreaches,
    IReadOnlyList<DroppedAllocation> Dropped,
    decimal Objective,
    decimal Bound,
    decimal Distance,
    bool ProvenOptimal
)
{
    /// <summary>Future supply for what stays open; null when it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExpectedAllocation>? Expected { get; init; }

    /// <summary>What stays open of needs, with and without it; null when it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExpectedRest>? IfExpected { get; init; }
}

/// <summary>One line's part in one need.</summary>
/// <param name="Pledge">The pledge's id.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Donor">The pledge's donor.</param>
/// <param name="Need">The need's id.</param>
/// <param name="Quantity">In the line's unit; of an intake: persons.</param>
/// <param name="Kept">How much of <paramref name="Quantity"/> was handed in as kept.</param>
/// <param name="Factor">Units of the need that one unit of the line stands for.</param>
/// <param name="Credit">What it covers, in the need's unit.</param>
/// <param name="ArrivesBy">Last day of handover.</param>
/// <param name="Reasons">Why, in words and numbers.</param>
/// <param name="ValueEur">What the quantity is worth, EUR; null when that is not known.</param>
/// <param name="Intake">The intake whose places they are, all that the line gives to it; or null.</param>
public sealed record ProposedAllocation(
    string Pledge,
    int Line,
    string Donor,
    string Need,
    decimal Quantity,
    decimal Kept,
    decimal Factor,
    decimal Credit,
    DateOnly ArrivesBy,
    IReadOnlyList<string> Reasons,
    decimal? ValueEur = null,
    string? Intake = null
);

/// <summary>What stays open of a need.</summary>
/// <param name="Need">The need's id.</param>
/// <param name="Quantity">In the need's unit.</param>
/// <param name="Why">Why, in words and numbers.</param>
public sealed record UncoveredRest(string Need, decimal Quantity, IReadOnlyList<string> Why);

/// <summary>A donor beyond the ceiling of a capability, which the plan accepts and reports.</summary>
/// <param name="Capability">The needs' capability.</param>
/// <param name="Donor">The donor.</param>
/// <param name="Covered">What it covers with the plan, what it covered before included, in the capability's
/// unit.</param>
/// <param name="Share">That, as a part of all that is needed.</param>
/// <param name="Ceiling">The most that should be.</param>
/// <param name="Why">In words and numbers.</param>
public sealed record CeilingBreach(
    string Capability,
    string Donor,
    decimal Covered,
    decimal Share,
    decimal Ceiling,
    string Why
);

/// <summary>What was handed in as kept and no longer fits.</summary>
/// <param name="Pledge">The pledge's id.</param>
/// <param name="Line">The line's number.</param>
/// <param name="Need">The need's id.</param>
/// <param name="Quantity">What of it does not fit, in the line's unit.</param>
/// <param name="Why">Why.</param>
/// <param name="Intake">The intake whose places they were, or null.</param>
public sealed record DroppedAllocation(
    string Pledge,
    int Line,
    string Need,
    decimal Quantity,
    string Why,
    string? Intake = null
);
