using CsCheck;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class SameNeedProperties
{
    /// <summary>
    /// DOMAIN §5 rule 1: what is a requirement and a gap is open once, on the way and in the end, and in the end both
    /// say the same of it.
    /// </summary>
    [Fact]
    public void A_need_that_is_a_requirement_and_a_gap_is_counted_once_whatever_was_repeated_or_left_out()
    {
        Effort.UntilSeen(
            [
                "requirement.sameNeedSaid",
                "requirement.sameNeedChanged",
                "requirement.sameNeedEnded",
                "requirement.sameNeedCovered",
                "gap.sameNeedSaid",
                "gap.sameNeedRefused",
                "gap.sameNeedCut",
                "shared by two",
                "covered in part",
            ],
            seen =>
                SameNeedWorld.Runs.Sample(
                    steps =>
                    {
                        var world = new SameNeedWorld();
                        foreach (var step in steps)
                        {
                            world.Take(step);
                            CheckAlways(world);
                        }

                        world.FinishEverything();
                        CheckAlways(world);
                        foreach (var gap in world.Gaps)
                            CheckSettled(world, gap.State);
                        foreach (var requirement in world.Requirements)
                            requirement.CheckStored();
                        foreach (var gap in world.Gaps)
                            gap.CheckStored();
                        foreach (var name in Names(world))
                            seen[name] = true;
                    },
                    iter: Effort.Runs
                )
        );
    }

    private static IEnumerable<string> Names(SameNeedWorld world) =>
        world
            .Requirements.SelectMany(r => r.Names)
            .Concat(world.Gaps.SelectMany(g => g.Names))
            .Concat(world.Gaps.Any(g => g.State.SameNeeds.Count(s => s.IsLive) > 1) ? ["shared by two"] : [])
            .Concat(
                world.Requirements.Any(r =>
                    r.State.SameNeed?.Covered(_ => true).Sum(c => c.Credit) is { } covered
                    && covered > 0
                    && covered < r.State.Elsewhere
                )
                    ? ["covered in part"]
                    : []
            );

    private static void CheckAlways(SameNeedWorld world)
    {
        foreach (var requirement in world.Requirements.Select(r => r.State))
        {
            var own = requirement.Coverage.Sum(c => c.Credit);
            var part = requirement.SameNeed?.Covered(_ => true).Sum(c => c.Credit) ?? 0;
            Assert.True(part <= requirement.Elsewhere);
            if (requirement.Stage == RequirementStatus.Open)
                Assert.Equal(requirement.Quantity, own + requirement.Elsewhere + requirement.OpenQuantity);
            else
                Assert.Equal(0, requirement.Elsewhere);
            Assert.True(requirement.OpenQuantity >= 0);
        }

        foreach (var gap in world.Gaps.Select(g => g.State))
        {
            Assert.True(gap.SameNeeds.Sum(s => s.Quantity) <= gap.Shortfall);
            Assert.All(gap.SameNeeds.Where(s => s.IsLive), s => Assert.Equal(gap.Disclosure, s.Disclosure));
        }
    }

    private static void CheckSettled(SameNeedWorld world, Gap gap)
    {
        var named = world
            .Requirements.Select(r => r.State)
            .Where(r => r.SameNeed is { IsLive: true } part && part.Gap == gap.Id)
            .ToList();
        Assert.Equal(
            named.Select(r => (r.Id, r.SameNeed!.N, r.Elsewhere)).Order(),
            gap.SameNeeds.Where(s => s.IsLive).Select(s => (s.Requirement, s.N, s.Quantity)).Order()
        );
        // Each unit that covers the gap counts for one of them at most, also by what others see of it.
        foreach (var sees in (Func<Coverage, bool>[])[_ => true, c => c.Allocation.Length % 2 == 0])
        {
            var covers = gap.Coverage.Where(sees).Sum(c => c.Credit);
            Assert.Equal(
                Math.Min(covers, named.Sum(r => r.Elsewhere)),
                named.Sum(r => r.SameNeed!.Covered(sees).Sum(c => c.Credit))
            );
        }
    }
}
