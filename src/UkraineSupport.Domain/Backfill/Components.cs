namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Splits what is left beside the kept parts into components, which can be solved apart, in any order, with the same
/// result.
/// </summary>
internal sealed class Components
{
    private readonly Problem _problem;
    private readonly KeptParts _kept;
    private readonly Dictionary<(string Capability, string Donor), int> _groups = [];
    private readonly Edge[][] _edgesOf;
    private readonly long[] _free;

    private Components(Problem problem, KeptParts kept)
    {
        _problem = problem;
        _kept = kept;
        _free = [.. problem.Lines.Select((l, i) => (long)(kept.Free(i) / Atom.Of(l)))];
        var open = Enumerable.Range(0, problem.Needs.Length).Where(n => kept.Open(n) > 0);
        var servedBy = open.SelectMany(n => problem.Needs[n].Capabilities.Select(c => (Need: n, Capability: c)))
            .ToLookup(x => x.Capability, x => x.Need);
        _edgesOf = [.. problem.Lines.Select((l, i) => _free[i] > 0 ? EdgesOf(i, servedBy[l.Capability]) : [])];
    }

    /// <summary>In the order of their first needs.</summary>
    public static List<Component> Of(Problem problem, KeptParts kept) => new Components(problem, kept).Split();

    private Edge[] EdgesOf(int line, IEnumerable<int> needs)
    {
        var edges = new List<Edge>();
        var l = _problem.Lines[line];
        foreach (var need in needs)
        {
            var match = _problem.MatchOf(line, need);
            if (!match.Fits)
                continue;
            var n = _problem.Needs[need];
            var credit = Atom.Of(l) * match.Factor;
            var most = (long)Math.Min(_free[line], Math.Min(_kept.Open(need), match.Useful) / credit);
            if (most > 0)
                edges.Add(
                    new(
                        line,
                        need,
                        Group(n, l.Donor),
                        credit,
                        credit * _problem.Points(n, match.Percent),
                        most,
                        _kept.Quantities.ContainsKey((line, need))
                    )
                );
        }

        return [.. edges];
    }

    private int Group(Need need, string donor)
    {
        if (!Problem.HasCeiling(need) || _problem.Options.CeilingPenalty == 0)
            return -1;
        if (!_groups.TryGetValue((need.Capability, donor), out var group))
            _groups[(need.Capability, donor)] = group = _groups.Count;
        return group;
    }

    private List<Component> Split()
    {
        var (lines, needs) = (_problem.Lines.Length, _problem.Needs.Length);
        var sets = new DisjointSets(needs + lines + _groups.Count);
        foreach (var e in _edgesOf.SelectMany(edges => edges))
        {
            sets.Join(e.Need, needs + e.Line);
            if (e.Group >= 0)
                sets.Join(e.Need, needs + lines + e.Group);
        }

        var groups = _groups.OrderBy(g => g.Value).Select(g => Ceiling(g.Key.Capability, g.Key.Donor)).ToArray();
        return
        [
            .. Enumerable
                .Range(0, lines)
                .Where(l => _edgesOf[l].Length > 0)
                .GroupBy(l => sets.Root(needs + l))
                .OrderBy(part => part.Min(l => _edgesOf[l][0].Need))
                .Select(part => Part([.. part.SelectMany(l => _edgesOf[l])], groups)),
        ];
    }

    private CeilingGroup Ceiling(string capability, string donor)
    {
        var ceiling = _problem.Ceiling(capability, donor);
        var kept = _kept
            .Quantities.Where(k =>
                _problem.Needs[k.Key.Need] is var n
                && n.Capability == capability
                && Problem.HasCeiling(n)
                && _problem.Lines[k.Key.Line].Donor == donor
            )
            .Sum(k => k.Value * _problem.MatchOf(k.Key.Line, k.Key.Need).Factor);
        return ceiling with { Room = Math.Max(0, ceiling.Room - kept) };
    }

    private Component Part(Edge[] edges, CeilingGroup[] allGroups)
    {
        var order = ClerksOrder(edges);
        var (lines, lineAt) = Indexed(edges.Select(e => e.Line));
        var (needs, needAt) = Indexed(edges.Select(e => e.Need));
        var (groups, groupAt) = Indexed(edges.Where(e => e.Group >= 0).Select(e => e.Group));
        for (var e = 0; e < edges.Length; e++)
        {
            var edge = edges[e];
            edges[e] = edge with
            {
                Line = lineAt[edge.Line],
                Need = needAt[edge.Need],
                Group = edge.Group < 0 ? -1 : groupAt[edge.Group],
            };
        }

        return new Component(
            [.. lines.Select(l => new Source(l, _free[l], Atom.Of(_problem.Lines[l]) * _problem.Price(l)))],
            [.. needs.Select(n => new Sink(n, _kept.Open(n)))],
            [.. groups.Select(g => allGroups[g])],
            edges
        )
        {
            ClerksOrder = order,
        };
    }

    /// <summary>Sorted need by need: all at once would be millions of keys.</summary>
    private int[] ClerksOrder(Edge[] edges) =>
        [
            .. Enumerable
                .Range(0, edges.Length)
                .GroupBy(e => edges[e].Need)
                .OrderBy(g => _problem.Needs[g.Key].Priority)
                .ThenBy(g => _problem.Needs[g.Key].NeededBy)
                .ThenBy(g => g.Key)
                .SelectMany(g =>
                    g.OrderByDescending(e =>
                            _problem.Needs[g.Key].Capability == _problem.Lines[edges[e].Line].Capability
                        )
                        .ThenByDescending(e => edges[e].Value / edges[e].Credit)
                        .ThenBy(e => _problem.Lines[edges[e].Line].DeliverBy)
                        .ThenBy(e => _problem.Price(edges[e].Line))
                        .ThenBy(e => e)
                ),
        ];

    private static (int[] Ids, Dictionary<int, int> At) Indexed(IEnumerable<int> ids)
    {
        int[] sorted = [.. ids.Distinct().Order()];
        return (sorted, sorted.Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i));
    }
}
