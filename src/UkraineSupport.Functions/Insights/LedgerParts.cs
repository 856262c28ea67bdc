using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// What a pledge adds to the totals, apart by disclosure: what all see of it who see the pledge stands under the
/// pledge's own, and what an allocation for a need that fewer may see changes in that (it may take something away,
/// too) under the need's. Summed up over the disclosures that a caller may see, this is what the caller reads of
/// the pledge.
/// </summary>
internal static class LedgerParts
{
    /// <summary>By disclosure and capability, in the capability's unit and EUR.</summary>
    public static IEnumerable<TotalsPart<LedgerSums>> Of(Pledge pledge)
    {
        var wider = new Dictionary<string, LedgerSums>();
        foreach (var level in Enum.GetValues<Disclosure>().Where(d => d >= pledge.Disclosure))
        {
            var seen = Seen(level == Disclosure.Restricted ? pledge : pledge.SeenAt(level));
            foreach (var (capability, now) in seen)
            {
                var adds = now - wider.GetValueOrDefault(capability, LedgerSums.None);
                if (adds != LedgerSums.None)
                    yield return new TotalsPart<LedgerSums>(level, capability, adds);
            }

            wider = seen;
        }
    }

    private static Dictionary<string, LedgerSums> Seen(Pledge pledge) =>
        pledge
            .Lines.GroupBy(l => l.Capability)
            .ToDictionary(g => g.Key, g => AsOne(g.Select(l => Counted(pledge, l)).Aggregate((a, b) => a + b)));

    /// <summary>A pledge of which nothing stands any more is none.</summary>
    private static LedgerSums AsOne(LedgerSums sums) =>
        sums with { Eur = null, Unvalued = 0 } == LedgerSums.None
            ? LedgerSums.None
            : sums with
            {
                Pledges = 1,
                Unvalued = Math.Min(1, sums.Unvalued),
            };

    private static LedgerSums Counted(Pledge pledge, PledgeLine line)
    {
        var ledger = pledge.SupportLedger(line);
        decimal Eur(decimal quantity) => pledge.Eur(line, quantity) ?? 0;
        var eur = new EurSums(
            Eur(ledger.Pledged),
            Eur(ledger.Accepted),
            Eur(ledger.Committed),
            Eur(ledger.Allocated),
            Eur(ledger.Dispatched),
            Eur(ledger.Delivered),
            Eur(ledger.Received)
        );
        return new(
            0,
            ledger.Pledged,
            ledger.Accepted,
            ledger.Committed,
            ledger.Allocated,
            ledger.Dispatched,
            ledger.Delivered,
            ledger.Received,
            eur == EurSums.None ? null : eur,
            pledge.UnitEur(line) is null ? 1 : 0
        );
    }
}
