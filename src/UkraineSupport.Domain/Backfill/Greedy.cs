namespace UkraineSupport.Domain.Backfill;

/// <summary>Plain matchers: a floor under the plan, and what closes the holes that rounding leaves.</summary>
internal static class Greedy
{
    /// <summary>Takes edges by what a unit of credit is worth along them, as many atoms as fit, on top of what the draft has.</summary>
    public static Draft ByWorth(Component component, Draft? onto = null)
    {
        var edges = component.Edges;
        var order = Enumerable.Range(0, edges.Length).ToArray();
        var worth = Array.ConvertAll(edges, e => e.Value / e.Credit);
        Array.Sort(order, (a, b) => Compare(b, a, worth) is not 0 and var c ? c : edges[b].Credit.CompareTo(edges[a].Credit) is not 0 and var d ? d : a.CompareTo(b));
        return Fill(onto ?? new Draft(component), order);
    }

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

    private static int Compare(int a, int b, decimal[] worth) => worth[a].CompareTo(worth[b]);

    private static Draft Fill(Draft draft, int[] order)
    {
        foreach (var edge in order)
        {
            if (draft.Fits(edge) is > 0 and var fits) draft.Add(edge, fits);
        }

        return draft;
    }
}
