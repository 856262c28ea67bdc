using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>What an activation's events mean for the commitments whose units it calls upon.</summary>
internal sealed class ActivationConsequences(
    Commands<ForceCommitment, ForceEvent> forces,
    ActivationFollowing following,
    AggregateStore store
) : IConsequences<Activation, ActivationEvent>
{
    public async Task FollowAsync(
        Activation activation,
        IReadOnlyList<ActivationEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        foreach (var called in events.OfType<ActivationUnitCalled>())
            await CallAsync(activation, called.Place.N, cancel);
        foreach (var changed in events.OfType<ActivationUnitChanged>())
        {
            await AskingOrchestrator.AnsweredAsync(
                client,
                activation.Id,
                ActivationAsker.NumberOf(activation, changed.N),
                changed.Nation,
                cancel
            );
            if (changed.Status == PlaceStatus.Deployed)
                await BeginReliefAsync(activation, activation.PlaceOf(changed.N)!, cancel);
        }

        foreach (var step in events.OfType<ActivationStepConfirmed>())
            await FollowAsync(activation, step.Step, cancel);
    }

    private async Task FollowAsync(Activation activation, ActivationStep step, CancellationToken cancel)
    {
        if (step == ActivationStep.Resumption)
            foreach (var asked in activation.Places.Where(p => p.Status == PlaceStatus.Asked))
                await forces.UpdateAsync(
                    asked.Commitment,
                    f => ForceActivation.Prolong(f, CallUpOf(activation, asked)),
                    "The ceasefire holds again: there is more time to answer",
                    cancel
                );
        if (step == ActivationStep.Revocation)
            foreach (var place in activation.Places.Where(p => p.Status == PlaceStatus.StoodDown))
                await forces.UpdateAsync(
                    place.Commitment,
                    f => ForceActivation.StandDown(f, activation.Id, place.N),
                    "The ceasefire was revoked",
                    cancel
                );
    }

    /// <summary>Calls upon a unit; one that is not there to be called upon any more is heard of at once.</summary>
    private async Task CallAsync(Activation activation, int n, CancellationToken cancel)
    {
        if (activation.PlaceOf(n) is not { Status: PlaceStatus.Asked } place)
            return;
        var force = await forces.UpdateAsync(
            place.Commitment,
            f => ForceActivation.Call(f, CallUpOf(activation, place)),
            "Called upon in an activation",
            cancel
        );
        if (force is not null)
            await following.FollowAsync(activation.Id, n, force, cancel);
    }

    /// <summary>Who relieves another unit is there: relief in place begins.</summary>
    private async Task BeginReliefAsync(Activation activation, Place place, CancellationToken cancel)
    {
        if (place.Relieves is not { } n || activation.PlaceOf(n) is not { } relieved)
            return;
        if (await store.LoadAsync<ForceCommitment>(place.Commitment, cancel) is not { State: var by })
            return;
        await forces.UpdateAsync(
            relieved.Commitment,
            f => ForceActivation.BeginRelief(f, by),
            "Who relieves it is there",
            cancel
        );
    }

    private static CallUp CallUpOf(Activation activation, Place place) =>
        new(
            activation.Id,
            place.N,
            place.Serial,
            activation.DeclaredOn,
            place.Deadline,
            place.PlannedOn,
            place.Disclosure
        );
}

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
    public async Task FollowAsync(string id, int n, ForceCommitment force, CancellationToken cancel)
    {
        var successor = force is { DeployedOn: not null, Terms.Successor: { } next }
            ? (await store.LoadAsync<ForceCommitment>(next, cancel))?.State
            : null;
        var serials = (await statements.FindAsync(cancel))?.State;
        await activations.UpdateAsync(
            id,
            a =>
                FollowForce.Decide(
                    a,
                    n,
                    force,
                    a.PlaceOf(n) is { } place
                        ? Relief.Of(a, force, serials?.Serial(place.Serial), successor, settings)
                        : null,
                    time.GetUtcNow()
                ),
            "What the nation says of its unit",
            cancel
        );
    }

    /// <summary>There are new units, or other requirements: units are chosen again if an activation is in force.</summary>
    public async Task FillAgainAsync(bool onlyIfShort, CancellationToken cancel)
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

/// <summary>A new statement of requirements is one to be filled too, when a ceasefire is declared.</summary>
internal sealed class StatementConsequences(ActivationFollowing following)
    : IConsequences<StatementOfRequirements, StatementEvent>
{
    public Task FollowAsync(
        StatementOfRequirements state,
        IReadOnlyList<StatementEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    ) => following.FillAgainAsync(onlyIfShort: false, cancel);
}
