using CsCheck;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Requirements;

public class AllocationProperties
{
    /// <summary>
    /// DOMAIN §5 rule 1: never over-allocated on the way, and both sides agree once every step is finished.
    /// </summary>
    [Fact]
    public void Pledges_and_requirements_agree_in_the_end_whatever_was_repeated_or_left_out()
    {
        Effort.UntilSeen(
            [
                "requirement.allocationTaken",
                "requirement.allocationRefused",
                "requirement.coverageChanged",
                "requirement.cancelled",
                "requirement.superseded",
                "requirement.tookOver",
                "pledge.needSuperseded",
                "filled of a series",
                "pledge.allocationReduced",
                "pledge.allocationMoveRequested",
                "pledge.allocationMoveRefused",
                "pledge.swapRefused",
                "swapped",
            ],
            seen =>
                TwoAggregates.Runs.Sample(
                    steps =>
                    {
                        var world = new TwoAggregates();
                        foreach (var step in steps)
                        {
                            world.Take(step);
                            CheckOnTheWay(world);
                        }

                        world.FinishEverything();
                        CheckOnTheWay(world);
                        CheckAgreement(world);
                        var versions = world
                            .Requirements.Select(r => r.State.Version)
                            .Concat(world.Pledges.Select(p => p.State.Version))
                            .ToList();
                        world.FinishEverything();
                        Assert.Equal(
                            versions,
                            world
                                .Requirements.Select(r => r.State.Version)
                                .Concat(world.Pledges.Select(p => p.State.Version))
                        );

                        foreach (var requirement in world.Requirements)
                            requirement.CheckStored();
                        foreach (var pledge in world.Pledges)
                            pledge.CheckStored();
                        foreach (
                            var name in world
                                .Requirements.SelectMany(r => r.Names)
                                .Concat(world.Pledges.SelectMany(p => p.Names))
                                .Concat(world.Swapped)
                                .Concat(world.OfSeries)
                        )
                            seen[name] = true;
                    },
                    iter: Effort.Runs,
                    print: steps => string.Join('\n', steps.Select(s => s.ToString()))
                )
        );
    }

    private static void CheckOnTheWay(TwoAggregates world)
    {
        foreach (var pledge in world.Pledges)
            Ledgers.Check(pledge.State);
        foreach (var requirement in world.Requirements.Select(r => r.State))
        {
            Assert.True(requirement.Coverage.Sum(c => c.Credit) <= requirement.Quantity, "Over-allocated.");
            Assert.True(requirement.OpenQuantity >= 0);
            Assert.Equal(requirement.Coverage.Count, requirement.Coverage.DistinctBy(c => c.Allocation).Count());
        }
    }

    private static void CheckAgreement(TwoAggregates world)
    {
        var allocations = world
            .Pledges.SelectMany(p => p.State.Allocations.Select(a => (Pledge: p.State, Allocation: a)))
            .ToList();
        Assert.DoesNotContain(allocations, a => a.Allocation.Status == AllocationStatus.Pending);
        foreach (var (pledge, allocation) in allocations)
        {
            var requirement = world.Requirements.Single(r => r.State.Id == allocation.Need).State;
            if (((INeed)requirement).Covered(allocation.Id) is not { } covered)
            {
                // A swap that the other pledge refused: no need was asked.
                Assert.Equal((AllocationStatus.Released, true), (allocation.Status, allocation.MovedFrom is not null));
                continue;
            }

            var progress = pledge.Progress(allocation);
            var f = allocation.Factor;
            // A swap that is settled is not refused any more: what a need then has no room for is not credited.
            var credit = allocation.Swap is null
                ? progress.Allocated * f
                : Math.Min(progress.Allocated * f, covered.Credit);
            decimal Of(decimal amount) => Math.Min(amount * f, credit);
            Assert.Equal(
                (credit, Of(progress.Dispatched), Of(progress.Delivered), Of(progress.Received), pledge.Id),
                (covered.Credit, covered.Dispatched, covered.Delivered, covered.Received, covered.Pledge)
            );
            Assert.Equal(pledge.Disclosure, covered.Disclosure);
            // Nothing stays reserved for a requirement that is no more, but what has left.
            if (requirement.Status == RequirementStatus.Cancelled)
                Assert.Equal(progress.Dispatched, progress.Allocated);
        }
    }
}
