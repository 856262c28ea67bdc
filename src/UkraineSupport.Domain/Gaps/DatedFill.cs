namespace UkraineSupport.Domain.Gaps;

/// <summary>What one dated quantity does for one month.</summary>
/// <param name="Month">Which month, from 0.</param>
/// <param name="Lot">Which quantity, from 0.</param>
/// <param name="Quantity">What it fills of the month.</param>
/// <param name="Late">Whether it comes after the month.</param>
internal readonly record struct FilledPart(int Month, int Lot, decimal Quantity, bool Late);

/// <summary>
/// Which month each dated quantity fills, in the order in which they are given: the earliest month that it is in time
/// for and that is still open; what is left over afterwards makes up late for what is still missing.
/// </summary>
internal static class DatedFill
{
    /// <param name="months">Last day and what is open, earliest first.</param>
    /// <param name="lots">Day and quantity.</param>
    public static List<FilledPart> Of(
        IReadOnlyList<(DateOnly Last, decimal Open)> months,
        IReadOnlyList<(DateOnly On, decimal Quantity)> lots
    )
    {
        var (open, left) = (months.Select(m => m.Open).ToArray(), lots.Select(l => l.Quantity).ToArray());
        var parts = new List<FilledPart>();
        foreach (var late in (bool[])[false, true])
        {
            for (var lot = 0; lot < lots.Count; lot++)
            {
                for (var m = 0; m < months.Count && left[lot] > 0; m++)
                {
                    if (open[m] <= 0 || (!late && lots[lot].On > months[m].Last))
                        continue;
                    var quantity = Math.Min(left[lot], open[m]);
                    left[lot] -= quantity;
                    open[m] -= quantity;
                    parts.Add(new(m, lot, quantity, late));
                }
            }
        }

        return parts;
    }
}
