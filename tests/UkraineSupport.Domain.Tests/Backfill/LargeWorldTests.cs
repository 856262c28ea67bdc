using System.Text.Json;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

/// <summary>
/// One capability with so many lines and needs that columns are generated and only the likeliest edges are searched.
/// </summary>
public class LargeWorldTests
{
    private static readonly string[] Donors = ["DNK", "FRA", "NLD", "POL", "SWE"];

    private static PlanInput Input()
    {
        var lines = Enumerable
            .Range(0, 300)
            .Select(i =>
                A.Line($"p{i:000}", 12 + (i * 37 % 23), Donors[i * 7 % 5], lot: i % 3 == 0 ? 5 + (i % 4) : null) with
                {
                    DeliverBy = A.Today.AddDays(i * 53 % 500),
                    UnitValueEur = 100 + (i * 29 % 41),
                }
            );
        var needs = Enumerable
            .Range(0, 40)
            .Select(i =>
                A.Gap($"g{i:00}", 90 + (i * 61 % 97), 1 + (i % 5)) with
                {
                    From = A.Today.AddDays(i * 31 % 400),
                    NeededBy = A.Today.AddDays(90 + (i * 31 % 400)),
                }
            );
        return A.Input([.. lines], [.. needs]);
    }

    [Fact]
    public void It_is_planned_close_to_the_bound_and_the_same_every_time()
    {
        Assert.SkipUnless(Effort.IsUsual, "Too long for a run a mutant.");
        var plan = A.Plan(Input(), new PlanOptions { Effort = 0.2 });

        PlanRules.Check(Input(), plan);
        Assert.InRange(plan.Distance, 0, 0.002m);
        Assert.InRange(plan.Objective, A.Plan(Input(), new PlanOptions { Effort = 0 }).Objective, plan.Bound);
        Assert.Equal(
            JsonSerializer.Serialize(plan, DomainJson.Options),
            JsonSerializer.Serialize(A.Plan(Input(), new PlanOptions { Effort = 0.2 }), DomainJson.Options)
        );
    }

    [Fact]
    public void It_can_be_called_off_in_the_middle_of_a_long_search()
    {
        Assert.SkipUnless(Effort.IsUsual, "Too long for a run a mutant.");
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Assert.Throws<OperationCanceledException>(() =>
            BackfillPlanner.Plan(Input(), new PlanOptions { Effort = 100_000 }, cancel.Token)
        );
    }

    [Fact]
    public void Its_relaxation_is_solved_on_a_part_of_the_edges_to_within_a_millionth()
    {
        var problem = new Problem(Input(), new());
        var component = Assert.Single(Components.Of(problem, new KeptParts(problem)));
        var relaxation = Relaxation.Of(component, [Greedy.ByWorth(component)], TestContext.Current.CancellationToken);

        var points = component.Edges.Select((e, i) => e.Value * (decimal)relaxation.Flows[i]).Sum();
        var beyond = component
            .Groups.Select(
                (g, i) =>
                    Math.Max(
                        0,
                        component
                            .Edges.Select((e, k) => e.Group == i ? e.Credit * (decimal)relaxation.Flows[k] : 0)
                            .Sum() - g.Room
                    ) * g.Penalty
            )
            .Sum();
        Assert.InRange(relaxation.Bound, points - beyond - 0.00001m, (points - beyond) * 1.000002m);
        Assert.InRange(component.Edges.Length, 4000, 12000);
    }
}
