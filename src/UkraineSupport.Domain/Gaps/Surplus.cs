using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Gaps;

/// <summary>What of an allocation no month of its gap needs.</summary>
/// <param name="Part">The coverage.</param>
/// <param name="Credit">What is not needed, in the gap's unit.</param>
public sealed record SurplusPart(Coverage Part, decimal Credit);

/// <summary>Quantity that goes with its allocation from one gap to another of the same capability.</summary>
/// <param name="From">The gap that does not need it.</param>
/// <param name="Part">What covers that gap, as it knows it.</param>
/// <param name="To">The gap that does.</param>
/// <param name="Credit">How much, in the gaps' unit.</param>
/// <param name="Disclosure">Who may see the gap that it goes to.</param>
public sealed record CoverageMove(
    string From,
    Coverage Part,
    string To,
    decimal Credit,
    Disclosure Disclosure = Disclosure.Public
);

/// <summary>
/// Coverage belongs to the months of a capability (DOMAIN §5 rule 7): what a gap does not need goes to the one that
/// does, and only what none needs is given back, after some days.
/// </summary>
public static class Surplus
{
    /// <summary>What no month of the gap needs, by allocation; the last taken last.</summary>
    public static IReadOnlyList<SurplusPart> Of(Gap gap)
    {
        var used = gap.Filled(gap.Coverage).GroupBy(f => f.Part.Allocation).ToDictionary(p => p.Key, Sum);
        return
        [
            .. gap
                .Coverage.Select(c => new SurplusPart(c, c.Credit - used.GetValueOrDefault(c.Allocation)))
                .Where(s => s.Credit > 0),
        ];
    }

    /// <summary>
    /// Allocations of which all that has not left is needed by no month: only those are given back, so that nothing is
    /// torn from a gap that still needs part of it.
    /// </summary>
    public static IReadOnlyList<SurplusPart> ToRelease(Gap gap) =>
        [.. Of(gap).Where(s => s.Part.Credit > s.Part.Dispatched && s.Credit >= s.Part.Credit - s.Part.Dispatched)];

    /// <summary>
    /// What goes from gap to gap: of each part that its own gap does not need, as much as another one can use in time;
    /// to the gap that took its months over, whenever it comes.
    /// </summary>
    /// <param name="gaps">All gaps of a capability, also those that are gone.</param>
    public static IReadOnlyList<CoverageMove> Moves(IReadOnlyList<Gap> gaps)
    {
        var open = gaps.Where(g => !g.Gone)
            .OrderBy(g => g.Months[0].Month)
            .Select(g => new Room(g))
            .Where(r => r.Total > 0)
            .ToList();
        var moves = new List<CoverageMove>();
        foreach (var gap in gaps)
        {
            foreach (var (part, credit) in Of(gap))
            {
                var left = credit;
                foreach (
                    var room in open.Where(r => r.Gap.Id != gap.Id)
                        .OrderByDescending(r => r.Gap.Id == gap.MergedInto)
                        .ToList()
                )
                {
                    var goes = room.Take(part, left, whenever: room.Gap.Id == gap.MergedInto);
                    if (goes <= 0)
                        continue;
                    left -= goes;
                    moves.Add(new(gap.Id, part, room.Gap.Id, goes, room.Gap.Disclosure));
                }
            }
        }

        return moves;
    }

    /// <summary>
    /// Allocations of which what has not left, and so is not handed over before <paramref name="today"/>, comes in time
    /// for no month any more.
    /// </summary>
    public static IReadOnlyList<Coverage> TooLate(Gap gap, DateOnly today)
    {
        var helps = gap.Filled(gap.Coverage.Select(c => c.DeliverBy < today ? c with { DeliverBy = today } : c))
            .Where(f => f is { Late: false, HasLeft: false })
            .Select(f => f.Part.Allocation)
            .ToHashSet();
        return [.. gap.Coverage.Where(c => c.Credit > c.Dispatched && !helps.Contains(c.Allocation))];
    }

    /// <summary>
    /// Says of a gap that has more than it needs when that is given back; nothing when it has not, or that was said.
    /// </summary>
    public static Decision<GapEvent> Notice(Gap gap, GapSettings settings, DateTimeOffset now)
    {
        var surplus = ToRelease(gap);
        return surplus.Count == 0 || gap.ReleaseAt is not null
            ? default(Decision<GapEvent>)
            : new GapSurplusFound(surplus.Sum(s => s.Part.Credit - s.Part.Dispatched), now + settings.ReleaseAfter);
    }

    private static decimal Sum(IEnumerable<MonthFill> fills) => fills.Sum(f => f.Quantity);

    /// <summary>What a gap still needs, month by month.</summary>
    private sealed class Room
    {
        private readonly decimal[] _open;

        public Room(Gap gap)
        {
            Gap = gap;
            var filled = gap.Filled(gap.Coverage).ToLookup(f => f.Month.Month, f => f.Quantity);
            _open = [.. gap.Months.Select(m => m.Shortfall - filled[m.Month].Sum())];
        }

        public Gap Gap { get; }

        public decimal Total => _open.Sum();

        public decimal Take(Coverage part, decimal credit, bool whenever)
        {
            var left = credit;
            for (var m = 0; m < _open.Length && left > 0; m++)
            {
                if (!whenever && !Filling.IsInTime(part, Gap.Months[m].Month))
                    continue;
                var takes = Math.Min(left, _open[m]);
                _open[m] -= takes;
                left -= takes;
            }

            return credit - left;
        }
    }
}
