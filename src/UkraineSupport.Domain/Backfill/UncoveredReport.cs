namespace UkraineSupport.Domain.Backfill;

/// <summary>What stays open, and why: what of the lines that could have helped cannot be used, and what went elsewhere.</summary>
internal sealed class UncoveredReport
{
    private readonly Problem _problem;
    private readonly decimal[] _left;
    private readonly ILookup<string, int> _byCapability;

    private UncoveredReport(Problem problem, IReadOnlyList<PlanPart> parts)
    {
        _problem = problem;
        _left = [.. problem.Lines.Select(l => l.Free)];
        foreach (var part in parts) _left[part.Line] -= part.Quantity;
        _byCapability = Enumerable.Range(0, problem.Lines.Length).ToLookup(l => problem.Lines[l].Capability);
    }

    public static IReadOnlyList<UncoveredRest> Of(Problem problem, IReadOnlyList<PlanPart> parts)
    {
        var report = new UncoveredReport(problem, parts);
        var credits = new decimal[problem.Needs.Length];
        foreach (var part in parts) credits[part.Need] += part.Credit;
        return [.. problem.Needs.Select((n, i) => (n, i, Left: n.Open - credits[i])).Where(x => x.Left > 0)
            .Select(x => new UncoveredRest(x.n.Id, x.Left, report.Why(x.i, x.Left)))];
    }

    private List<string> Why(int need, decimal rest)
    {
        var n = _problem.Needs[need];
        var capabilities = (n.Substitutes ?? []).Select(s => s.Capability).Prepend(n.Capability).Distinct();
        var found = capabilities.SelectMany(c => _byCapability[c]).Select(l => (Line: l, Obstacle: Found(l, need, rest)))
            .GroupBy(f => f.Obstacle, f => f.Line).OrderBy(g => g.Key).ToList();
        if (found.Count == 0) return [$"No ally has committed {string.Join(" or ", capabilities)}."];
        return [.. found.Select(g => Say(g.Key, [.. g], rest))];
    }

    private Obstacle Found(int line, int need, decimal rest)
    {
        var match = _problem.MatchOf(line, need);
        return match.Fits && _left[line] >= Atom.Of(_problem.Lines[line]) && Atom.Of(_problem.Lines[line]) * match.Factor > rest ? Obstacle.LotTooLarge : match.Obstacle;
    }

    private string Say(Obstacle obstacle, List<int> lines, decimal rest)
    {
        var of = lines.Count == 1 ? "1 line" : $"{lines.Count} lines";
        return obstacle switch
        {
            Obstacle.None => $"{of} that could serve it {(lines.Count == 1 ? "is" : "are")} used up, here and for needs that weigh more.",
            Obstacle.NothingFree => $"{of}: nothing free.",
            Obstacle.Blocked => $"{of}: ruled out by a caveat, as {Name(lines[0])}. {_problem.Uses[lines[0]].Why}",
            Obstacle.Condition => $"{of}: a condition does not hold, as of {Name(lines[0])}. {_problem.Uses[lines[0]].Why}",
            Obstacle.Overdue => $"{of}: overdue, as {Name(lines[0])}. {_problem.Uses[lines[0]].Why}",
            Obstacle.TooLate => Words.Say($"{of}: too late, {Name(lines.MinBy(l => _problem.Lines[l].DeliverBy))} first, by {lines.Min(l => _problem.Lines[l].DeliverBy):yyyy-MM-dd}."),
            Obstacle.OwnStock => $"{of}: its own donor's.",
            _ => Words.Say($"{of}: what is left comes in quantities that count for more than the {rest:0.####} still open."),
        };
    }

    private string Name(int line) => $"{_problem.Lines[line].Pledge}/{_problem.Lines[line].Line}";
}
