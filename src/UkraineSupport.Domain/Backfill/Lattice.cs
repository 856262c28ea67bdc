namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// The step that all points a component can have are multiples of: a bound less than a step above a plan proves it
/// optimal.
/// </summary>
internal static class Lattice
{
    /// <summary>Brings a bound down to the greatest number of points that can be had.</summary>
    public static decimal Floor(decimal bound, decimal step) => step <= 0 ? bound : decimal.Floor(bound / step) * step;

    /// <summary>The step of all points, the penalties' included.</summary>
    public static decimal Of(Component component)
    {
        var step = 0m;
        foreach (var edge in component.Edges)
            step = Common(edge.Value, step);
        for (var g = 0; g < component.Groups.Length; g++)
            step = Common(component.Groups[g].Penalty * OfGroup(component, g), step);
        return step;
    }

    /// <summary>The step of what a group can be beyond its room.</summary>
    public static decimal OfGroup(Component component, int group)
    {
        var step = component.Groups[group].Room;
        foreach (var edge in component.Edges)
        {
            if (edge.Group == group)
                step = Common(edge.Credit, step);
        }

        return step;
    }

    /// <summary>The greatest number that both are multiples of.</summary>
    public static decimal Common(decimal one, decimal other)
    {
        while (other != 0)
            (one, other) = (other, one % other);
        return one;
    }
}
