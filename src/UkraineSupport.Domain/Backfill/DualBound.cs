namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// An upper bound of a component's points that holds whatever prices it is asked with (weak duality): each need's unit
/// and each unit of a donor's ceiling room costs its price, each line then takes what pays best. Good prices make it
/// tight, bad ones only loose. All in decimals, so that no tolerance of a solver gets into it.
/// </summary>
internal static class DualBound
{
    /// <summary>Part of the bound that is added for what decimals round away: they have 28 digits.</summary>
    private const decimal Margin = 0.000000000000000001m;

    /// <summary>The bound.</summary>
    /// <param name="component">The component.</param>
    /// <param name="needPrices">Points a unit of each need; less than 0 counts as 0.</param>
    /// <param name="groupPrices">Points a unit of each ceiling's room; brought between 0 and the penalty.</param>
    public static decimal Of(Component component, decimal[] needPrices, decimal[] groupPrices)
    {
        var needs = Array.ConvertAll(needPrices, p => Math.Max(0, p));
        var groups = groupPrices.Select((p, g) => Math.Clamp(p, 0, component.Groups[g].Penalty)).ToArray();
        var bound =
            component.Needs.Select((n, i) => n.Open * needs[i]).Sum()
            + component.Groups.Select((g, i) => g.Room * groups[i]).Sum();
        var gains = new List<(decimal Gain, long Most)>();
        for (var line = 0; line < component.Lines.Length; line++)
        {
            gains.Clear();
            for (var e = component.FirstEdge[line]; e < component.FirstEdge[line + 1]; e++)
            {
                var edge = component.Edges[e];
                var gain = edge.Value - (edge.Credit * (needs[edge.Need] + (edge.Group < 0 ? 0 : groups[edge.Group])));
                if (gain > 0)
                    gains.Add((gain, edge.Most));
            }

            bound += Best(gains, component.Lines[line].Free);
        }

        return bound + ((bound + 1) * Margin);
    }

    private static decimal Best(List<(decimal Gain, long Most)> gains, long free)
    {
        gains.Sort((a, b) => b.Gain.CompareTo(a.Gain));
        var best = 0m;
        foreach (var (gain, most) in gains)
        {
            var taken = Math.Min(free, most);
            best += taken * gain;
            if ((free -= taken) == 0)
                break;
        }

        return best;
    }
}
