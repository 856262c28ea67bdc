using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Requirements;

/// <summary>What a requirement's events mean for the pledges that cover it.</summary>
internal sealed class RequirementConsequences(
    Coverages coverages,
    Succession succession,
    SharedNeeds shared,
    Commands<Pledge, PledgeEvent> pledges
) : IConsequences<Requirement, RequirementEvent>
{
    /// <summary>
    /// A cancelled requirement gives back what had not left yet; one whose day passed, what is late; one that takes the
    /// place of another one, takes it; the first of a series has the others filed; the gap that part of it is hears of
    /// that.
    /// </summary>
    public async Task FollowAsync(
        Requirement requirement,
        IReadOnlyList<RequirementEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        foreach (var first in events.OfType<RequirementSubmitted>())
            await succession.FileSeriesAsync(first);
        if (events.Any(e => e is RequirementValidated))
            await succession.TakeOverAsync(requirement, cancel);
        if (
            requirement.SupersededBy is { } by
            && events.Any(e => e is RequirementSuperseded or RequirementAllocationTaken)
            && await succession.FindAsync(by, cancel) is { } successor
        )
            await succession.TakeOverAsync(successor, cancel);
        foreach (var gap in events.OfType<RequirementSameNeed>().Select(e => e.Gap).Distinct())
            await shared.SettleAsync(requirement.Id, gap, cancel);
        if (events.Any(e => e is RequirementMissed))
            await coverages.ReleaseSlippedAsync(requirement, cancel);
        if (
            requirement is { GivenBy: { } given, Stage: RequirementStatus.Cancelled or RequirementStatus.Rejected }
            && events.Any(e => e is RequirementCancelled or RequirementRejected or RequirementCoverageChanged)
        )
            await pledges.UpdateAsync(
                given,
                p => Replenish.Uncount(p, requirement),
                "The replenishment was rejected or taken back",
                cancel
            );
        if (requirement.Stage != RequirementStatus.Cancelled || !events.Any(e => e is RequirementCancelled))
            return;
        foreach (var covered in requirement.Coverage.Where(c => c.Credit > 0))
        {
            await coverages.ReleaseAsync(covered.Pledge, covered.Allocation, "The requirement was cancelled", cancel);
        }
    }
}
