using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Functions.Insights;

/// <summary>What a pledge adds to the totals.</summary>
internal static class LedgerParts
{
    /// <summary>By disclosure and capability, in the capability's unit and EUR.</summary>
    public static IEnumerable<LedgerPart> Of(Pledge pledge) =>
        pledge
            .Lines.GroupBy(l => l.Capability)
            .Select(g => new LedgerPart(
                pledge.Disclosure,
                g.Key,
                AsOne(g.Select(l => Counted(pledge, l)).Aggregate((a, b) => a + b))
            ))
            .Where(p => p.Sums != LedgerSums.None);

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
