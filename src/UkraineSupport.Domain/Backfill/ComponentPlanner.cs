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
        var objective = best.Objective();
        var zero = new decimal[component.Needs.Length];
        var bound = DualBound.Of(component, zero, new decimal[component.Groups.Length]);
        return new(component, best, objective, Math.Max(objective, bound));
    }
}
