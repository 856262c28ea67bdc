using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// What a force commitment's events mean for the call that it answers, and for those that it was to relieve.
/// </summary>
internal sealed class ForceConsequences(
    Commands<ForceCommitment, ForceEvent> forces,
    Commands<ForceCall, CallEvent> calls,
    ForceSurroundings surroundings,
    ActivationFollowing following,
    AggregateStore store
) : IConsequences<ForceCommitment, ForceEvent>
{
    private const string Gone = "The commitment that was to relieve it has ended";

    public async Task FollowAsync(
        ForceCommitment force,
        IReadOnlyList<ForceEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (force.Call is { } call && events.Any(e => e is ForceOffered or ForceCallNamed))
            await calls.UpdateAsync(
                call,
                c => CallForForces.Answered(c, force),
                "The nation offered a commitment",
                cancel
            );
        if (force.CalledFor is { } calledFor)
            await following.FollowAsync(calledFor.Activation, calledFor.Place, force, cancel);
        if (
            force.Status == ForceStatus.Ready
            && events.Any(e => e is ForceReadinessReported or ForceResumed or ForceMandateChanged)
        )
            await following.FillAgainAsync(onlyIfShort: true, cancel);
        if (force.IsEnded && events.Any(EndsIt))
            foreach (var relieved in await surroundings.PredecessorsAsync(force.Id, ListIndex.Eyes, cancel))
                await forces.UpdateAsync(relieved.Id, f => f.LoseSuccessor(force), Gone, cancel);
        // Named while it was ending: it did not find this one then.
        if (
            force.Terms.Successor is { } successor
            && events.Any(e => e is ForceIndicated or ForceOffered or ForceAmended)
            && await store.LoadAsync<ForceCommitment>(successor, cancel) is { State: { IsEnded: true } ended }
        )
            await forces.UpdateAsync(force.Id, f => f.LoseSuccessor(ended), Gone, cancel);
    }

    private static bool EndsIt(ForceEvent happened) =>
        happened
            is ForceWithdrawn
                or ForceDeclined
                or ForceLapsed
                or ForceActivationDeclined
                or ForceActivationLapsed
                or ForceRelieved;
}
