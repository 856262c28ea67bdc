using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// What a pledge adds to the totals, apart by disclosure: what all see of it who see the pledge stands under the
/// pledge's own, and what an allocation for a need that fewer may see changes in that (it may take something away,
/// too) under the need's. Summed up over the disclosures that a caller may see, this is what the caller reads of
/// the pledge.
/// </summary>
internal static class LedgerParts
{
    /// <summary>By disclosure and <see cref="LedgerKey"/>, in the capability's unit and EUR.</summary>
    public static IEnumerable<TotalsPart<LedgerSums>> Of(Pledge pledge)
    {
        var wider = new Dictionary<string, LedgerSums>();
        foreach (var level in Enum.GetValues<Disclosure>().Where(d => d >= pledge.Disclosure))
        {
            var seen = Seen(level == Disclosure.Restricted ? pledge : pledge.SeenAt(level));
            foreach (var key in seen.Keys.Union(wider.Keys).Order(StringComparer.Ordinal))
            {
                var adds = seen.GetValueOrDefault(key, LedgerSums.None) - wider.GetValueOrDefault(key, LedgerSums.None);
                if (adds != LedgerSums.None)
                    yield return new TotalsPart<LedgerSums>(level, key, adds);
            }

            wider = seen;
        }
    }

    private static Dictionary<string, LedgerSums> Seen(Pledge pledge) =>
        pledge
            .Lines.SelectMany(l => Counted(pledge, l))
            .GroupBy(p => p.Key, p => p.Sums)
            .Select(g => (g.Key, Sums: AsOne(g.Aggregate((a, b) => a + b))))
            .Concat(DatedParts.Of(pledge))
            .ToDictionary(p => p.Key, p => p.Sums);

    /// <summary>A pledge of which nothing stands any more is none.</summary>
    private static LedgerSums AsOne(LedgerSums sums) =>
        sums with { Eur = null, Unvalued = 0 } == LedgerSums.None
            ? LedgerSums.None
            : sums with
            {
                Pledges = 1,
                Unvalued = Math.Min(1, sums.Unvalued),
            };

    private static IEnumerable<(string Key, LedgerSums Sums)> Counted(Pledge pledge, PledgeLine line)
    {
        var noValue = pledge.UnitEur(line) is null ? 1 : 0;
        var origins = pledge.Origins(line);
        if (pledge.IsOfOne)
            return [(line.Capability, Sums(origins[0], noValue))];
        return from origin in origins
            where origin.Units != new LineLedger(0, 0, 0, 0, 0, 0, 0)
            from column in Enum.GetValues<SupportColumn>()
            select (LedgerKey.Of(line.Capability, column, origin.Of(column)), Sums(origin, noValue));
    }

    private static LedgerSums Sums(Origin origin, int unvalued)
    {
        var (units, money) = (origin.Units, origin.Eur);
        var eur = new EurSums(
            money.Pledged,
            money.Accepted,
            money.Committed,
            money.Allocated,
            money.Dispatched,
            money.Delivered,
            money.Received
        );
        return new(
            0,
            units.Pledged,
            units.Accepted,
            units.Committed,
            units.Allocated,
            units.Dispatched,
            units.Delivered,
            units.Received,
            eur == EurSums.None ? null : eur,
            unvalued
        );
    }
}
