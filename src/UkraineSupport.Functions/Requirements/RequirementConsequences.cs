using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Requirements;

/// <summary>What a requirement's events mean for the pledges that cover it.</summary>
internal sealed class RequirementConsequences(Commands<Pledge, PledgeEvent> pledges, TimeProvider time) : IConsequences<Requirement, RequirementEvent>
{
    /// <summary>A cancelled requirement gives back what had not left yet.</summary>
    public async Task FollowAsync(Requirement requirement, IReadOnlyList<RequirementEvent> events, DurableTaskClient client, CancellationToken cancel)
    {
        if (requirement.Stage != RequirementStatus.Cancelled || !events.Any(e => e is RequirementCancelled)) return;
        foreach (var covered in requirement.Coverage.Where(c => c.Credit > 0))
        {
            await pledges.UpdateAsync(covered.Pledge, p => Release.One(p, covered.Allocation, time.GetUtcNow()), "The requirement was cancelled", cancel);
        }
    }
}
