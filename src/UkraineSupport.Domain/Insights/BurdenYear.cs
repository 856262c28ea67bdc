using UkraineSupport.Domain.Backfill;

namespace UkraineSupport.Domain.Insights;

/// <summary>Who bears a capability in a year.</summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Year">The year.</param>
/// <param name="Needed">What requirements and gaps ask for in it, covered or not (<see cref="YearShare"/>).</param>
/// <param name="Covered">What allocations cover of that.</param>
/// <param name="Borne">By group: what covers the year's needs, and what the United States deliver themselves or are
/// forecast to.</param>
public sealed record BurdenYear(string Capability, int Year, decimal Needed, decimal Covered, GroupSums Borne)
{
    /// <summary>By capability and year, of those that anything is known of.</summary>
    /// <param name="shares">What is needed and who covers it.</param>
    /// <param name="own">What the United States give themselves, by capability and year.</param>
    public static IReadOnlyList<BurdenYear> Of(
        IEnumerable<YearShare> shares,
        IEnumerable<(string Capability, int Year, decimal Quantity)> own
    )
    {
        var needs = shares.ToDictionary(s => (s.Capability, s.Year));
        var given = own.GroupBy(o => (o.Capability, o.Year), o => o.Quantity).ToDictionary(g => g.Key, g => g.Sum());
        return
        [
            .. needs
                .Keys.Union(given.Keys)
                .OrderBy(k => k.Capability, StringComparer.Ordinal)
                .ThenBy(k => k.Year)
                .Select(k =>
                {
                    var share = needs.GetValueOrDefault(k);
                    return new BurdenYear(
                        k.Capability,
                        k.Year,
                        share?.Needed ?? 0,
                        share?.ByDonor.Values.Sum() ?? 0,
                        GroupSums.Of(share?.ByDonor ?? new Dictionary<string, decimal>())
                            + (GroupSums.None with { UnitedStates = given.GetValueOrDefault(k) })
                    );
                }),
        ];
    }
}
