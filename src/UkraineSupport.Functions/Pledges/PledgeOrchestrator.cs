using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// Watches one pledge from announcement to its end: review and formalisation deadlines, validity, each tranche's due
/// date, and, when the donor withdraws, the compensation of every requirement that had counted on it (DOMAIN §5 rules 4
/// and 5).
/// </summary>
internal static class PledgeOrchestrator
{
    /// <summary>One round; completes when the pledge has ended.</summary>
    [Function(nameof(PledgeOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id)
    {
        var watch = await context.CallActivityAsync<WatchState>(
            nameof(PledgeActivities.ReadPledge),
            id,
            Watch.Persistently
        );
        if (watch.Release.Count > 0)
        {
            await Task.WhenAll(
                watch.Release.Select(allocation =>
                    context.CallActivityAsync(
                        nameof(PledgeActivities.ReleaseAllocation),
                        new ReleasedAllocation(id, allocation),
                        Watch.Persistently
                    )
                )
            );
            await context.CallActivityAsync(nameof(PledgeActivities.CompleteCompensation), id, Watch.Persistently);
        }

        if (watch.Ended)
            return;
        await Watch.WaitAsync(context, id, watch.Next, nameof(PledgeActivities.ReachPledgeDeadline));
    }
}

/// <summary>An allocation that a withdrawal released or cut down.</summary>
internal sealed record ReleasedAllocation(string Pledge, string Allocation);

/// <summary>
/// What the pledge's orchestration does. Each may run again after a crash: the aggregate decides whether anything is
/// left to do.
/// </summary>
internal sealed class PledgeActivities(
    Commands<Pledge, PledgeEvent> pledges,
    Coverages coverages,
    Storage.AggregateStore store,
    TimeProvider time
)
{
    /// <summary>What comes next.</summary>
    [Function(nameof(ReadPledge))]
    public async Task<WatchState> ReadPledge([ActivityTrigger] string id, CancellationToken cancel)
    {
        return State(await store.StateAsync<Pledge>(id, cancel));
    }

    /// <summary>The orchestration that should be alive for a pledge.</summary>
    public static IEnumerable<Watching> Alive(Pledge pledge)
    {
        var watch = State(pledge);
        // One that has ended may still have something to release.
        return watch is { Ended: true, Release.Count: 0 }
            ? []
            : [Watching.One(pledge.Id, nameof(PledgeOrchestrator), watch)];
    }

    private static WatchState State(Pledge pledge)
    {
        var release = pledge is { Status: PledgeStatus.Withdrawn, Watched.Compensated: false }
            ? pledge.Allocations.Select(a => a.Id).ToList()
            : [];
        var compensated =
            pledge.Status != PledgeStatus.Withdrawn
            || pledge.Watched.Compensated
            || release.Count > 0
            || pledge.Allocations.Count == 0;
        return new(pledge.IsEnded && compensated && pledge.NextDeadline is null, pledge.NextDeadline, release);
    }

    /// <summary>Acts on a deadline, if it still stands.</summary>
    [Function(nameof(ReachPledgeDeadline))]
    public Task ReachPledgeDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel) =>
        pledges.UpdateAsync(
            reached.Id,
            p => p.Reached(reached.Deadline, time.GetUtcNow()),
            $"Deadline: {reached.Deadline.Kind}",
            cancel
        );

    /// <summary>Tells one requirement or gap what is left of an allocation.</summary>
    [Function(nameof(ReleaseAllocation))]
    public async Task ReleaseAllocation([ActivityTrigger] ReleasedAllocation released, CancellationToken cancel)
    {
        var pledge = await store.StateAsync<Pledge>(released.Pledge, cancel);
        await coverages.SettleAsync(pledge.Id, released.Allocation, cancel);
        await coverages.FollowAsync(pledge, released.Allocation, cancel);
    }

    /// <summary>Records that all were told.</summary>
    [Function(nameof(CompleteCompensation))]
    public Task CompleteCompensation([ActivityTrigger] string id, CancellationToken cancel) =>
        pledges.UpdateAsync(
            id,
            Release.Compensated,
            "All requirements and gaps that counted on the pledge were reopened and told.",
            cancel
        );
}
