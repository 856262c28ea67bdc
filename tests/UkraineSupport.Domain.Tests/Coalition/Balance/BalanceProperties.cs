using System.Text.Json;
using CsCheck;
using UkraineSupport.Benchmarks.Coalition;
using UkraineSupport.Domain.Coalition.Balance;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

public class BalanceProperties
{
    [Fact]
    public void The_balance_of_a_small_force_is_the_best_that_there_is_at_all_three_levels() =>
        SmallForces.All.Sample(
            input =>
            {
                var solution = Solution.Of(input);
                var best = EveryAssignment.Best(input, solution.Problem.Scale);
                Assert.Equal(best, (solution.Points.Critical, solution.Points.All, solution.Points.Splits));
                Assert.Equal(solution.Points, solution.Bound);
            },
            iter: Effort.Runs,
            print: SmallForces.Print
        );

    [Fact]
    public void Without_exact_search_it_is_still_within_its_bound_and_so_is_the_best_that_there_is() =>
        SmallForces.All.Sample(
            input =>
            {
                var solution = Solution.Of(input, exact: false);
                var (critical, all, splits) = EveryAssignment.Best(input, solution.Problem.Scale);
                var best = new Points(critical, all, splits);
                Assert.False(solution.Points > best, "Nothing is better than the best.");
                Assert.InRange(critical, solution.Points.Critical, solution.Bound.Critical);
                Assert.InRange(all, 0, solution.Bound.All);
            },
            iter: Effort.Runs,
            print: SmallForces.Print
        );

    [Fact]
    public void Any_prices_at_all_bound_the_strength_days() =>
        Gen.Select(SmallForces.All, Gen.Double[-0.2, 1.2].Array[16])
            .Sample(
                (input, prices) =>
                {
                    var problem = new Problem(input);
                    var all = Components.Of(problem).Sum(c => (long)Bound(c, Emphases.All, prices));
                    var critical = Components.Of(problem).Sum(c => (long)Bound(c, Emphases.CriticalOnly, prices));
                    var best = EveryAssignment.Best(input, problem.Scale);
                    Assert.InRange(best.All, 0, all);
                    Assert.InRange(best.Critical, 0, critical);
                },
                iter: Effort.Runs / 2
            );

    [Fact]
    public void Any_prices_at_all_allow_what_the_best_is_without_a_unit() =>
        Gen.Select(SmallForces.All, Gen.Double[-0.2, 1.2].Array[16])
            .Sample(
                (input, prices) =>
                {
                    var problem = new Problem(input);
                    var parts = Components.Of(problem).Select(c => (c, Dual(c, Emphases.All, prices))).ToList();
                    foreach (var (part, dual) in parts)
                    {
                        var others = parts.Where(p => p.c != part).Sum(p => (long)p.Item2.Value);
                        foreach (var u in Enumerable.Range(0, part.Units.Length).Where(u => !part.Held[u]))
                        {
                            var id = problem.Units[part.Units[u]].Id;
                            var less = input with { Units = [.. input.Units.Where(x => x.Id != id)] };
                            var best = EveryAssignment.Best(less, problem.Scale).All;
                            Assert.True(dual.AllowsWithout(u, best - others));
                        }
                    }
                },
                iter: Effort.Runs / 4
            );

    [Fact]
    public void Nations_left_out_of_a_balance_are_left_out_as_from_the_start() =>
        SmallForces.All.Sample(
            input =>
            {
                var without = Solution.Of(input).Without(["FRA"], bounded: false);
                Assert.Equal(Solution.Of(input.Without(["FRA"])).Points, without.Points);
            },
            iter: Effort.Runs / 4,
            print: SmallForces.Print
        );

    [Fact]
    public void The_order_of_the_input_does_not_matter_to_the_byte() =>
        SmallForces.Larger.Sample(
            input =>
            {
                var turned = input with { Serials = [.. input.Serials.Reverse()], Units = [.. input.Units.Reverse()] };
                Assert.Equal(Bytes(input), Bytes(turned));
            },
            iter: Math.Max(1, Effort.Runs / 30),
            print: SmallForces.Print
        );

    [Fact]
    public void A_larger_force_is_never_under_a_greedy_fill_nor_over_its_bound() =>
        SmallForces.Larger.Sample(IsBetweenGreedyAndBound, iter: Effort.Runs / 20, print: SmallForces.Print);

    [Fact]
    public void Neither_is_a_force_as_it_might_be()
    {
        IsBetweenGreedyAndBound(new GeneratedForce(7, 20).Make(25, 300));
    }

    private static void IsBetweenGreedyAndBound(BalanceInput input)
    {
        foreach (var solution in new[] { Solution.Of(input), Solution.Of(input, exact: false) })
        {
            var (critical, all) = PlainFill.Of(input);
            var scale = (decimal)solution.Problem.Scale;
            var found = (solution.Points.Critical / scale, solution.Points.All / scale);
            Assert.True(found.CompareTo((critical, all)) >= 0, $"{found} is under {(critical, all)}.");
            Assert.InRange(solution.Points.Critical, 0, solution.Bound.Critical);
            Assert.InRange(solution.Points.All, 0, solution.Bound.All);
            Assert.InRange(solution.Bound.Splits, 0, solution.Points.Splits);
        }
    }

    private static Int128 Bound(Component component, Emphasis emphasis, double[] prices) =>
        Dual(component, emphasis, prices).Value;

    private static DualBound Dual(Component component, Emphasis emphasis, double[] prices)
    {
        var rows = Enumerable
            .Range(0, component.PartDays.Length)
            .Where(component.IsOpen)
            .Select(p =>
                (
                    Row.Plain(
                        component,
                        p,
                        component.ChoicesOfPart[p].Where(c => !component.IsSure(component.Choices[c].Unit))
                    ),
                    prices[p % prices.Length]
                )
            );
        return new(component, emphasis, rows);
    }

    private static string Bytes(BalanceInput input)
    {
        var balance = ForceBalance.Of(input);
        return JsonSerializer.Serialize(
            new
            {
                balance.Placements,
                At = balance.At(AForce.D.AddDays(20)),
                Over = balance.Over(AForce.D, AForce.D.AddMonths(4)),
                Dependence = balance.Dependence(AForce.D),
            },
            DomainJson.Options
        );
    }
}
