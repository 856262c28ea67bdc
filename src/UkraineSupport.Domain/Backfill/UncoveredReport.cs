namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// What stays open, and why: what of the lines that could have helped cannot be used, and what went elsewhere.
/// </summary>
internal sealed class UncoveredReport
{
    private readonly Problem _problem;
    private readonly decimal[] _left;
    private readonly HashSet<(int Line, int Need)> _parts;
    private readonly ILookup<string, int> _byCapability;

    private UncoveredReport(Problem problem, IReadOnlyList<PlanPart> parts)
    {
        _problem = problem;
        _left = [.. problem.Lines.Select(l => l.Free)];
        foreach (var part in parts)
            _left[part.Line] -= part.Quantity;
        _parts = [.. parts.Select(p => (p.Line, p.Need))];
        _byCapability = Enumerable.Range(0, problem.Lines.Length).ToLookup(l => problem.Lines[l].Capability);
    }

    public static IReadOnlyList<UncoveredRest> Of(Problem problem, IReadOnlyList<PlanPart> parts)
    {
        var report = new UncoveredReport(problem, parts);
        var credits = new decimal[problem.Needs.Length];
        foreach (var part in parts)
            credits[part.Need] += part.Credit;
        return
        [
            .. problem
                .Needs.Select((n, i) => (n, i, Left: n.Open - credits[i]))
                .Where(x => x.Left > 0)
                .Select(x => new UncoveredRest(x.n.Id, x.Left, report.Why(x.i, x.Left))),
        ];
    }

    private List<string> Why(int need, decimal rest)
    {
        var capabilities = _problem.Needs[need].Capabilities.ToList();
        var found = capabilities
            .SelectMany(c => _byCapability[c])
            .GroupBy(l => Found(l, need))
            .OrderBy(g => g.Key)
            .ToList();
        return found.Count == 0
            ? [$"There is no line of {string.Join(" or ", capabilities)}."]
            : [.. found.Select(g => Say(g.Key, [.. g.Order()], need, rest))];
    }

    private Obstacle Found(int line, int need) =>
        _problem.MatchOf(line, need) is { Fits: false } match ? match.Obstacle
        : _left[line] >= Atom.Of(_problem.Lines[line]) ? Obstacle.LotTooLarge
        : Obstacle.None;

    private string Say(Obstacle obstacle, List<int> lines, int need, decimal rest)
    {
        var first = $"{_problem.Lines[lines[0]].Pledge}/{_problem.Lines[lines[0]].Line}: {_problem.Uses[lines[0]].Why}";
        var earliest = lines.MinBy(l => _problem.Lines[l].DeliverBy);
        return obstacle switch
        {
            Obstacle.None =>
                $"Lines that could serve it and have nothing left: {lines.Count}, of which {lines.Count(l => !_parts.Contains((l, need)))} serve other needs only.",
            Obstacle.NothingFree => $"Lines with nothing free: {lines.Count}.",
            Obstacle.Blocked => $"Lines that a caveat rules out: {lines.Count}, such as {first}",
            Obstacle.Condition => $"Lines whose condition does not hold: {lines.Count}, such as {first}",
            Obstacle.Overdue => $"Lines that are overdue: {lines.Count}, such as {first}",
            Obstacle.TooLate => Words.Say(
                $"Lines that come too late: {lines.Count}, the first by {_problem.Lines[earliest].DeliverBy:yyyy-MM-dd}."
            ),
            Obstacle.OwnStock => $"Lines of its own donor: {lines.Count}.",
            Obstacle.OwnGap => $"Lines of the USA, whose gap it is: {lines.Count}.",
            Obstacle.Restricted => $"Lines that are restricted, so that receipt could not be confirmed: {lines.Count}.",
            Obstacle.OfferedForAnother => $"Lines that were offered for another gap: {lines.Count}.",
            _ => Words.Say(
                $"Lines of which even the least part would cover more than the {rest:#,0.####} still open: {lines.Count}."
            ),
        };
    }
}
