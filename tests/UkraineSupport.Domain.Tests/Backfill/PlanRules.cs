using UkraineSupport.Domain.Backfill;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>What holds of every plan, however good or bad.</summary>
internal static class PlanRules
{
    public static void Check(PlanInput input, BackfillPlan plan)
    {
        foreach (var line in plan.Allocations.GroupBy(a => (a.Pledge, a.Line, a.Intake)))
            Check(input.Lines.Single(l => IsOf(line.First(), l)), [.. line]);
        foreach (var need in input.Needs)
        {
            var credit = plan.Allocations.Where(a => a.Need == need.Id).Sum(a => a.Credit);
            Assert.InRange(credit, 0, need.Open);
            Assert.Equal(need.Open - credit, plan.Uncovered.SingleOrDefault(u => u.Need == need.Id)?.Quantity ?? 0);
        }

        foreach (var allocation in plan.Allocations)
            Check(input, allocation);
        CheckNothingLeftLying(new(input, new()), plan);
        Assert.All(plan.Uncovered, u => Assert.NotEmpty(u.Why));
        Assert.Equal(
            plan.Allocations.Count,
            plan.Allocations.DistinctBy(a => (a.Pledge, a.Line, a.Need, a.Intake)).Count()
        );
        Assert.InRange(plan.Distance, 0, 1);
    }

    /// <summary>Whether an allocation is of that line, or of that intake of it.</summary>
    public static bool IsOf(ProposedAllocation a, SupplyLine line) =>
        (a.Pledge, a.Line, a.Intake) == (line.Pledge, line.Line, line.Intake);

    /// <summary>Whatever is left of a line that could serve a need fits into none.</summary>
    private static void CheckNothingLeftLying(Problem problem, BackfillPlan plan)
    {
        foreach (var rest in plan.Uncovered)
        {
            var need = Array.FindIndex(problem.Needs, n => n.Id == rest.Need);
            for (var l = 0; l < problem.Lines.Length; l++)
            {
                var line = problem.Lines[l];
                var left = line.Free - plan.Allocations.Where(a => IsOf(a, line)).Sum(a => a.Quantity);
                if (problem.MatchOf(l, need) is { Fits: true } match && left >= Atom.Of(line))
                    Assert.True(Atom.Of(line) * match.Factor > rest.Quantity);
            }
        }
    }

    private static void Check(SupplyLine line, List<ProposedAllocation> parts)
    {
        Assert.InRange(parts.Sum(p => p.Quantity), 0, line.Free);
        Assert.All(parts, p => Assert.Equal(0, p.Quantity % (line.Lot ?? 1)));
        Assert.DoesNotContain(line.Caveats ?? [], c => c.Blocking);
        Assert.True(line.DeliverBy >= A.Today);
    }

    private static void Check(PlanInput input, ProposedAllocation a)
    {
        var line = input.Lines.Single(l => IsOf(a, l));
        var need = input.Needs.Single(n => n.Id == a.Need);
        Assert.Equal(
            line.Capability == need.Capability
                ? 1
                : need.Substitutes!.Single(s => s.Capability == line.Capability).Factor,
            a.Factor
        );
        Assert.Equal((a.Quantity * a.Factor, line.DeliverBy, line.Donor), (a.Credit, a.ArrivesBy, a.Donor));
        // An intake is given whole, and to no stock; one course asked for is filled by its intakes alone.
        if (line.Intake is not null)
            Assert.Equal((line.Free, true), (a.Quantity, need.Kind != NeedKind.Replenishment));
        Assert.True(need.CourseId is null || need.CourseId == line.CourseId);
        Assert.InRange(a.Kept, 0, a.Quantity);
        Assert.True(a.Quantity > 0);
        Assert.NotEmpty(a.Reasons);
        if (need.Kind == NeedKind.Requirement)
            Assert.True(line.DeliverBy <= need.NeededBy, "A requirement has no use for what comes late.");
        else
            Assert.True(
                line.DeliverBy <= need.NeededBy.AddMonths(3)
                    && (line.DeliverBy <= need.NeededBy || line.AvailableFrom <= need.NeededBy)
            );
        if (need.Kind == NeedKind.Replenishment)
            Assert.NotEqual(need.Donor, line.Donor);
        foreach (var condition in line.Conditions ?? [])
            Assert.True(
                input
                    .Committed!.Where(c => c.Capability == condition.Capability && c.Donor != line.Donor)
                    .Sum(c => c.Quantity) >= condition.OthersReach
            );
    }
}
