namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// The points of a set of parts, reckoned from the rules alone: what every plan, whoever made it, is measured by.
/// </summary>
internal static class PlanScore
{
    public static decimal Of(Problem problem, IReadOnlyList<PlanPart> parts) =>
        parts.Sum(p => p.Credit * problem.Points(problem.Needs[p.Need], p.Percent)) - Penalty(problem, parts);

    private static decimal Penalty(Problem problem, IReadOnlyList<PlanPart> parts) =>
        parts
            .Where(p => Problem.HasCeiling(problem.Needs[p.Need]))
            .GroupBy(p => (problem.Needs[p.Need].Capability, problem.Lines[p.Line].Donor))
            .Sum(g =>
                problem.Ceiling(g.Key.Capability, g.Key.Donor) is var c
                    ? Math.Max(0, g.Sum(p => p.Credit) - c.Room) * c.Penalty
                    : 0
            );
}
