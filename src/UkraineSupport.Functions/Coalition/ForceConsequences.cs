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
        await TellRelievedAsync(force, events, cancel);
        // Named while it was ending: it did not find this one then.
        if (
            force.Terms.Successor is { } successor
            && events.Any(e => e is ForceIndicated or ForceOffered or ForceAmended)
            && await store.LoadAsync<ForceCommitment>(successor, cancel) is { State: { IsEnded: true } ended }
        )
            await forces.UpdateAsync(force.Id, f => f.LoseSuccessor(ended), Gone, cancel);
    }

    /// <summary>Those that it is to relieve, and what is open of an activation.</summary>
    private async Task TellRelievedAsync(
        ForceCommitment force,
        IReadOnlyList<ForceEvent> events,
        CancellationToken cancel
    )
    {
        var (hasEnded, isUsable) = (force.IsEnded && events.Any(EndsIt), IsFree(force) && events.Any(MayBeUsable));
        var isAmended = events.Any(e => e is ForceAmended);
        if (!hasEnded && !isUsable && !isAmended)
            return;
        var relieved = await surroundings.PredecessorsAsync(force.Id, ListIndex.Eyes, cancel);
        if (hasEnded)
            foreach (var one in relieved)
                await forces.UpdateAsync(one.Id, f => f.LoseSuccessor(force), Gone, cancel);
        if (isAmended)
            await following.FollowRelievedAsync(relieved, cancel);
        if (isUsable)
            await following.BecameReadyAsync(force, relieved, cancel);
    }

    private static bool IsFree(ForceCommitment force) => force is { Status: ForceStatus.Ready, CalledFor: null };

    private static bool MayBeUsable(ForceEvent happened) =>
        happened is ForceReadinessReported or ForceResumed or ForceMandateChanged or ForceAmended or ForceStoodDown;

    private static bool EndsIt(ForceEvent happened) =>
        happened
            is ForceWithdrawn
                or ForceDeclined
                or ForceLapsed
                or ForceActivationDeclined
                or ForceActivationLapsed
                or ForceRelieved;
}
