namespace UkraineSupport.Domain.Backfill;

/// <summary>Splits what is left beside the kept parts into components, which can be solved apart, in any order, with the same result.</summary>
internal sealed class Components
{
    private readonly Problem _problem;
    private readonly KeptParts _kept;
    private readonly Dictionary<(string Capability, string Donor), int> _groups = [];
    private readonly List<Edge> _edges = [];
    private readonly long[] _free;

    private Components(Problem problem, KeptParts kept)
    {
        _problem = problem;
        _kept = kept;
        _free = [.. problem.Lines.Select((l, i) => (long)(kept.Free(i) / Atom.Of(l)))];
        var byCapability = Enumerable.Range(0, problem.Lines.Length).Where(l => _free[l] > 0).ToLookup(l => problem.Lines[l].Capability);
        for (var need = 0; need < problem.Needs.Length; need++)
        {
            if (kept.Open(need) <= 0) continue;
            var capabilities = (problem.Needs[need].Substitutes ?? []).Select(s => s.Capability).Prepend(problem.Needs[need].Capability).Distinct();
            foreach (var line in capabilities.SelectMany(c => byCapability[c])) Add(line, need);
        }
    }

    /// <summary>In the order of their first needs.</summary>
    public static List<Component> Of(Problem problem, KeptParts kept) => new Components(problem, kept).Split();

    private void Add(int line, int need)
    {
        var match = _problem.MatchOf(line, need);
        if (!match.Fits) return;
        var (l, n) = (_problem.Lines[line], _problem.Needs[need]);
        var credit = Atom.Of(l) * match.Factor;
        var most = (long)Math.Min(_free[line], _kept.Open(need) / credit);
        if (most > 0) _edges.Add(new(line, need, Group(n, l.Donor), credit, credit * _problem.Points(n, match.Percent), most, _kept.Quantities.ContainsKey((line, need))));
    }

    private int Group(Need need, string donor)
    {
        if (!Problem.HasCeiling(need) || _problem.Options.CeilingPenalty == 0) return -1;
        if (!_groups.TryGetValue((need.Capability, donor), out var group)) _groups[(need.Capability, donor)] = group = _groups.Count;
        return group;
    }

    private List<Component> Split()
    {
        var (lines, needs) = (_problem.Lines.Length, _problem.Needs.Length);
        var sets = new DisjointSets(needs + lines + _groups.Count);
        foreach (var e in _edges)
        {
            sets.Join(e.Need, needs + e.Line);
            if (e.Group >= 0) sets.Join(e.Need, needs + lines + e.Group);
        }

        var groups = _groups.OrderBy(g => g.Value).Select(g => Ceiling(g.Key.Capability, g.Key.Donor)).ToArray();
        return [.. _edges.GroupBy(e => sets.Root(e.Need)).OrderBy(g => g.Min(e => e.Need)).Select(g => Part(g, groups))];
    }

    private CeilingGroup Ceiling(string capability, string donor)
    {
        var ceiling = _problem.Ceiling(capability, donor);
        var kept = _kept.Quantities
            .Where(k => _problem.Needs[k.Key.Need] is var n && n.Capability == capability && Problem.HasCeiling(n) && _problem.Lines[k.Key.Line].Donor == donor)
            .Sum(k => k.Value * _problem.MatchOf(k.Key.Line, k.Key.Need).Factor);
        return ceiling with { Room = Math.Max(0, ceiling.Room - kept) };
    }

    private Component Part(IEnumerable<Edge> all, CeilingGroup[] allGroups)
    {
        var edges = all.OrderBy(e => e.Line).ThenBy(e => e.Need).ToArray();
        var (lines, lineAt) = Indexed(edges.Select(e => e.Line));
        var (needs, needAt) = Indexed(edges.Select(e => e.Need));
        var (groups, groupAt) = Indexed(edges.Where(e => e.Group >= 0).Select(e => e.Group));
        return new Component(
            [.. lines.Select(l => new Source(l, _free[l], Atom.Of(_problem.Lines[l]) * _problem.Price(l)))],
            [.. needs.Select(n => new Sink(n, _kept.Open(n)))],
            [.. groups.Select(g => allGroups[g])],
            [.. edges.Select(e => e with { Line = lineAt[e.Line], Need = needAt[e.Need], Group = e.Group < 0 ? -1 : groupAt[e.Group] })]) { ClerksOrder = ClerksOrder(edges) };
    }

    private int[] ClerksOrder(Edge[] edges)
    {
        (Need Need, SupplyLine Line) Of(int edge) => (_problem.Needs[edges[edge].Need], _problem.Lines[edges[edge].Line]);
        return [.. Enumerable.Range(0, edges.Length)
            .OrderBy(e => Of(e).Need.Priority).ThenBy(e => Of(e).Need.NeededBy).ThenBy(e => edges[e].Need)
            .ThenByDescending(e => Of(e).Need.Capability == Of(e).Line.Capability).ThenByDescending(e => edges[e].Value / edges[e].Credit)
            .ThenBy(e => Of(e).Line.DeliverBy).ThenBy(e => _problem.Price(edges[e].Line)).ThenBy(e => e)];
    }

    private static (int[] Ids, Dictionary<int, int> At) Indexed(IEnumerable<int> ids)
    {
        int[] sorted = [.. ids.Distinct().Order()];
        return (sorted, sorted.Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i));
    }
}
