namespace UkraineSupport.Domain.Backfill;

/// <summary>Plain matchers: a floor under the plan, and what closes the holes that rounding leaves.</summary>
internal static class Greedy
{
    /// <summary>
    /// Takes edges by what a unit of credit is worth along them, as many atoms as fit, on top of what the draft has.
    /// </summary>
    public static Draft ByWorth(Component component, Draft? onto = null) =>
        Fill(onto ?? new Draft(component), component.WorthOrder);

    /// <summary>Takes edges by what an atom of the line is worth: best where lines, not needs, are scarce.</summary>
    public static Draft ByValue(Component component)
    {
        var edges = component.Edges;
        var order = Enumerable.Range(0, edges.Length).ToArray();
        Array.Sort(order, (a, b) => edges[b].Value.CompareTo(edges[a].Value) is not 0 and var c ? c : a.CompareTo(b));
        return Fill(new Draft(component), order);
    }

    /// <summary>Takes edges as a careful clerk would: a plan is never worse than that.</summary>
    public static Draft AsAClerk(Component component) => Fill(new Draft(component), component.ClerksOrder);

    private static Draft Fill(Draft draft, int[] order)
    {
        foreach (var edge in order)
        {
            if (draft.Fits(edge) is > 0 and var fits)
                draft.Add(edge, fits);
        }

        return draft;
    }
}
