using CsCheck;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Gaps;

/// <summary>DOMAIN §5 rule 7: coverage belongs to the months of a capability, not to the name of a gap.</summary>
public sealed class CoverageProperties
{
    [Fact]
    public void Open_is_shortfall_less_coverage_however_gaps_are_joined_split_gone_and_back()
    {
        var (moves, joined, late, back, byHand, swapped) = (0, 0, 0, 0, 0, 0);
        Effort.Until(
            () => moves > 20 && joined > 20 && late > 20 && back > 20 && byHand > 20 && swapped > 20,
            () => $"{moves} {joined} {late} {back} {byHand} {swapped}",
            () =>
                GapWorld.Runs.Sample(
                    steps =>
                    {
                        var world = new GapWorld();
                        foreach (var step in steps)
                        {
                            world.Take(step);
                            foreach (var pledge in world.Pledges)
                                Ledgers.Check(pledge);
                            foreach (var gap in world.Gaps)
                                CheckMonths(gap);
                        }

                        world.FinishEverything();
                        CheckAgreement(world);
                        CheckNothingIsGivenBack(world);
                        // What one gap has beyond its need is of no use in time to any other.
                        Assert.DoesNotContain(
                            Surplus.Moves([.. world.Gaps]),
                            m => m.Credit >= world.Pledges.Single(p => p.Id == m.Part.Pledge).Lines[0].Lot
                        );
                        var state = world.State();
                        world.FinishEverything();
                        Assert.Equal(state, world.State());
                        Interlocked.Add(ref moves, world.Moves);
                        Interlocked.Add(ref byHand, world.TakenByHand);
                        Interlocked.Add(ref swapped, world.Swapped);
                        Interlocked.Add(ref joined, world.Gaps.Sum(g => g.Predecessors.Count));
                        Interlocked.Add(ref late, world.Gaps.Count(g => g.Filled(g.Coverage).Any(f => f.Late)));
                        Interlocked.Add(ref back, world.Flow.Gaps.Count(g => g.Months.Count == 0));
                    },
                    iter: Effort.Runs,
                    print: steps => string.Join('\n', steps.Select(s => s.ToString()))
                )
        );
    }

    /// <summary>The months' figures add up to the gap's, and no handover fills a month before it.</summary>
    private static void CheckMonths(Gap gap)
    {
        var fills = gap.Filled(gap.Coverage);
        foreach (var month in gap.Months)
            Assert.True(fills.Where(f => f.Month == month).Sum(f => f.Quantity) <= month.Shortfall);
        Assert.All(
            fills,
            f => Assert.True(f.Quantity > 0 && f.Late == (f.Part.DeliverBy is not { } day || day > f.Month.Month.Last))
        );
        Assert.Equal(gap.OpenQuantity, gap.Shortfall - fills.Sum(f => f.Quantity));
        Assert.Equal(gap.Covered, fills.Sum(f => f.Quantity) + Surplus.Of(gap).Sum(s => s.Credit));
    }

    private static void CheckAgreement(GapWorld world)
    {
        foreach (var found in world.Flow.Gaps)
        {
            // One that was gone again before it was told never opened.
            if (world.Gaps.FirstOrDefault(g => g.Id == found.Id) is not { } gap)
                Assert.Empty(found.Months);
            else
                Assert.Equal((found.Months.Sum(m => m.Shortfall), found.MergedInto), (gap.Shortfall, gap.MergedInto));
        }

        foreach (var pledge in world.Pledges)
        {
            foreach (var allocation in pledge.Allocations)
            {
                var gap = world.Gaps.Single(g => g.Id == allocation.Need);
                var covered = ((INeed)gap).Covered(allocation.Id)!;
                var progress = pledge.Progress(allocation);
                // What came by a swap counts for no more than what left and was open then (decision 0024).
                var credit = CameBySwap(pledge, allocation)
                    ? Math.Min(covered.Credit, progress.Allocated)
                    : progress.Allocated;
                Assert.Equal(
                    (
                        credit,
                        Math.Min(progress.Dispatched, credit),
                        Math.Min(progress.Delivered, credit),
                        Math.Min(progress.Received, credit)
                    ),
                    (covered.Credit, covered.Dispatched, covered.Delivered, covered.Received)
                );
            }
        }
    }

    private static bool CameBySwap(Pledge pledge, Allocation allocation) =>
        allocation.Swap is not null
        || (allocation.MovedFrom is { } from && CameBySwap(pledge, pledge.Allocation(from)!));

    /// <summary>Whatever gaps did, pledges have what was allocated by hand, and no tranche was cancelled.</summary>
    private static void CheckNothingIsGivenBack(GapWorld world)
    {
        foreach (var (pledge, byHand) in world.Pledges.Zip(world.ByHand))
        {
            if (pledge.Status == PledgeStatus.Withdrawn)
                continue;
            Assert.Equal(byHand, pledge.Ledger(pledge.Lines[0]).Allocated);
            Assert.DoesNotContain(pledge.Deliveries, d => d.Status == DeliveryStatus.Cancelled);
        }
    }
}
