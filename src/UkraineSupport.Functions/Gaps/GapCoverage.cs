using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.UsDeliveries;

namespace UkraineSupport.Functions.Gaps;

/// <summary>
/// Takes what one gap does not need to the gap of the same capability that does. Each move is one transaction of the
/// pledge; both gaps are told here, and by the dispatcher should a crash come in between.
/// </summary>
internal sealed class GapCoverage(
    AggregateStore store,
    Commands<Pledge, PledgeEvent> pledges,
    Commands<Gap, GapEvent> gaps,
    Coverages coverages
)
{
    /// <summary>Moves what can be moved between the gaps of a capability now.</summary>
    public async Task MoveAsync(string capability, CancellationToken cancel)
    {
        foreach (var move in Surplus.Moves(await GapsAsync(capability, cancel)))
        {
            var id = Ids.From("allocation", move.Part.Allocation, move.To, $"{move.Part.PledgeVersion}");
            var pledge = await pledges.UpdateAsync(
                move.Part.Pledge,
                p => MoveAllocation.Decide(p, move, id),
                "Another gap of the capability needs it",
                cancel
            );
            if (pledge?.Allocation(id) is null)
                continue;
            pledge = await coverages.SettleAsync(pledge.Id, id, cancel);
            await coverages.FollowAsync(pledge, move.Part.Allocation, cancel);
        }
    }

    /// <summary>Gives back what no month of the capability needs, once its time is over.</summary>
    public async Task ReleaseAsync(string id, DateTimeOffset now, CancellationToken cancel)
    {
        var gap = await store.StateAsync<Gap>(id, cancel);
        await MoveAsync(gap.Capability, cancel);
        gap = await store.StateAsync<Gap>(id, cancel);
        if (gap.ReleaseAt is not { } due || due > now)
            return;
        foreach (var (part, _) in Surplus.ToRelease(gap))
        {
            var pledge = await coverages.ReleaseAsync(
                part.Pledge,
                part.Allocation,
                "No month of the capability needs it any more",
                cancel
            );
            await coverages.FollowAsync(pledge!, part.Allocation, cancel);
        }
    }

    /// <summary>
    /// Changes a gap, or the one that took its months over: the system's own news of what was offered for it.
    /// </summary>
    public async Task UpdateAsync(
        string id,
        Func<Gap, Domain.Decisions.Decision<GapEvent>> decide,
        string reason,
        CancellationToken cancel
    )
    {
        for (string? next = id; next is not null; )
        {
            var gap = await gaps.UpdateAsync(
                next,
                g => g.MergedInto is null ? decide(g) : default(Domain.Decisions.Decision<GapEvent>),
                reason,
                cancel
            );
            next = gap?.MergedInto;
        }
    }

    private async Task<List<Gap>> GapsAsync(string capability, CancellationToken cancel)
    {
        var flow = await store.LoadAsync<UsFlow>(UsFlows.IdOf(capability), cancel);
        var found = new List<Gap>();
        foreach (var gap in flow?.State.Gaps ?? [])
        {
            if (await store.LoadAsync<Gap>(gap.Id, cancel) is { } stored)
                found.Add(stored.State);
        }

        return found;
    }
}
