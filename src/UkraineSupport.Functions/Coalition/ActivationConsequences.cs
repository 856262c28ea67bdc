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
            await AskingOrchestrator.AnsweredAsync(
                client,
                activation.Id,
                ActivationAsker.NumberOf(activation, unit),
                place.Nation,
                cancel
            );
            if (place.Status == PlaceStatus.Asked)
                await ProlongAsync(activation, place, cancel);
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
