using UkraineSupport.Domain.Backfill;

namespace UkraineSupport.Benchmarks.Backfill;

/// <summary>
/// What a careful clerk would do, for comparison: needs by priority and day, each filled from the lines that can serve
/// it, its own capability first, earliest first, cheapest first.
/// </summary>
internal static class PlainGreedy
{
    public static List<PlanPart> Match(Problem problem)
    {
        var free = problem.Lines.Select(l => l.Free).ToArray();
        var byCapability = Enumerable.Range(0, free.Length).ToLookup(l => problem.Lines[l].Capability);
        var parts = new List<PlanPart>();
        foreach (
            var need in Enumerable
                .Range(0, problem.Needs.Length)
                .OrderBy(n => problem.Needs[n].Priority)
                .ThenBy(n => problem.Needs[n].NeededBy)
        )
        {
            var n = problem.Needs[need];
            var open = n.Open;
            var usable = (n.Substitutes ?? [])
                .Select(s => s.Capability)
                .Prepend(n.Capability)
                .SelectMany(c => byCapability[c])
                .Select(l => (Line: l, Match: problem.MatchOf(l, need)))
                .Where(x => x.Match.Fits)
                .OrderByDescending(x => problem.Lines[x.Line].Capability == n.Capability)
                .ThenByDescending(x => x.Match.Percent)
                .ThenBy(x => problem.Lines[x.Line].DeliverBy)
                .ThenBy(x => problem.Price(x.Line));
            foreach (var (line, match) in usable)
            {
                var atom = Atom.Of(problem.Lines[line]);
                var quantity = decimal.Floor(Math.Min(free[line], open / match.Factor) / atom) * atom;
                if (quantity <= 0)
                    continue;
                parts.Add(new(line, need, quantity, 0, match.Factor, match.Percent));
                free[line] -= quantity;
                open -= quantity * match.Factor;
            }
        }

        return parts;
    }
}
