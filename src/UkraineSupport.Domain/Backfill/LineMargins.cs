namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// What using an edge costs at least, at the prices of a bound: whatever a line's last atom brings elsewhere, less what
/// it brings here. An edge that costs more than a plan is away from the bound cannot be part of a better plan.
/// </summary>
internal static class LineMargins
{
    /// <summary>By edge, the points that each atom along it loses.</summary>
    public static decimal[] Losses(Component component, Relaxation prices)
    {
        var losses = new decimal[component.Edges.Length];
        for (var line = 0; line < component.Lines.Length; line++)
        {
            var (from, to) = (component.FirstEdge[line], component.FirstEdge[line + 1]);
            var margin = Margin(component, prices, line, from, to);
            for (var e = from; e < to; e++)
                losses[e] = Math.Max(0, margin - prices.Gain(e));
        }

        return losses;
    }

    /// <summary>
    /// By edge, the most atoms that a plan can have along it which is at least as good as one with
    /// <paramref name="slack"/> points less than the bound.
    /// </summary>
    public static long[] MostUseful(Component component, decimal[] losses, decimal slack) =>
        [
            .. component.Edges.Select(
                (edge, e) => losses[e] * edge.Most <= Math.Max(0, slack) ? edge.Most : (long)(slack / losses[e])
            ),
        ];

    /// <summary>What the last atom of a line brings; nothing when some would be left.</summary>
    private static decimal Margin(Component component, Relaxation prices, int line, int from, int to)
    {
        var free = component.Lines[line].Free;
        foreach (
            var (gain, most) in Enumerable
                .Range(from, to - from)
                .Select(e => (Gain: prices.Gain(e), component.Edges[e].Most))
                .OrderByDescending(x => x.Gain)
        )
        {
            if (gain <= 0)
                return 0;
            if ((free -= most) <= 0)
                return gain;
        }

        return 0;
    }
}
