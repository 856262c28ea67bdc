namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Makes a plan in whole atoms of fractional flows: whole parts first, then what fits into the holes by worth.
/// </summary>
internal static class Rounding
{
    /// <summary>What the solver's tolerance may take off a whole number.</summary>
    private const double Slack = 1e-6;

    public static Draft Of(Component component, double[] flows)
    {
        var draft = new Draft(component);
        for (var e = 0; e < flows.Length; e++)
        {
            var whole = (long)Math.Floor(flows[e] + Slack);
            if (whole > 0 && Math.Min(whole, draft.Fits(e)) is > 0 and var fits)
                draft.Add(e, fits);
        }

        return Greedy.ByWorth(component, draft);
    }
}
