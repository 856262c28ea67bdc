namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Assigns one component: greedily, by exchange, by its relaxation, and by exact search in what is left when choices
/// that no assignment as good has are left out. Critical serials come first, by themselves.
/// </summary>
internal sealed class ComponentSolver
{
    private const int MaxRounds = 3;

    private readonly Component _component;
    private readonly CancellationToken _cancel;
    private readonly Roundings _roundings;

    private Draft _best;
    private Component _left;
    private bool _isFinal;

    /// <summary>Starts from the greedy assignment.</summary>
    /// <param name="problem">What it is of.</param>
    /// <param name="component">The component.</param>
    /// <param name="cancel">Stops it soon.</param>
    public ComponentSolver(Problem problem, Component component, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        (_component, _cancel) = (component, cancel);
        _roundings = new(component);
        _best = Greedy.Fill(problem, component);
        _left = component;
    }

    /// <summary>Takes it from the greedy assignment by exchange.</summary>
    public ComponentSolver Exchanged()
    {
        _cancel.ThrowIfCancellationRequested();
        Take(Exchange.Better(_component, Draft.With(_component, _best.ChoiceOf.Where(c => c >= 0))));
        return this;
    }

    /// <summary>Takes it from an assignment known before a little of it changed; never below the greedy one.</summary>
    public ComponentSolver From(IEnumerable<int> known)
    {
        _cancel.ThrowIfCancellationRequested();
        Take(Exchange.Better(_component, Draft.With(_component, known)));
        return this;
    }

    /// <summary>As it is, with no more bound than the next best thing: everything filled.</summary>
    public Solved Unbounded() => new(_component, _best, new(long.MaxValue, long.MaxValue, 0));

    /// <summary>Bounds it as it is.</summary>
    public Solved OnlyBounded()
    {
        _isFinal = true;
        return Bounded(exact: false);
    }

    /// <summary>Betters and bounds it.</summary>
    /// <param name="exact">Whether what is left is searched to the end, as far as the limits allow.</param>
    public Solved Bounded(bool exact)
    {
        if (Array.TrueForAll(_component.ChoicesOfUnit, c => c.Count == 1))
            return Finish(Everybody(), exact);
        var critical = _component.Critical.Contains(true) ? CriticalFirst(exact) : 0;
        var all = AllThen(exact);
        return Finish(new(Math.Max(critical, _best.Points.Critical), Math.Max(all, _best.Points.All), 0), exact);
    }

    /// <summary>Where no unit can choose, all of them together fill what can be filled.</summary>
    private Points Everybody() =>
        Draft.With(_component, Enumerable.Range(0, _component.Choices.Length)).Points with
        {
            Splits = 0,
        };

    private long CriticalFirst(bool exact)
    {
        var alone = _component.With([.. _component.Choices.Where(c => _component.Critical[c.Serial])]);
        var least = long.MaxValue;
        for (var round = 0; round < MaxRounds && least > _best.Points.Critical; round++)
        {
            _cancel.ThrowIfCancellationRequested();
            using var bounds = new Bounds(alone);
            least = Math.Min(least, bounds.Critical(_best.Points));
            Take(_roundings.Of(alone, bounds.Taken, _best));
            if (exact && least > _best.Points.Critical)
            {
                var rest = Kept(alone, bounds.Left(_best.Points.Critical));
                least = Math.Min(least, Search(alone.With([.. alone.Choices.Where(rest.Contains)]), Level.Critical));
            }

            var kept = Kept(alone, bounds.Left(_best.Points.Critical));
            var absent = bounds.Absent(_best.Points.Critical);
            Narrow(c => _component.Critical[c.Serial] ? kept.Contains(c) : absent[c.Unit]);
            if (kept.Count == alone.Choices.Length)
                break;
            alone = alone.With([.. alone.Choices.Where(kept.Contains)]);
        }

        return least;
    }

    private long AllThen(bool exact)
    {
        var (least, critical) = (long.MaxValue, _best.Points.Critical);
        for (var round = 0; round < MaxRounds && least > _best.Points.All; round++)
        {
            _cancel.ThrowIfCancellationRequested();
            using var bounds = new Bounds(_left);
            least = Math.Min(least, bounds.All(_best.Points));
            Take(_roundings.Of(_left, bounds.Taken, _best));
            Take(_roundings.BesideCritical(_left, bounds.Taken, _best));
            var (kept, before) = (Kept(_left, bounds.Left(_best.Points.All)), _left.Choices.Length);
            Narrow(kept.Contains);
            if (_best.Points.Critical > critical)
                (least, critical) = (long.MaxValue, _best.Points.Critical);
            else if (kept.Count == before)
                break;
        }

        return exact && least > _best.Points.All ? Math.Min(least, Search(_left, Level.All)) : least;
    }

    private Solved Finish(Points bound, bool exact)
    {
        if (!exact || bound with { Splits = 0 } != _best.Points with { Splits = 0 } || _best.Points.Splits == 0)
            return new(_component, _best, bound);
        var splits = Search(_left, Level.Splits);
        return new(_component, _best, bound with { Splits = splits });
    }

    /// <summary>Searches in a part of the choices, and answers the bound that it proves.</summary>
    private long Search(Component part, Level level)
    {
        var search = new ExactSearch(part, level, _best.Points, _cancel);
        if (!search.Suits)
            return level == Level.Splits ? 0 : long.MaxValue;
        var (found, bound) = search.Run(_roundings.Taken(part, _best));
        Take(Exchange.Better(_component, _roundings.With(part, found, _best)));
        return bound;
    }

    private void Narrow(Func<Choice, bool> keeps)
    {
        Choice[] choices = [.. _left.Choices.Where(keeps)];
        if (choices.Length < _left.Choices.Length)
            _left = _left.With(choices);
    }

    private static HashSet<Choice> Kept(Component part, bool[] left) =>
        part.Choices.Where((_, c) => left[c]).ToHashSet<Choice>(ReferenceEqualityComparer.Instance);

    private void Take(Draft draft)
    {
        if (!_isFinal && draft.Points > _best.Points)
            _best = draft;
    }
}
