using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Tells an activation what a commitment says became of its unit.</summary>
internal sealed class ActivationFollowing(
    Commands<Activation, ActivationEvent> activations,
    Activations all,
    AggregateStore store,
    Statements statements,
    CoalitionSettings settings,
    TimeProvider time
)
{
    /// <summary>Tells it; safe to repeat, late, and out of order.</summary>
    /// <returns>The activation as it is then, or null when there is none.</returns>
    public async Task<Activation?> FollowAsync(string id, int n, ForceCommitment force, CancellationToken cancel)
    {
        var successor = force is { DeployedOn: not null, Terms.Successor: { } next }
            ? (await store.LoadAsync<ForceCommitment>(next, cancel))?.State
            : null;
        var serials = (await statements.FindAsync(cancel))?.State;
        return await activations.UpdateAsync(
            id,
            a =>
                FollowForce.Decide(
                    a,
                    n,
                    force,
                    a.PlaceOf(new(force.Id, n)) is { } place
                        ? Relief.Of(a, force, serials?.Serial(place.Serial), successor, settings)
                        : null,
                    time.GetUtcNow()
                ),
            "What the nation says of its unit",
            cancel
        );
    }

    /// <summary>Who is to relieve others is another one by now: when it is called upon may change.</summary>
    public async Task FollowRelievedAsync(IEnumerable<ForceCommitment> relieved, CancellationToken cancel)
    {
        foreach (var force in relieved.Where(r => r.IsActivated))
            await FollowAsync(force.CalledFor!.Activation, force.CalledFor.Place, force, cancel);
    }

    /// <summary>A unit may be usable that was not before: for what is open, or to relieve others.</summary>
    public async Task BecameReadyAsync(
        ForceCommitment force,
        IEnumerable<ForceCommitment> relieved,
        CancellationToken cancel
    )
    {
        await FillAgainAsync(onlyIfShort: true, cancel);
        var statement = (await statements.FindAsync(cancel))?.State;
        foreach (var (id, call) in relieved.Where(r => r.IsActivated).Select(r => (r.Id, r.CalledFor!)))
            await activations.UpdateAsync(
                call.Activation,
                a => Relief.Again(a, new(id, call.Place), force, statement?.Serial(call.Serial)),
                "Who is to relieve it can come by now",
                cancel
            );
    }

    /// <summary>There are other requirements: units are chosen again, and reliefs fall on other days.</summary>
    public async Task RequirementsChangedAsync(CancellationToken cancel)
    {
        await FillAgainAsync(onlyIfShort: false, cancel);
        if (await all.LastAsync(cancel) is not { State: { IsEnded: false } activation })
            return;
        foreach (var place in activation.Places.Where(p => p.IsThere))
        {
            if (await store.LoadAsync<ForceCommitment>(place.Commitment, cancel) is { State: var force })
                await FollowAsync(activation.Id, place.N, force, cancel);
        }
    }

    private async Task FillAgainAsync(bool onlyIfShort, CancellationToken cancel)
    {
        if (await all.LastAsync(cancel) is { State: { IsEnded: false, Id: var id } })
            await activations.UpdateAsync(
                id,
                a => Fill.Again(a, onlyIfShort, time.GetUtcNow()),
                "There are other units or requirements",
                cancel
            );
    }
}
