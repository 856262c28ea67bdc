using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Insights;

/// <summary>What each group bears, in one unit or in EUR.</summary>
/// <param name="EuropeAndCanada">European nations, Canada and the institutions of the European Union.</param>
/// <param name="UnitedStates">The United States.</param>
/// <param name="Others">All others.</param>
public sealed record GroupSums(decimal EuropeAndCanada, decimal UnitedStates, decimal Others)
{
    /// <summary>Nothing.</summary>
    public static GroupSums None { get; } = new(0, 0, 0);

    /// <summary>All together.</summary>
    [JsonIgnore]
    public decimal Total => EuropeAndCanada + UnitedStates + Others;

    /// <summary>Part that Europe and Canada bear, four decimals; null when nobody bears anything.</summary>
    [JsonIgnore]
    public decimal? EuropeanShare => Total == 0 ? null : decimal.Round(EuropeAndCanada / Total, 4);

    /// <summary>Both.</summary>
    public static GroupSums operator +(GroupSums a, GroupSums b) =>
        new(a.EuropeAndCanada + b.EuropeAndCanada, a.UnitedStates + b.UnitedStates, a.Others + b.Others);

    /// <summary>What one party bears.</summary>
    public static GroupSums Of(string party, decimal quantity) =>
        BurdenGroups.Of(party) switch
        {
            BurdenGroup.EuropeAndCanada => None with { EuropeAndCanada = quantity },
            BurdenGroup.UnitedStates => None with { UnitedStates = quantity },
            _ => None with { Others = quantity },
        };

    /// <summary>What parties bear together.</summary>
    public static GroupSums Of(IEnumerable<KeyValuePair<string, decimal>> byParty) =>
        byParty.Aggregate(None, (sum, p) => sum + Of(p.Key, p.Value));
}
