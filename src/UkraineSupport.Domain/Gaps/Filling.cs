using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Gaps;

/// <summary>What a part of the coverage does for one month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Part">The coverage.</param>
/// <param name="Quantity">What it fills of the month, in the gap's unit.</param>
/// <param name="HasLeft">Whether that has left the donor already.</param>
/// <param name="Late">Whether it is handed over after the month: it makes up for it, and was missed in it.</param>
public sealed record MonthFill(GapMonth Month, Coverage Part, decimal Quantity, bool HasLeft, bool Late);

/// <summary>
/// Which month each part of a gap's coverage fills. What has left comes before what has not; then in order of handover,
/// each the earliest month that it is in time for and that is still open. No handover fills a month before it: what is
/// left over afterwards makes up late for what is still missing.
/// </summary>
internal static class Filling
{
    private sealed record Supply(Coverage Part, bool HasLeft)
    {
        public decimal Left { get; set; } = HasLeft ? Part.Dispatched : Part.Credit - Part.Dispatched;
    }

    public static List<MonthFill> Of(IReadOnlyList<GapMonth> months, IEnumerable<Coverage> coverage)
    {
        var parts = coverage.Where(c => c.Credit > 0).Select((c, i) => (c, i)).OrderBy(x => Day(x.c)).ThenBy(x => x.i);
        var ordered = parts.Select(x => x.c).ToList();
        List<Supply> supplies =
        [
            .. ordered.Select(c => new Supply(c, true)),
            .. ordered.Select(c => new Supply(c, false)),
        ];
        var open = months.Select(m => m.Shortfall).ToArray();
        var fills = new List<MonthFill>();
        foreach (var late in (bool[])[false, true])
        {
            foreach (var supply in supplies)
            {
                for (var m = 0; m < months.Count && supply.Left > 0; m++)
                {
                    if (open[m] <= 0 || (!late && Day(supply.Part) > months[m].Month.Last))
                        continue;
                    var quantity = Math.Min(supply.Left, open[m]);
                    supply.Left -= quantity;
                    open[m] -= quantity;
                    fills.Add(new(months[m], supply.Part, quantity, supply.HasLeft, late));
                }
            }
        }

        return fills;
    }

    /// <summary>Whether a part of the coverage is handed over in that month or before.</summary>
    public static bool IsInTime(Coverage part, Month month) => Day(part) <= month.Last;

    private static DateOnly Day(Coverage part) => part.DeliverBy ?? DateOnly.MaxValue;
}
