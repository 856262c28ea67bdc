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
    public static List<MonthFill> Of(IReadOnlyList<GapMonth> months, IEnumerable<Coverage> coverage)
    {
        var parts = coverage.Where(c => c.Credit > 0).Select((c, i) => (c, i)).OrderBy(x => Day(x.c)).ThenBy(x => x.i);
        var ordered = parts.Select(x => x.c).ToList();
        List<(Coverage Part, bool HasLeft)> supplies =
        [
            .. ordered.Select(c => (c, true)),
            .. ordered.Select(c => (c, false)),
        ];
        var filled = DatedFill.Of(
            [.. months.Select(m => (m.Month.Last, m.Shortfall))],
            [.. supplies.Select(s => (Day(s.Part), s.HasLeft ? s.Part.Dispatched : s.Part.Credit - s.Part.Dispatched))]
        );
        return filled.ConvertAll(f => new MonthFill(
            months[f.Month],
            supplies[f.Lot].Part,
            f.Quantity,
            supplies[f.Lot].HasLeft,
            f.Late
        ));
    }

    /// <summary>Whether a part of the coverage is handed over in that month or before.</summary>
    public static bool IsInTime(Coverage part, Month month) => Day(part) <= month.Last;

    private static DateOnly Day(Coverage part) => part.DeliverBy ?? DateOnly.MaxValue;
}
