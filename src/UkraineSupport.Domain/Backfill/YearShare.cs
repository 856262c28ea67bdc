using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// What is needed of a capability in a year and what each donor covers of it, for the ceiling (seed, recommendation 2):
/// a requirement in the year that it is required by, a gap month by month.
/// </summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Year">The year.</param>
/// <param name="Needed">In the capability's unit.</param>
/// <param name="ByDonor">Covered, by donor, or by who else it is reckoned by; of a part that is nobody's by an empty
/// name.</param>
public sealed record YearShare(
    string Capability,
    int Year,
    decimal Needed,
    IReadOnlyDictionary<string, decimal> ByDonor
)
{
    /// <summary>By capability and year; a donor's own stock is no support to Ukraine.</summary>
    /// <param name="needs">Requirements and gaps.</param>
    /// <param name="counts">Which parts of the coverage count.</param>
    /// <param name="whose">Whose so much of a part is; its donor's unless said.</param>
    public static IReadOnlyList<YearShare> Of(
        IEnumerable<INeed> needs,
        Func<Coverage, bool> counts,
        Func<Coverage, decimal, IEnumerable<(string Party, decimal Quantity)>>? whose = null
    )
    {
        var parts = needs
            .Where(n => n.Owner is null)
            .SelectMany(n => Parts(n, counts, whose ?? ((part, quantity) => [(part.Donor, quantity)])))
            .ToList();
        return
        [
            .. parts
                .GroupBy(p => (p.Capability, p.Year))
                .Select(g => new YearShare(
                    g.Key.Capability,
                    g.Key.Year,
                    g.Sum(p => p.Needed),
                    g.Where(p => p.Donor is not null)
                        .GroupBy(p => p.Donor!)
                        .ToDictionary(d => d.Key, d => d.Sum(p => p.Covered))
                ))
                .Where(s => s.Needed > 0)
                .OrderBy(s => s.Capability, StringComparer.Ordinal)
                .ThenBy(s => s.Year),
        ];
    }

    private static IEnumerable<(string Capability, int Year, decimal Needed, string? Donor, decimal Covered)> Parts(
        INeed need,
        Func<Coverage, bool> counts,
        Func<Coverage, decimal, IEnumerable<(string Party, decimal Quantity)>> whose
    )
    {
        if (need is Gap gap)
        {
            foreach (var month in gap.Gone ? [] : gap.Months)
                yield return (gap.Capability, month.Month.First.Year, month.Shortfall, null, 0);
            foreach (var fill in gap.Filled(gap.Coverage.Where(counts)))
            foreach (var (party, quantity) in whose(fill.Part, fill.Quantity))
                yield return (gap.Capability, fill.Month.Month.First.Year, 0, party, quantity);
        }
        else if (need is Requirement requirement)
        {
            yield return (requirement.Capability, requirement.RequiredBy.Year, requirement.Stands, null, 0);
            foreach (var part in requirement.Counted.Where(c => c.Credit > 0 && counts(c)))
            foreach (var (party, quantity) in whose(part, part.Credit))
                yield return (requirement.Capability, requirement.RequiredBy.Year, 0, party, quantity);
        }
    }
}
