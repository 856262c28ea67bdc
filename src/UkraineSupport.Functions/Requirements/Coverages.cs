using System.Collections.Concurrent;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// Keeps a pledge's allocations and what they cover (requirements and gaps) in step. Every step is idempotent by the
/// allocation's id, so the request that began it, the dispatcher and the orchestrations may all carry it on.
/// </summary>
internal sealed class Coverages(
    AggregateStore store,
    Commands<Pledge, PledgeEvent> pledges,
    Commands<Requirement, RequirementEvent> requirements,
    Commands<Gap, GapEvent> gaps,
    SharedNeeds shared,
    TimeProvider time
)
{
    /// <summary>As many needs at once as leave storage to others too.</summary>
    private const int AtOnce = 8;

    /// <summary>The requirement or gap of that id, or null when there is none.</summary>
    public async Task<INeed?> FindAsync(string? id, CancellationToken cancel) =>
        id is null ? null
        : Ids.Is(id, Requirement.IdKind) ? (await store.LoadAsync<Requirement>(id, cancel))?.State
        : Ids.Is(id, Gap.IdKind) ? (await store.LoadAsync<Gap>(id, cancel))?.State
        : null;

    /// <summary>The one of the two that a caller names, or null when there is none that the caller may see.</summary>
    public async Task<INeed?> FindAsync(string? requirement, string? gap, Actor viewer, CancellationToken cancel)
    {
        var need = await FindAsync(requirement ?? gap, cancel);
        return need is not null && viewer.MaySee(need.Disclosure, need.Owner) && need is Gap == gap is not null
            ? need
            : null;
    }

    /// <summary>How urgent needs are, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Urgency>> UrgencyAsync(
        IEnumerable<string> needs,
        CancellationToken cancel
    )
    {
        var urgency = new ConcurrentDictionary<string, Urgency>();
        await Parallel.ForEachAsync(
            needs.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (id, stop) =>
            {
                if (await FindAsync(id, stop) is { } need)
                    urgency[id] = Urgency.Of(need);
            }
        );
        return urgency;
    }

    /// <summary>
    /// Gets the need's final answer to an allocation and records it on the pledge. Answers the pledge after that.
    /// </summary>
    public async Task<Pledge> SettleAsync(string pledgeId, string allocationId, CancellationToken cancel)
    {
        var pledge = await store.StateAsync<Pledge>(pledgeId, cancel);
        var allocation = pledge.Allocation(allocationId)!;
        if (allocation.Swap is { } swap)
            return await SwapAsync(pledge, allocation, swap, cancel);
        // One that another gap did not need is taken by word of the pledge: the gap that needs it is told.
        if (allocation is { Status: AllocationStatus.Confirmed, MovedFrom: null })
            return pledge;

        // A released one is settled too: should the need still be asked by somebody slower, it has its answer already.
        var need = await AskAsync(
            allocation.Need,
            r => TakeAllocation.Decide(r, pledge, allocation),
            g => TakeAllocation.Decide(g, pledge, allocation),
            "Allocation by a coordinator",
            cancel
        );
        if (need is null || allocation.Status == AllocationStatus.Released)
            return pledge;

        var taken = need.Covered(allocationId)!.Credit > 0;
        var settled = (
            await pledges.UpdateAsync(
                pledgeId,
                p => taken ? Allocate.Confirm(p, allocationId) : Allocate.Refuse(p, allocationId, time.GetUtcNow()),
                taken ? $"The {need.Noun} took the allocation" : $"The {need.Noun} has no room for the allocation",
                cancel
            )
        )!;
        if (taken && settled.Allocation(allocationId)!.Status == AllocationStatus.Released)
            await FollowAsync(settled, allocationId, cancel);
        // By hand it counted for the need that it leaves until now.
        if (taken && allocation is { Status: AllocationStatus.Pending, MovedFrom: { } left })
        {
            await FollowAsync(settled, allocationId, cancel);
            await FollowAsync(settled, left, cancel);
        }

        return settled;
    }

    /// <summary>
    /// Carries a swap on from whatever it has come to, from either side (see <see cref="Swap"/>): the other pledge
    /// answers, both needs exchange, both pledges confirm, and all are told. Answers the pledge that it was called for.
    /// </summary>
    private async Task<Pledge> SwapAsync(Pledge pledge, Allocation part, AllocationSwap swap, CancellationToken cancel)
    {
        if (!swap.Asked)
        {
            await SettleAsync(swap.Pledge, swap.Moved, cancel);
            return await store.StateAsync<Pledge>(pledge.Id, cancel);
        }

        var asking = pledge;
        var other = (
            await pledges.UpdateAsync(
                swap.Pledge,
                p => Swap.Answer(p, asking, part),
                "Swapped by a coordinator",
                cancel
            )
        )!;
        if (Swap.IsAgreed(other, swap) != true)
            return (
                await pledges.UpdateAsync(
                    pledge.Id,
                    p => Allocate.Refuse(p, part.Id, time.GetUtcNow()),
                    "The other pledge has not what it should be swapped for",
                    cancel
                )
            )!;

        var theirs = other.Allocation(swap.Moved)!;
        await ExchangeAsync(asking, part, other, swap.Allocation, cancel);
        await ExchangeAsync(other, theirs, asking, part.MovedFrom!, cancel);
        pledge = await ConfirmAsync(pledge.Id, part.Id, cancel);
        other = await ConfirmAsync(other.Id, theirs.Id, cancel);
        foreach (var id in (string[])[part.Id, part.MovedFrom!])
            await FollowAsync(pledge, id, cancel);
        foreach (var id in (string[])[theirs.Id, swap.Allocation])
            await FollowAsync(other, id, cancel);
        return pledge;
    }

    private Task<INeed?> ExchangeAsync(
        Pledge pledge,
        Allocation comes,
        Pledge other,
        string leaves,
        CancellationToken cancel
    ) =>
        AskAsync(
            comes.Need,
            r => TakeAllocation.Exchange(r, pledge, comes, other, leaves),
            g => TakeAllocation.Exchange(g, pledge, comes, other, leaves),
            "Swapped by a coordinator",
            cancel
        );

    private async Task<Pledge> ConfirmAsync(string pledge, string allocation, CancellationToken cancel) =>
        (await pledges.UpdateAsync(pledge, p => Allocate.Confirm(p, allocation), "Swapped by a coordinator", cancel))!;

    /// <summary>
    /// Tells the need how far an allocation has come. If the need is gone meanwhile, what will not come any more
    /// (a tranche that was lost after a cancellation, say) is given back to the pledge.
    /// </summary>
    public async Task FollowAsync(Pledge pledge, string allocationId, CancellationToken cancel)
    {
        var need = await AskAsync(
            pledge.Allocation(allocationId)!.Need,
            r => TakeAllocation.Follow(r, pledge, allocationId),
            g => TakeAllocation.Follow(g, pledge, allocationId),
            "The pledge moved on",
            cancel
        );
        if (need?.IsGone == true)
            await ReleaseAsync(pledge.Id, allocationId, $"The {need.Noun} is no more", cancel);
    }

    /// <summary>
    /// Tells all that a pledge covers, and the gap that it was offered for, how it is now, and brings their lists up to
    /// that: after this nothing of it shows there to those who may not see it.
    /// </summary>
    public async Task TellAsync(Pledge pledge, CancellationToken cancel)
    {
        await pledges.ShowAsync(pledge.Id, cancel);
        await Parallel.ForEachAsync(
            pledge.Allocations.GroupBy(a => a.Need),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (need, stop) =>
            {
                foreach (var allocation in need)
                    await FollowAsync(pledge, allocation.Id, stop);
                if (!Ids.Is(need.Key, Gap.IdKind))
                {
                    await requirements.ShowAsync(need.Key, stop);
                    return;
                }

                await gaps.ShowAsync(need.Key, stop);
                await shared.TellAsync(need.Key, stop);
            }
        );
        for (var next = pledge.Gap; next is not null; )
        {
            var gap = await gaps.UpdateAsync(
                next,
                g => Solicit.Follow(g, pledge),
                "The offered pledge moved on",
                cancel
            );
            await gaps.ShowAsync(next, cancel);
            next = gap?.MergedInto;
        }
    }

    /// <summary>Tells the pledges that cover a gap, or were offered for it, who may see it now.</summary>
    public async Task DiscloseAsync(Gap gap, CancellationToken cancel)
    {
        var concerned = gap.Coverage.Select(c => c.Pledge).Concat(gap.Offers.Select(o => o.Pledge));
        foreach (var id in concerned.Distinct().ToList())
            await pledges.UpdateAsync(id, p => Allocate.Disclose(p, gap), "Others than before may see the gap", cancel);
    }

    /// <summary>
    /// Once the last day has passed on which what covers a need helps it, of a gap month by month, gives back what of
    /// that is planned in tranches that are late and have not left: it is open again. Asked when a tranche slips and
    /// when a need's last day passes, whichever is later.
    /// </summary>
    public async Task ReleaseSlippedAsync(INeed need, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var late =
            need is Gap gap ? Surplus.TooLate(gap, today)
            : need.NeededBy < today ? [.. need.Coverage.Where(c => c.Credit > c.Dispatched)]
            : [];
        foreach (var part in late)
        {
            var pledge = await store.StateAsync<Pledge>(part.Pledge, cancel);
            if (
                !pledge.Deliveries.Any(d =>
                    d is { Slipped: true, Status: DeliveryStatus.Planned }
                    && d.Parts.Any(p => p.Allocation == part.Allocation)
                )
            )
                continue;
            await ReleaseAsync(
                part.Pledge,
                part.Allocation,
                $"A delivery slipped past the last day on which it would have helped the {need.Noun}",
                cancel
            );
        }
    }

    /// <summary>Gives an allocation back, but for what has left.</summary>
    public Task<Pledge?> ReleaseAsync(string pledge, string allocation, string reason, CancellationToken cancel) =>
        pledges.UpdateAsync(pledge, p => Release.One(p, allocation, time.GetUtcNow()), reason, cancel);

    private async Task<INeed?> AskAsync(
        string id,
        Func<Requirement, Domain.Decisions.Decision<RequirementEvent>> requirement,
        Func<Gap, Domain.Decisions.Decision<GapEvent>> gap,
        string reason,
        CancellationToken cancel
    ) =>
        Ids.Is(id, Gap.IdKind)
            ? await gaps.UpdateAsync(id, gap, reason, cancel)
            : await requirements.UpdateAsync(id, requirement, reason, cancel);
}
