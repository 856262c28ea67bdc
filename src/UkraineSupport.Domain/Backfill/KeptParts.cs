namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// What is kept of earlier allocations: as much of each as still fits, those for the most urgent needs first.
/// </summary>
internal sealed class KeptParts
{
    private readonly Dictionary<(int Line, int Need), decimal> _kept = [];
    private readonly decimal[] _free;
    private readonly decimal[] _open;

    public KeptParts(Problem problem)
    {
        _free = [.. problem.Lines.Select(l => l.Free)];
        _open = [.. problem.Needs.Select(n => n.Open)];
        var lines = problem
            .Lines.Select((l, i) => (l, i))
            .ToDictionary(x => (x.l.Pledge, x.l.Line, x.l.Intake), x => x.i);
        var needs = problem.Needs.Select((n, i) => (n, i)).ToDictionary(x => x.n.Id, x => x.i);
        var kept = (problem.Input.Kept ?? [])
            .GroupBy(k => (k.Pledge, k.Line, k.Need, k.Intake))
            .Select(g => g.First() with { Quantity = g.Sum(k => k.Quantity) })
            .OrderBy(k => needs.TryGetValue(k.Need, out var n) ? problem.Needs[n].Priority : 6)
            .ThenBy(k => k.Need, StringComparer.Ordinal)
            .ThenBy(k => k.Pledge, StringComparer.Ordinal)
            .ThenBy(k => k.Line)
            .ThenBy(k => k.Intake, StringComparer.Ordinal);
        foreach (var k in kept)
        {
            var line = lines.GetValueOrDefault((k.Pledge, k.Line, k.Intake), -1);
            var need = needs.GetValueOrDefault(k.Need, -1);
            var (quantity, why) =
                line < 0 ? (0, "There is no such line with anything left.")
                : need < 0 ? (0, "There is no such need any more.")
                : Fit(problem, line, need, k.Quantity);
            if (quantity > 0)
                Take(problem, line, need, quantity);
            if (quantity < k.Quantity)
                Dropped.Add(new(k.Pledge, k.Line, k.Need, k.Quantity - quantity, why, k.Intake));
        }
    }

    /// <summary>What no longer fits.</summary>
    public List<DroppedAllocation> Dropped { get; } = [];

    /// <summary>What is kept, by line and need.</summary>
    public IReadOnlyDictionary<(int Line, int Need), decimal> Quantities => _kept;

    /// <summary>What is left of a line, in its unit.</summary>
    public decimal Free(int line) => _free[line];

    /// <summary>What is left of a need, in its unit.</summary>
    public decimal Open(int need) => _open[need];

    private (decimal Quantity, string Why) Fit(Problem problem, int l, int n, decimal asked)
    {
        var (line, need) = (problem.Lines[l], problem.Needs[n]);
        var match = problem.MatchOf(l, n);
        if (!match.Fits)
            return (0, Obstacles.Why(problem, l, n, match.Obstacle));
        var atom = Atom.Of(line);
        var open = Math.Min(_open[n], match.Useful);
        var quantity = decimal.Floor(Math.Min(asked, Math.Min(_free[l], open / match.Factor)) / atom) * atom;
        var why =
            asked > _free[l] ? Words.Say($"The line has {_free[l]:#,0.##} left.")
            : asked * match.Factor > open && open < _open[n]
                ? Words.Say($"It comes in time for {open:#,0.####} of what the need has open.")
            : asked * match.Factor > _open[n] ? Words.Say($"The need has {_open[n]:#,0.####} open.")
            : Words.Say($"It is not a multiple of {atom:#,0.##}.");
        return (quantity, why);
    }

    private void Take(Problem problem, int line, int need, decimal quantity)
    {
        _kept[(line, need)] = quantity;
        _free[line] -= quantity;
        _open[need] -= quantity * problem.MatchOf(line, need).Factor;
    }
}
