using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// Keeps a pledge's allocations and the requirements' coverage in step. Every step is idempotent by the allocation's id, so the
/// request that began it, the dispatcher and the orchestrations may all carry it on.
/// </summary>
internal sealed class Coverages(
    AggregateStore store, Commands<Pledge, PledgeEvent> pledges, Commands<Requirement, RequirementEvent> requirements, TimeProvider time)
{
    /// <summary>Gets the requirement's final answer to an allocation and records it on the pledge. Answers the pledge after that.</summary>
    public async Task<Pledge> SettleAsync(string pledgeId, string allocationId, CancellationToken cancel)
    {
        var pledge = (await store.LoadAsync<Pledge>(pledgeId, cancel))!.State;
        var allocation = pledge.Allocation(allocationId)!;
        if (allocation.Status == AllocationStatus.Confirmed) return pledge;

        // A released one is settled too: should the requirement still be asked by somebody slower, it has its answer already.
        var requirement = await requirements.UpdateAsync(
            allocation.Requirement, r => TakeAllocation.Decide(r, pledge, allocation), "Allocation by a coordinator", cancel);
        if (requirement is null || allocation.Status == AllocationStatus.Released) return pledge;

        var taken = requirement.Covered(allocationId)!.Credit > 0;
        var settled = (await pledges.UpdateAsync(pledgeId,
            p => taken ? Allocate.Confirm(p, allocationId) : Allocate.Refuse(p, allocationId, time.GetUtcNow()),
            taken ? "The requirement took the allocation" : "The requirement has no room for the allocation", cancel))!;
        if (taken && settled.Allocation(allocationId)!.Status == AllocationStatus.Released) await FollowAsync(settled, allocationId, cancel);
        return settled;
    }

    /// <summary>
    /// Tells the requirement how far an allocation has come. If the requirement was cancelled meanwhile, what will not come any more
    /// (a tranche that was lost after the cancellation, say) is given back to the pledge.
    /// </summary>
    public async Task FollowAsync(Pledge pledge, string allocationId, CancellationToken cancel)
    {
        var requirement = await requirements.UpdateAsync(
            pledge.Allocation(allocationId)!.Requirement, r => TakeAllocation.Follow(r, pledge, allocationId), "The pledge moved on", cancel);
        if (requirement?.Stage != RequirementStatus.Cancelled) return;
        await pledges.UpdateAsync(pledge.Id, p => Release.One(p, allocationId, time.GetUtcNow()), "The requirement was cancelled", cancel);
    }
}
