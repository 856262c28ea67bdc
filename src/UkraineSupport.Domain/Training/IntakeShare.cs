namespace UkraineSupport.Domain.Training;

/// <summary>What one line of a pledge gives to an intake.</summary>
/// <param name="Pledge">The pledge.</param>
/// <param name="Line">Its line.</param>
/// <param name="Donor">Its donor.</param>
/// <param name="Places">Places.</param>
/// <param name="UnitEur">What a place is worth, EUR; null when that is not known.</param>
public sealed record IntakeShare(string Pledge, int Line, string Donor, int Places, decimal? UnitEur = null);

/// <summary>What a donor gives to an intake beside places.</summary>
/// <param name="Donor">Who gives it.</param>
/// <param name="Kind">What.</param>
/// <param name="Quantity">How many; persons, or sets.</param>
/// <param name="Text">The donor's words, or null.</param>
public sealed record IntakeContribution(string Donor, ContributionKind Kind, int Quantity, string? Text = null);

/// <summary>
/// Persons divided among the shares of an intake by their places, the largest remainder first and then in the order in
/// which they joined: the parts are the whole, so that a joint intake counts once.
/// </summary>
public static class Shares
{
    /// <summary>The part of each share, in order.</summary>
    public static IReadOnlyList<int> Of(int persons, IReadOnlyList<int> places)
    {
        long all = places.Sum();
        if (all == 0)
            return [.. places.Select(_ => 0)];
        var parts = places.Select(p => (int)((long)persons * p / all)).ToArray();
        var left = persons - parts.Sum();
        foreach (
            var i in Enumerable
                .Range(0, places.Count)
                .OrderByDescending(i => (long)persons * places[i] % all)
                .Take(left)
        )
            parts[i]++;
        return parts;
    }
}
