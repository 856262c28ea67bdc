namespace UkraineSupport.Domain.Backfill;

/// <summary>Which donors the plan takes beyond their ceiling.</summary>
internal sealed class CeilingReport
{
    public CeilingReport(Problem problem, IReadOnlyList<PlanPart> parts)
    {
        var gives = parts
            .Where(p => Problem.HasCeiling(problem.Needs[p.Need]))
            .GroupBy(p => (problem.Needs[p.Need].Capability, problem.Lines[p.Line].Donor));
        foreach (
            var group in gives
                .OrderBy(g => g.Key.Capability, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Donor, StringComparer.Ordinal)
        )
        {
            var (capability, donor) = group.Key;
            var total = problem.CeilingTotals[capability];
            var covered = problem.Already.GetValueOrDefault(group.Key) + group.Sum(p => p.Credit);
            if (covered <= problem.Options.Ceiling * total)
                continue;
            var share = covered / total;
            Breaches.Add(
                new(
                    capability,
                    donor,
                    covered,
                    decimal.Round(share, 4),
                    problem.Options.Ceiling,
                    Words.Say(
                        $"{donor} would cover {covered:#,0.##} of the {total:#,0.##} {capability} needed, {share:0.0%}; no more than {problem.Options.Ceiling:0.#%} should come from one ally."
                    )
                )
            );
        }
    }

    /// <summary>By capability and donor.</summary>
    public List<CeilingBreach> Breaches { get; } = [];
}
