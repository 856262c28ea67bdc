using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Requirements;

/// <summary>
/// The requirement's side of an allocation. Its answer is given once and kept for good, so that everyone who carries the
/// allocation on (the request itself, or the dispatcher after a crash) gets the same one.
/// </summary>
public static class TakeAllocation
{
    /// <summary>Takes or refuses an allocation that the pledge has reserved; nothing when it was answered before.</summary>
    public static Decision<RequirementEvent> Decide(Requirement requirement, Pledge pledge, Allocation allocation)
    {
        if (requirement.Covered(allocation.Id) is not null) return default;
        var nothing = new Coverage(allocation.Id, pledge.Id, allocation.Line, pledge.Donor, pledge.Disclosure, 0, 0, 0, 0, pledge.Version);
        if (allocation.Status == AllocationStatus.Released) return new RequirementAllocationRefused(nothing, "The pledge released it.");
        var credit = allocation.Quantity * allocation.Factor;
        return requirement.WhyNotTake(credit) is { } refusal
            ? new RequirementAllocationRefused(nothing, refusal.Detail)
            : new RequirementAllocationTaken(nothing with { Credit = credit });
    }

    /// <summary>Brings the coverage up to what the pledge says now; older news than it has, or no news, changes nothing.</summary>
    public static Decision<RequirementEvent> Follow(Requirement requirement, Pledge pledge, string allocation)
    {
        if (requirement.Covered(allocation) is not { } covered || pledge.Allocation(allocation) is not { } source) return default;
        if (pledge.Version <= covered.PledgeVersion) return default;
        var progress = pledge.Progress(source);
        // While the pledge waits for the answer, the answer given here stands: a refused one must not come back as covered.
        var unsettled = source.Status == AllocationStatus.Pending;
        var now = covered with
        {
            Disclosure = pledge.Disclosure,
            Credit = unsettled ? covered.Credit : progress.Allocated * source.Factor,
            Dispatched = progress.Dispatched * source.Factor,
            Delivered = progress.Delivered * source.Factor,
            Received = progress.Received * source.Factor,
            PledgeVersion = pledge.Version,
        };
        return now with { PledgeVersion = covered.PledgeVersion } == covered ? default(Decision<RequirementEvent>) : new RequirementCoverageChanged(now);
    }
}
