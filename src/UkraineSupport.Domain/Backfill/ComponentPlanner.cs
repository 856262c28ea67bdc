namespace UkraineSupport.Domain.Backfill;

/// <summary>What came out of one component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Draft">Its plan.</param>
/// <param name="Objective">Its points.</param>
/// <param name="Bound">No plan has more.</param>
internal sealed record Solved(Component Component, Draft Draft, decimal Objective, decimal Bound);

/// <summary>Plans one component.</summary>
internal static class ComponentPlanner
{
    public static Solved Solve(Component component, PlanOptions options, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (worth, value) = (Greedy.ByWorth(component), Greedy.ByValue(component));
        var best = value.IsBetterThan(worth) ? value : worth;
        var relaxation = Relaxation.Of(component, [worth, value], cancel);
        var rounded = Rounding.Of(component, relaxation.Flows);
        if (rounded.IsBetterThan(best)) best = rounded;
        var objective = best.Objective();
        var bound = Lattice.Floor(relaxation.Bound, Lattice.Of(component));
        return new(component, best, objective, Math.Max(objective, bound));
    }
}
