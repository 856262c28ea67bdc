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
            await CallAsync(activation, called.Unit, cancel);
        foreach (var unit in events.OfType<ActivationUnitChanged>().Select(e => e.Unit).Distinct())
        {
            var place = activation.PlaceOf(unit)!;
            if (place.Status == PlaceStatus.Asked)
                await ProlongAsync(activation, place, cancel);
            else
                await AskingOrchestrator.AnsweredAsync(
                    client,
                    activation.Id,
                    ActivationAsker.NumberOf(activation, unit),
                    place.Nation,
                    cancel
                );
            if (place.Status == PlaceStatus.Deployed)
                await BeginReliefAsync(activation, place, cancel);
        }

        foreach (var step in events.OfType<ActivationStepConfirmed>())
            await FollowAsync(activation, step.Step, cancel);
    }

    private async Task FollowAsync(Activation activation, ActivationStep step, CancellationToken cancel)
    {
        if (step == ActivationStep.Resumption)
            foreach (var asked in activation.Places.Where(p => p.Status == PlaceStatus.Asked))
                await ProlongAsync(activation, asked, cancel);
        if (step == ActivationStep.Revocation)
            foreach (var place in activation.Places.Where(p => p.Status == PlaceStatus.StoodDown))
                await StandDownAsync(activation, place, cancel);
    }

    /// <summary>
    /// Calls upon a unit; one that is not there to be called upon any more is heard of at once. What became of its
    /// place meanwhile is looked at after that: a unit is not left called for a place that is over, or with less time
    /// than it has by now.
    /// </summary>
    private async Task CallAsync(Activation known, PlaceId unit, CancellationToken cancel)
    {
        if (known.PlaceOf(unit) is { Status: PlaceStatus.Asked } asked)
            await forces.UpdateAsync(
                unit.Commitment,
                f => ForceActivation.Call(f, CallUpOf(known, asked)),
                "Called upon in an activation",
                cancel
            );
        if (await store.LoadAsync<ForceCommitment>(unit.Commitment, cancel) is not { State: var force })
            return;
        if (await following.FollowAsync(known.Id, unit.N, force, cancel) is not { } activation)
            return;
        var place = activation.PlaceOf(unit)!;
        if (place.IsOver)
            await StandDownAsync(activation, place, cancel);
        else if (place.Status == PlaceStatus.Asked)
            await ProlongAsync(activation, place, cancel);
    }

    private async Task ProlongAsync(Activation activation, Place place, CancellationToken cancel) =>
        await forces.UpdateAsync(
            place.Commitment,
            f => ForceActivation.Prolong(f, CallUpOf(activation, place)),
            "It was held up, or the ceasefire was: there is more time to answer",
            cancel
        );

    private async Task StandDownAsync(Activation activation, Place place, CancellationToken cancel) =>
        await forces.UpdateAsync(
            place.Commitment,
            f => ForceActivation.StandDown(f, activation.Id, place.N),
            "The activation does not call for it any more",
            cancel
        );

    /// <summary>
    /// A unit is there: relief in place begins, of the one that it relieves, or its own if who relieves it came first.
    /// </summary>
    private async Task BeginReliefAsync(Activation activation, Place place, CancellationToken cancel)
    {
        var reliefs = activation.Places.Where(p =>
            p.IsThere && p.Relieves is { } relieved && (p.Id == place.Id || relieved == place.Id)
        );
        foreach (var by in reliefs)
        {
            if (await store.LoadAsync<ForceCommitment>(by.Commitment, cancel) is { State: var reliever })
                await forces.UpdateAsync(
                    by.Relieves!.Commitment,
                    f => ForceActivation.BeginRelief(f, activation.Id, by.Relieves.N, reliever),
                    "Who relieves it is there",
                    cancel
                );
        }
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

/// <summary>A new statement of requirements is one to be filled too, when a ceasefire is declared.</summary>
internal sealed class StatementConsequences(ActivationFollowing following)
    : IConsequences<StatementOfRequirements, StatementEvent>
{
    public Task FollowAsync(
        StatementOfRequirements state,
        IReadOnlyList<StatementEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    ) => following.RequirementsChangedAsync(cancel);
}
