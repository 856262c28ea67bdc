using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>Future supply that may fill a month of a gap: expected, never committed.</summary>
/// <param name="Gap">The gap.</param>
/// <param name="Month">Its month.</param>
/// <param name="Agreement">The agreement it is expected of.</param>
/// <param name="On">The day it is expected on.</param>
/// <param name="Quantity">In the capability's unit.</param>
/// <param name="Late">Whether that is after the month.</param>
public sealed record ExpectedPart(string Gap, Month Month, string Agreement, DateOnly On, decimal Quantity, bool Late);

/// <summary>
/// What future supply does for the gaps of a capability, all of them together, so that no unit is expected twice: in
/// order of its day, the earliest month that is open after what is allocated. Of the capability itself; substitutes are
/// left to plans. Not what the United States make, whose shortfall every gap is.
/// </summary>
public static class ExpectedCover
{
    /// <param name="gaps">The gaps of one capability, as the reader sees them.</param>
    /// <param name="lots">The future supply of it that the reader sees.</param>
    public static IReadOnlyList<ExpectedPart> Of(IReadOnlyList<Gap> gaps, IReadOnlyList<SupplyLot> lots)
    {
        var months = gaps.Where(g => g.OpenQuantity > 0)
            .SelectMany(Open)
            .OrderBy(m => m.Month)
            .ThenBy(m => m.Gap, StringComparer.Ordinal)
            .ToList();
        var ordered = lots.Where(l => DonorCatalog.ClosesGaps(l.Donor))
            .OrderBy(l => l.On)
            .ThenBy(l => l.Agreement, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. DatedFill
                .Of([.. months.Select(m => (m.Month.Last, m.Open))], [.. ordered.Select(l => (l.On, l.Quantity))])
                .Select(f => new ExpectedPart(
                    months[f.Month].Gap,
                    months[f.Month].Month,
                    ordered[f.Lot].Agreement,
                    ordered[f.Lot].On,
                    f.Quantity,
                    f.Late
                )),
        ];
    }

    private static IEnumerable<(string Gap, Month Month, decimal Open)> Open(Gap gap)
    {
        var filled = gap.Filled(gap.Coverage).ToLookup(f => f.Month.Month, f => f.Quantity);
        return gap.Months.Select(m => (gap.Id, m.Month, m.Shortfall - filled[m.Month].Sum())).Where(m => m.Item3 > 0);
    }
}
