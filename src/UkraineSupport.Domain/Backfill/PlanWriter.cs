namespace UkraineSupport.Domain.Backfill;

/// <summary>Writes the plan that people read from what the solvers found.</summary>
internal sealed class PlanWriter(Problem problem, KeptParts kept, IReadOnlyList<Solved> solved)
{
    public BackfillPlan Write()
    {
        var parts = Parts();
        var ceilings = new CeilingReport(problem, parts);
        var reasons = new AllocationReasons(problem, ceilings.Breaches);
        var keptPoints = PlanScore.Of(
            problem,
            [.. parts.Where(p => p.Kept > 0).Select(p => p with { Quantity = p.Kept })]
        );
        var objective = PlanScore.Of(problem, parts);
        var bound = keptPoints + solved.Sum(s => s.Bound);
        var distance = bound <= 0 ? 0 : Math.Max(0, (bound - objective) / bound);
        return new(
            [.. parts.Select(p => Proposed(p, reasons))],
            UncoveredReport.Of(problem, parts),
            ceilings.Breaches,
            kept.Dropped,
            decimal.Round(objective, 9),
            decimal.Round(bound, 9),
            decimal.Round(distance, 9),
            solved.All(s => s.Objective == s.Bound)
        );
    }

    private List<PlanPart> Parts()
    {
        var parts = new Dictionary<(int Line, int Need), PlanPart>();
        foreach (var ((line, need), quantity) in kept.Quantities)
            parts[(line, need)] = Part(line, need, quantity, quantity);
        foreach (var s in solved)
        {
            for (var e = 0; e < s.Draft.Atoms.Length; e++)
            {
                if (s.Draft.Atoms[e] == 0)
                    continue;
                var edge = s.Component.Edges[e];
                var (line, need) = (s.Component.Lines[edge.Line].Id, s.Component.Needs[edge.Need].Id);
                var stays = kept.Quantities.GetValueOrDefault((line, need));
                parts[(line, need)] = Part(
                    line,
                    need,
                    stays + (s.Draft.Atoms[e] * Atom.Of(problem.Lines[line])),
                    stays
                );
            }
        }

        return [.. parts.Values.OrderBy(p => p.Need).ThenBy(p => p.Line)];
    }

    private PlanPart Part(int line, int need, decimal quantity, decimal stays)
    {
        var match = problem.MatchOf(line, need);
        return new(line, need, quantity, stays, match.Factor, match.Percent);
    }

    private ProposedAllocation Proposed(PlanPart p, AllocationReasons reasons)
    {
        var (line, need) = (problem.Lines[p.Line], problem.Needs[p.Need]);
        return new(
            line.Pledge,
            line.Line,
            line.Donor,
            need.Id,
            p.Quantity,
            p.Kept,
            p.Factor,
            p.Credit,
            line.DeliverBy,
            reasons.Of(p),
            line.UnitValueEur is { } unit ? decimal.Round(p.Quantity * unit, 2, MidpointRounding.AwayFromZero) : null,
            line.Intake
        );
    }
}

/// <summary>One line's part in one need, by their indexes in the problem.</summary>
internal sealed record PlanPart(int Line, int Need, decimal Quantity, decimal Kept, decimal Factor, int Percent)
{
    public decimal Credit => Quantity * Factor;
}
