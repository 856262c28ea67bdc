namespace UkraineSupport.Domain.Backfill;

/// <summary>What came out of one component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Draft">Its plan.</param>
/// <param name="Objective">Its points.</param>
/// <param name="Bound">No plan has more.</param>
internal sealed record Solved(Component Component, Draft Draft, decimal Objective, decimal Bound);

/// <summary>
/// Plans one component: greedily, by its linear relaxation, rounded, and by exact search where that leaves something to
/// find.
/// </summary>
internal static class ComponentPlanner
{
    /// <summary>What of the effort goes into fewer parts and less money, once the points are there.</summary>
    private const double PartsShare = 0.15;

    /// <summary>Solves it.</summary>
    /// <param name="component">The component.</param>
    /// <param name="effort">Deterministic seconds for each exact search; 0 for none.</param>
    /// <param name="cancel">Stops it soon.</param>
    public static Solved Solve(Component component, double effort, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Draft[] starts = [Greedy.AsAClerk(component), Greedy.ByWorth(component), Greedy.ByValue(component)];
        var relaxation = Relaxation.Of(component, starts, cancel);
        var best = starts
            .Append(Rounding.Of(component, relaxation.Flows))
            .Aggregate((one, other) => other.IsBetterThan(one) ? other : one);
        // What an exchange sets free may fit elsewhere.
        best = Greedy.ByWorth(component, Exchange.Better(component, best));
        var step = Lattice.Of(component);
        var bound = Math.Max(best.Objective(), Lattice.Floor(relaxation.Bound, step));
        if (effort > 0)
        {
            var search = new ExactSearch(component, relaxation, step, effort, cancel);
            if (bound > best.Objective())
                best = search.MorePointsNearby(best);
            if (bound > best.Objective())
                (best, bound) = search.MorePoints(best, bound);
            best = new ExactSearch(component, relaxation, step, effort * PartsShare, cancel).FewerParts(
                Exchange.Better(component, best)
            );
        }

        return new(component, best, best.Objective(), bound);
    }
}
