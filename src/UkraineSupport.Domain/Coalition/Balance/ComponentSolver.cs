namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>What was known of a component before a little of it changed.</summary>
/// <param name="Choices">Who went where, as far as they are still here.</param>
/// <param name="Prices">By part.</param>
internal sealed record Known(IReadOnlyList<int> Choices, double[] Prices);

/// <summary>Assigns one component: greedily, by prices, by exchange, and by exact search where it is small.</summary>
/// <param name="problem">What it is of.</param>
/// <param name="component">The component.</param>
/// <param name="known">Where to start from, or null.</param>
internal sealed class ComponentSolver(Problem problem, Component component, Known? known)
{
    private const int Steps = 240;
    private const int StepsFromKnown = 60;

    private readonly bool _isMixed = component.Critical.Distinct().Count() == 2;

    private double[] _prices = known?.Prices ?? [];

    /// <summary>Solves it.</summary>
    /// <param name="exact">Whether it is searched to the end if it is small.</param>
    /// <param name="cancel">Stops it soon.</param>
    public Solved Solve(bool exact, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var greedy = Greedy.Fill(problem, component);
        var best = known is null
            ? Exchange.Better(component, greedy)
            : Better(Exchange.Better(component, Draft.With(component, known.Choices)), greedy);
        var solved = Array.TrueForAll(component.ChoicesOfUnit, c => c.Count == 1) ? Alone(best) : ByPrices(best);
        return exact && ExactSearch.Suits(component) ? new ExactSearch(component, cancel).Better(solved) : solved;
    }

    private static Draft Better(Draft one, Draft other) => other.Points > one.Points ? other : one;

    /// <summary>Where no unit can choose, all of them together fill what can be filled.</summary>
    private Solved Alone(Draft best)
    {
        var most = Draft.With(component, Enumerable.Range(0, component.Choices.Length)).Points;
        return new(component, best, most with { Splits = 0 }, []);
    }

    private Solved ByPrices(Draft best)
    {
        var main = Descend(_isMixed ? Emphases.CriticalMore : Emphases.All, best);
        best = Better(best, Exchange.Better(component, Draft.With(component, main.Favourites())));
        return new(component, best, Bound(best), _prices);
    }

    private Points Bound(Draft best)
    {
        if (!_isMixed)
        {
            var bound = DualBound.Of(component, Emphases.All, _prices);
            return new(component.Critical[0] ? bound : 0, bound, 0);
        }

        var prices = _prices;
        var mixed = DualBound.Of(component, Emphases.CriticalMore, prices);
        var all = DualBound.Of(component, Emphases.All, Descend(Emphases.All, best).Best);
        _prices = prices;
        var critical = DualBound.Of(component, Emphases.CriticalOnly, Descend(Emphases.CriticalOnly, best).Best);
        _prices = prices;
        // Whoever fills as much of the critical serials fills of all no more than the weighed bound leaves.
        var left = mixed - ((Emphases.CriticalMore.Critical - 1) * best.Points.Critical);
        return new(critical, Math.Min(all, left), 0);
    }

    private DualPrices Descend(Emphasis emphasis, Draft best)
    {
        var found = new DualPrices(component, emphasis, _prices.Length == 0 ? null : _prices);
        found.Descend(Emphases.Weigh(emphasis, best.Points), known is null ? Steps : StepsFromKnown);
        _prices = found.Best;
        return found;
    }
}
