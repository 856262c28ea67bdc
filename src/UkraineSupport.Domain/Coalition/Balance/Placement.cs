namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>How a unit came to stand where it does.</summary>
public enum PlacementKind
{
    /// <summary>It was activated for the serial, and stays.</summary>
    Held,

    /// <summary>The optimum put it there: it is counted on.</summary>
    Assigned,

    /// <summary>It could be used, and nothing is missing that it would fill: a reserve of the serial.</summary>
    Reserve,

    /// <summary>It is not usable on any day; it stands where it would be looked for.</summary>
    NotUsable,

    /// <summary>It can serve no serial, or counts nowhere.</summary>
    Nowhere,
}

/// <summary>Where a unit stands, for its whole period, and why.</summary>
/// <param name="Unit">The commitment.</param>
/// <param name="Serial">The serial, or null when it stands nowhere.</param>
/// <param name="Kind">How it came there.</param>
/// <param name="Days">Days on which it is usable there.</param>
/// <param name="Reasons">Why there, for people.</param>
/// <param name="Hindrances">What keeps it from being usable, on all days.</param>
public sealed record Placement(
    string Unit,
    string? Serial,
    PlacementKind Kind,
    IReadOnlyList<DayRange> Days,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<Hindrance> Hindrances
)
{
    /// <summary>Whether it counts as usable on its days.</summary>
    public bool Counts => Kind is PlacementKind.Held or PlacementKind.Assigned;
}

/// <summary>What was found at a level of the objective, and what could be at most (or, of splits, at least).</summary>
/// <param name="Found">What was found.</param>
/// <param name="Bound">No assignment that is as good at the levels before does better.</param>
public sealed record LevelScore(long Found, long Bound)
{
    /// <summary>Part of the bound that was not found; 0 when it is proven that there is no better.</summary>
    public double Gap => Found == Bound ? 0 : Math.Abs(Bound - Found) / (double)Math.Max(1, Math.Max(Bound, Found));
}

/// <summary>How good an assignment is.</summary>
/// <param name="Critical">Strength-days filled of critical serials, in persons.</param>
/// <param name="All">Strength-days filled of all serials, in persons.</param>
/// <param name="Splits">Successor chains beyond the first, over all serials.</param>
public sealed record BalanceScore(LevelScore Critical, LevelScore All, LevelScore Splits);
