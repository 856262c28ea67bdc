using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Requirements;

/// <summary>Watches one requirement: its validation, and the day it is needed.</summary>
internal static class RequirementOrchestrator
{
    /// <summary>One round; completes when the requirement has ended.</summary>
    [Function(nameof(RequirementOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        Watch.RoundAsync(
            context,
            id,
            nameof(RequirementActivities.ReadRequirement),
            nameof(RequirementActivities.ReachRequirementDeadline)
        );
}

/// <summary>What the requirement's orchestration does.</summary>
internal sealed class RequirementActivities(
    Commands<Requirement, RequirementEvent> requirements,
    AggregateStore store,
    TimeProvider time
)
{
    /// <summary>What comes next.</summary>
    [Function(nameof(ReadRequirement))]
    public async Task<WatchState> ReadRequirement([ActivityTrigger] string id, CancellationToken cancel)
    {
        return State(await store.StateAsync<Requirement>(id, cancel));
    }

    /// <summary>The orchestration that should be alive for a requirement.</summary>
    public static IEnumerable<Watching> Alive(Requirement requirement)
    {
        var watch = State(requirement);
        return watch.Ended ? [] : [Watching.One(requirement.Id, nameof(RequirementOrchestrator), watch)];
    }

    private static WatchState State(Requirement requirement) => new(requirement.IsEnded, requirement.NextDeadline, []);

    /// <summary>Acts on a deadline, if it still stands.</summary>
    [Function(nameof(ReachRequirementDeadline))]
    public Task ReachRequirementDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel) =>
        requirements.UpdateAsync(
            reached.Id,
            r => r.Reached(reached.Deadline, time.GetUtcNow()),
            $"Deadline: {reached.Deadline.Kind}",
            cancel
        );
}
