using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Insights;

namespace UkraineSupport.Functions.Insights;

/// <summary>What donors give, and how they keep to it, of what the caller may see.</summary>
/// <param name="Order">How the rows are ordered.</param>
/// <param name="TranchesMethod">What is counted of tranches.</param>
/// <param name="Items">A row a donor.</param>
internal sealed record DonorFigures(string Order, string TranchesMethod, IReadOnlyList<DonorRow> Items);

/// <summary>One donor. Ledgers are a chain: never add one to another.</summary>
/// <param name="Donor">Who pays: what a pool bought is the support of those who paid for it.</param>
/// <param name="Gdp">Gross domestic product, EUR billion, with year and source; null of an institution, and of a party
/// of which none is known.</param>
/// <param name="ShareOfGdp">Committed EUR as a part of that, eight decimals; what is not valued is not in it.</param>
/// <param name="Pledges">Pledges of which something stands.</param>
/// <param name="Unvalued">Of these: pledges with a line whose value in EUR is not known.</param>
/// <param name="Eur">The ledgers in EUR, of the lines whose value is known.</param>
/// <param name="Capabilities">The ledgers in the unit of each capability.</param>
/// <param name="Tranches">How tranches that it delivers keep to their day.</param>
/// <param name="Links">What is behind the figures.</param>
internal sealed record DonorRow(
    string Donor,
    GrossDomesticProduct? Gdp,
    decimal? ShareOfGdp,
    int Pledges,
    int Unvalued,
    EurSums Eur,
    IReadOnlyList<DonorCapability> Capabilities,
    DonorTranches Tranches,
    DonorLinks Links
);

/// <summary>The ledgers of one donor and capability.</summary>
/// <param name="Link">The pledges behind them.</param>
internal sealed record DonorCapability(
    string Capability,
    string Unit,
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    EurSums Eur,
    int Unvalued,
    string Link
)
{
    public static DonorCapability Of(string capability, string donor, LedgerSums sums) =>
        new(
            capability,
            CapabilityCatalog.Find(capability)!.Unit,
            sums.Pledged.Plain(),
            sums.Accepted.Plain(),
            sums.Committed.Plain(),
            sums.Allocated.Plain(),
            sums.Dispatched.Plain(),
            sums.Delivered.Plain(),
            sums.Received.Plain(),
            (sums.Eur ?? EurSums.None).Plain(),
            sums.Unvalued,
            Figures.Link("pledges", ("paidBy", donor), ("capability", capability))
        );
}

/// <summary>How tranches keep to their day.</summary>
/// <param name="HandedOver">How many were handed over: those that the next three count.</param>
/// <param name="OnTime">Of these: on the day first promised, or before.</param>
/// <param name="OnTimeRate">That as a part, four decimals; null when none was handed over.</param>
/// <param name="MeanDaysLate">Mean slippage in days, one decimal; null when none was handed over.</param>
/// <param name="Due">Planned or under way, and not handed over.</param>
/// <param name="Late">Of these: their day is over, UTC.</param>
/// <param name="LateSince">The earliest such day, or null.</param>
/// <param name="NextDue">The next day on which one is due, today at the earliest; or null.</param>
internal sealed record DonorTranches(
    int HandedOver,
    int OnTime,
    decimal? OnTimeRate,
    decimal? MeanDaysLate,
    int Due,
    int Late,
    DateOnly? LateSince,
    DateOnly? NextDue
)
{
    public static DonorTranches Of(IEnumerable<(DateOnly? Due, LedgerSums Sums)> tranches, DateOnly today)
    {
        var all = tranches.ToList();
        var over = all.Where(t => t.Due is null).Aggregate(LedgerSums.None, (sum, t) => sum + t.Sums);
        var kept = new Punctuality(over.Tranches, over.OnTime, over.DaysLate);
        var due = all.Where(t => t.Due is not null).ToList();
        var late = due.FindAll(t => t.Due < today);
        return new(
            kept.HandedOver,
            kept.OnTime,
            kept.OnTimeRate,
            kept.MeanDaysLate,
            due.Sum(t => t.Sums.Tranches),
            late.Sum(t => t.Sums.Tranches),
            late.Min(t => t.Due),
            due.Except(late).Min(t => t.Due)
        );
    }
}

/// <summary>What is behind a donor's figures.</summary>
/// <param name="Pledges">The pledges that it pays for, wholly or in part.</param>
/// <param name="Tranches">The pledges whose tranches it delivers.</param>
/// <param name="Timeline">The same by month.</param>
internal sealed record DonorLinks(string Pledges, string Tranches, string Timeline)
{
    public static DonorLinks Of(string donor) =>
        new(
            Figures.Link("pledges", ("paidBy", donor)),
            Figures.Link("pledges", ("deliveredBy", donor)),
            Figures.Link("insights/timeline", ("donor", donor))
        );
}
