using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.Requirements;

/// <summary>What a requirement's events mean for the pledges that cover it.</summary>
internal sealed class RequirementConsequences(Coverages coverages) : IConsequences<Requirement, RequirementEvent>
{
    /// <summary>A cancelled requirement gives back what had not left yet; one whose day passed, what is late.</summary>
    public async Task FollowAsync(
        Requirement requirement,
        IReadOnlyList<RequirementEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (events.Any(e => e is RequirementMissed))
            await coverages.ReleaseSlippedAsync(requirement, cancel);
        if (requirement.Stage != RequirementStatus.Cancelled || !events.Any(e => e is RequirementCancelled))
            return;
        foreach (var covered in requirement.Coverage.Where(c => c.Credit > 0))
        {
            await coverages.ReleaseAsync(covered.Pledge, covered.Allocation, "The requirement was cancelled", cancel);
        }
    }
}
