using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Pledges;

/// <summary>
/// One pledge covers all 60 of a requirement, another all 40 of a second one; a third of 50 is open. Whatever dies
/// between any two storage calls of a move or a swap, it is done or not begun once what was left is dispatched, and
/// nothing is covered twice or open that was not.
/// </summary>
public sealed class MoveCrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_death_at_each_call_of_a_move_leaves_it_done_or_not_begun(bool takesEffect) =>
        DieAtEachAsync(takesEffect, (parts, s) => MoveAsync(parts, s), MovedOrNotAsync);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_death_at_each_call_of_a_swap_leaves_it_done_or_not_begun(bool takesEffect) =>
        DieAtEachAsync(takesEffect, (parts, s) => SwapAsync(parts, s), SwappedOrNotAsync);

    [Fact]
    public async Task Two_swaps_and_a_move_of_the_same_at_once_leave_each_need_covered_once()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var s = await Situation.SetAsync(new Parts(azurite.ConnectionString));
        await Task.WhenAll(
            Quietly(() => SwapAsync(new Parts(azurite.ConnectionString), s)),
            Quietly(() => SwapAsync(new Parts(azurite.ConnectionString), s with { Moved = "allocation-again" })),
            Quietly(() => MoveAsync(new Parts(azurite.ConnectionString), s with { Moved = "allocation-moved" }))
        );
        await Sweep.RestartedAsync(azurite.ConnectionString);
        var parts = new Parts(azurite.ConnectionString);
        foreach (var id in (string[])[s.First, s.Second, s.Third])
        {
            var need = await parts.Store.StateAsync<Requirement>(id, Cancel);
            Assert.True(need.Coverage.Sum(c => c.Credit) <= need.Quantity);
        }

        var held = await HeldAsync(parts, s.Mine) + await HeldAsync(parts, s.Other);
        Assert.Equal(100, held);
    }

    private static async Task DieAtEachAsync(
        bool takesEffect,
        Func<Parts, Situation, Task> step,
        Func<Parts, Situation, bool, Task> holds
    )
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var (first, by) = Soak.Deaths(takesEffect, every: 7);
        for (var call = first; ; call += by)
        {
            var situation = await Situation.SetAsync(new Parts(azurite.ConnectionString));
            var dies = new DiesAt(call, takesEffect);
            try
            {
                await step(new Parts(azurite.ConnectionString, dies), situation);
            }
            catch (Exception fault) when (dies.IsDead && fault.GetBaseException() is DeadException)
            {
                // What was begun is found by the sweep.
            }

            await Sweep.RestartedAsync(azurite.ConnectionString);
            await holds(new Parts(azurite.ConnectionString), situation, !dies.IsDead);
            if (dies.IsDead)
                continue;
            Assert.InRange(call, 10, 200);
            return;
        }
    }

    private static async Task MoveAsync(Parts parts, Situation s)
    {
        var third = await parts.Store.StateAsync<Requirement>(s.Third, Cancel);
        await parts.ChangeAsync(
            s.Mine,
            p => MoveByHand.Decide(p, s.A, s.Moved, new("More urgent", 30, s.Third), third, Parts.Coordinator)
        );
        await parts.Coverages.SettleAsync(s.Mine, s.Moved, Cancel);
    }

    private static async Task SwapAsync(Parts parts, Situation s)
    {
        var (first, second) = (
            await parts.Store.StateAsync<Requirement>(s.First, Cancel),
            await parts.Store.StateAsync<Requirement>(s.Second, Cancel)
        );
        var other = await parts.Store.StateAsync<Pledge>(s.Other, Cancel);
        await parts.ChangeAsync(
            s.Mine,
            p =>
                Swap.Decide(
                    p,
                    s.A,
                    s.Moved,
                    new(s.Other, s.B, "Nearer", 40, 40),
                    first,
                    new(other, second, $"{s.Moved}-other"),
                    Parts.Coordinator
                )
        );
        await parts.Coverages.SettleAsync(s.Mine, s.Moved, Cancel);
    }

    private static async Task MovedOrNotAsync(Parts parts, Situation s, bool done)
    {
        var mine = await parts.Store.StateAsync<Pledge>(s.Mine, Cancel);
        var moved = mine.Allocation(s.Moved)?.Status == AllocationStatus.Confirmed;
        Assert.True(moved || !done);
        Assert.Equal(
            moved ? (30, 30) : (60, 0),
            (await CoveredAsync(parts, s.First), await CoveredAsync(parts, s.Third))
        );
        Assert.Equal((60, 0), (await HeldAsync(parts, s.Mine), mine.Allocations.Count(IsPending)));
    }

    private static async Task SwappedOrNotAsync(Parts parts, Situation s, bool done)
    {
        var (mine, other) = (
            await parts.Store.StateAsync<Pledge>(s.Mine, Cancel),
            await parts.Store.StateAsync<Pledge>(s.Other, Cancel)
        );
        var swapped = mine.Allocation(s.Moved)?.Status == AllocationStatus.Confirmed;
        Assert.True(swapped || !done);
        Assert.Equal((60, 40), (await CoveredAsync(parts, s.First), await CoveredAsync(parts, s.Second)));
        Assert.Equal((60, 40), (await HeldAsync(parts, s.Mine), await HeldAsync(parts, s.Other)));
        Assert.DoesNotContain(mine.Allocations.Concat(other.Allocations), IsPending);
        var first = await parts.Store.StateAsync<Requirement>(s.First, Cancel);
        Assert.Equal(swapped ? 20 : 60, first.Coverage.Single(c => c.Allocation == s.A).Credit);
    }

    private static bool IsPending(Allocation allocation) => allocation.Status == AllocationStatus.Pending;

    private static async Task<decimal> CoveredAsync(Parts parts, string requirement) =>
        (await parts.Store.StateAsync<Requirement>(requirement, Cancel)).Coverage.Sum(c => c.Credit);

    private static async Task<decimal> HeldAsync(Parts parts, string pledge) =>
        (await parts.Store.StateAsync<Pledge>(pledge, Cancel)).Allocations.Sum(a => a.Quantity);

    private static async Task Quietly(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (ProblemException)
        {
            // Refused: somebody else was quicker.
        }
        catch (NullReferenceException)
        {
            // Refused before it was reserved: there is no such allocation to settle.
        }
    }

    /// <summary>The aggregates of one run.</summary>
    private sealed record Situation(
        string Mine,
        string Other,
        string First,
        string Second,
        string Third,
        string A,
        string B,
        string Moved
    )
    {
        public static async Task<Situation> SetAsync(Parts parts)
        {
            var (mine, other) = (await parts.CommitAsync(), await parts.CommitAsync());
            var (first, second) = (await parts.OpenRequirementAsync(60), await parts.OpenRequirementAsync(40));
            var third = await parts.OpenRequirementAsync(50);
            var (a, b) = (await CoverAsync(parts, mine.Id, first, 60), await CoverAsync(parts, other.Id, second, 40));
            return new(mine.Id, other.Id, first.Id, second.Id, third.Id, a, b, Parts.NewId("allocation"));
        }

        private static async Task<string> CoverAsync(Parts parts, string pledge, Requirement need, decimal quantity)
        {
            var id = Parts.NewId("allocation");
            await parts.ChangeAsync(
                pledge,
                p => Allocate.Decide(p, id, new(1, quantity, need.Id), need, Parts.Coordinator)
            );
            await parts.Coverages.SettleAsync(pledge, id, Cancel);
            return id;
        }
    }
}
