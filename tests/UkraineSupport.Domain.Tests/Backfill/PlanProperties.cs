using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using UkraineSupport.Benchmarks.Backfill;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Backfill;

public class PlanProperties
{
    private static readonly PlanOptions Usual = new();

    [Fact]
    public void No_plan_beats_the_one_that_is_called_optimal_and_none_beats_the_bound()
    {
        var proven = new ConcurrentDictionary<bool, int>();
        var intakes = 0;
        SmallWorlds.Replanned.Sample(
            input =>
            {
                var plan = BackfillPlanner.Plan(input);
                var best = EveryPlan.Best(input, plan);
                var price = plan.Allocations.Sum(a => a.Quantity * Price(input, a));
                Assert.InRange(plan.Bound, decimal.Round(best.Points, 9), decimal.MaxValue);
                Assert.InRange(plan.Objective, decimal.MinValue, decimal.Round(best.Points, 9));
                if (plan.ProvenOptimal)
                    Assert.Equal(
                        (decimal.Round(best.Points, 9), best.Parts, best.Price),
                        (plan.Objective, plan.Allocations.Count, price)
                    );
                Assert.Equal(plan.ProvenOptimal, plan.Bound == plan.Objective);
                proven.AddOrUpdate(plan.ProvenOptimal, 1, (_, n) => n + 1);
                Interlocked.Add(ref intakes, plan.Allocations.Count(a => a.Intake is not null));
            },
            iter: Effort.Runs / 2,
            print: SmallWorlds.Print
        );

        Assert.True(
            proven.GetValueOrDefault(false) * 20 <= proven.GetValueOrDefault(true),
            "Small worlds are solved for good."
        );
        Assert.True(intakes > 0 || !Effort.IsUsual, "No plan had an intake in it.");
    }

    [Fact]
    public void Without_exact_search_a_plan_is_still_sound_and_within_its_bound() =>
        SmallWorlds.Replanned.Sample(
            input =>
            {
                var plan = BackfillPlanner.Plan(input, Usual with { Effort = 0 });
                PlanRules.Check(input, plan);
                Assert.InRange(plan.Objective, decimal.MinValue, plan.Bound);
            },
            iter: Effort.Runs,
            print: SmallWorlds.Print
        );

    [Fact]
    public void The_order_of_the_input_does_not_matter_to_the_byte() =>
        SmallWorlds.Replanned.Sample(
            input =>
            {
                var turned = input with
                {
                    Lines = [.. input.Lines.Reverse()],
                    Needs = [.. input.Needs.Reverse()],
                    Kept = [.. input.Kept!.Reverse()],
                };
                Assert.Equal(Bytes(BackfillPlanner.Plan(input)), Bytes(BackfillPlanner.Plan(turned)));
            },
            iter: Effort.Runs / 4,
            print: SmallWorlds.Print
        );

    [Fact]
    public void A_larger_plan_is_sound_never_worse_than_a_clerks_and_the_same_every_time() =>
        SmallWorlds.Larger.Sample(
            input =>
            {
                var plan = BackfillPlanner.Plan(input);
                PlanRules.Check(input, plan);
                var problem = new Problem(input, Usual);
                var clerk = PlanScore.Of(problem, PlainGreedy.Match(problem));
                Assert.InRange(plan.Objective, decimal.Round(clerk, 9), plan.Bound);
                Assert.InRange(
                    BackfillPlanner.Plan(input, Usual with { Effort = 0 }).Objective,
                    decimal.Round(clerk, 9),
                    plan.Bound
                );
                Assert.Equal(
                    Bytes(plan),
                    Bytes(BackfillPlanner.Plan(input with { Lines = [.. input.Lines.Reverse()] }))
                );
            },
            iter: Math.Max(1, Effort.Runs / 30),
            print: SmallWorlds.Print
        );

    [Fact]
    public void Any_prices_at_all_bound_the_points() =>
        Gen.Select(SmallWorlds.All, Gen.Int[-1, 40].Array[8])
            .Sample(
                (input, prices) =>
                {
                    var problem = new Problem(input, Usual);
                    var bound = Components
                        .Of(problem, new KeptParts(problem))
                        .Sum(c =>
                            DualBound.Of(
                                c,
                                [.. c.Needs.Select(n => prices[n.Id] / 10m)],
                                [.. c.Groups.Select((g, i) => prices[4 + (i % 4)] * g.Penalty / 20)]
                            )
                        );
                    Assert.InRange(EveryPlan.Best(input).Points, 0, bound);
                },
                iter: Effort.Runs / 2
            );

    [Fact]
    public void A_plan_made_again_from_its_own_allocations_changes_nothing() =>
        SmallWorlds.All.Sample(
            input =>
            {
                var first = BackfillPlanner.Plan(input);
                var again = BackfillPlanner.Plan(
                    input with
                    {
                        Kept =
                        [
                            .. first.Allocations.Select(a => new KeptAllocation(
                                a.Pledge,
                                a.Line,
                                a.Need,
                                a.Quantity,
                                a.Intake
                            )),
                        ],
                    }
                );
                Assert.Empty(again.Dropped);
                Assert.Equal(first.Parts(), again.Parts());
                Assert.All(again.Allocations, a => Assert.Equal(a.Quantity, a.Kept));
                Assert.Equal(first.Objective, again.Objective);
            },
            iter: Effort.Runs / 4,
            print: SmallWorlds.Print
        );

    [Fact]
    public void What_fits_is_kept_and_what_does_not_is_told() =>
        SmallWorlds.Replanned.Sample(
            input =>
            {
                var plan = BackfillPlanner.Plan(input);
                PlanRules.Check(input, plan);
                foreach (var kept in input.Kept!.GroupBy(k => (k.Pledge, k.Line, k.Need, k.Intake)))
                {
                    var stays = plan
                        .Allocations.Where(a => (a.Pledge, a.Line, a.Need, a.Intake) == kept.Key)
                        .Sum(a => a.Kept);
                    var dropped = plan
                        .Dropped.Where(d => (d.Pledge, d.Line, d.Need, d.Intake) == kept.Key)
                        .Sum(d => d.Quantity);
                    Assert.Equal(kept.Sum(k => k.Quantity), stays + dropped);
                }

                Assert.All(plan.Dropped, d => Assert.NotEmpty(d.Why));
            },
            iter: Effort.Runs / 2,
            print: SmallWorlds.Print
        );

    [Fact]
    public void A_plan_survives_being_stored() =>
        SmallWorlds.Replanned.Sample(
            input =>
            {
                var plan = BackfillPlanner.Plan(input);
                Assert.Equal(
                    Bytes(plan),
                    Bytes(JsonSerializer.Deserialize<BackfillPlan>(Bytes(plan), DomainJson.Options)!)
                );
                Assert.Equal(
                    Bytes(plan),
                    Bytes(
                        BackfillPlanner.Plan(
                            JsonSerializer.Deserialize<PlanInput>(SmallWorlds.Print(input), DomainJson.Options)!
                        )
                    )
                );
            },
            iter: Effort.Runs / 6,
            print: SmallWorlds.Print
        );

    private static decimal Price(PlanInput input, ProposedAllocation a)
    {
        var problem = new Problem(input, Usual);
        return problem.Price(Array.FindIndex(problem.Lines, l => PlanRules.IsOf(a, l)));
    }

    private static string Bytes(BackfillPlan plan) => JsonSerializer.Serialize(plan, DomainJson.Options);
}
