namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>What came out of one component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Draft">Who goes where.</param>
/// <param name="Bound">No assignment fills more, nor has fewer splits: the second holds for those that fill as much
/// of the critical serials, the third for those that fill as much of all.</param>
/// <param name="Prices">By part, the prices that bound it, to start from when a little of it changes.</param>
internal sealed record Solved(Component Component, Draft Draft, Points Bound, double[] Prices)
{
    public Points Points => Draft.Points;

    /// <summary>The better of this and another draft, and of their bounds.</summary>
    public Solved BetterOf(
        Draft found,
        long critical = long.MaxValue,
        long all = long.MaxValue,
        long splits = 0
    )
    {
        var best = found.Points > Points ? found : Draft;
        return this with
        {
            Draft = best,
            Bound = new(
                Math.Max(best.Points.Critical, Math.Min(Bound.Critical, critical)),
                Math.Max(best.Points.All, Math.Min(Bound.All, all)),
                Math.Max(Bound.Splits, splits)
            ),
        };
    }
}
