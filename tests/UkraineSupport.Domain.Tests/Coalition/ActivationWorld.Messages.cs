using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Tests.Builders;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>Who tells whom.</summary>
internal sealed partial class ActivationWorld
{
    private abstract record Message
    {
        public abstract bool IsAbout(string id);

        /// <param name="isFresh">Whether what it is about is read again, or as it was when it was sent.</param>
        public abstract void Deliver(bool isFresh);
    }

    /// <summary>As <c>ForceConsequences</c>.</summary>
    private sealed record ForceMessage(ActivationWorld World, ForceCommitment Sent, IReadOnlyList<ForceEvent> Events)
        : Message
    {
        public override bool IsAbout(string id) => Sent.Id == id;

        public override void Deliver(bool isFresh)
        {
            var force = isFresh ? World.Force(Sent.Id) : Sent;
            if (World._rows[force.Id].Version < force.Version)
                World._rows[force.Id] = force;
            if (force.CalledFor is { } call)
                World.Follow(call.Activation, call.Place, force);
            var relieved = World
                ._forces.Values.Select(f => f.State)
                .Where(f => f.Terms.Successor == force.Id && !f.IsEnded);
            foreach (var one in relieved.ToList())
            {
                if (force.IsEnded)
                    World.Update(one.Id, f => f.LoseSuccessor(force));
                if (Events.Any(e => e is ForceAmended) && one.IsActivated)
                    World.Follow(one.CalledFor!.Activation, one.CalledFor.Place, one);
                if (force is { Status: ForceStatus.Ready, CalledFor: null } && one.IsActivated)
                    World.Update(
                        one.CalledFor!.Activation,
                        a =>
                            Relief.Again(
                                a,
                                new(one.Id, one.CalledFor.Place),
                                force,
                                AnActivation.Serial(one.CalledFor.Serial)
                            )
                    );
            }

            if (force is { Status: ForceStatus.Ready, CalledFor: null } && !World.Last.IsEnded)
                World.Update(World.Last.Id, a => Fill.Again(a, onlyIfShort: true, World.Now));
            if (World.SuccessorOf(force) is { IsEnded: true } ended)
                World.Update(force.Id, f => f.LoseSuccessor(ended));
        }
    }

    /// <summary>As <c>ActivationConsequences</c>.</summary>
    private sealed record ActivationMessage(
        ActivationWorld World,
        Activation Sent,
        IReadOnlyList<ActivationEvent> Events
    ) : Message
    {
        public override bool IsAbout(string id) => Sent.Id == id;

        public override void Deliver(bool isFresh)
        {
            var activation = isFresh ? World.Of(Sent.Id).State : Sent;
            foreach (var called in Events.OfType<ActivationUnitCalled>())
                Call(activation, called.Unit);
            foreach (var unit in Events.OfType<ActivationUnitChanged>().Select(e => e.Unit))
            {
                var place = activation.PlaceOf(unit)!;
                if (place.Status == PlaceStatus.Asked)
                    Prolong(activation, place);
                if (place.Status == PlaceStatus.Deployed)
                    BeginRelief(activation, place);
            }

            foreach (var step in Events.OfType<ActivationStepConfirmed>().Select(e => e.Step))
            {
                foreach (var place in activation.Places)
                {
                    if (step == ActivationStep.Resumption && place.Status == PlaceStatus.Asked)
                        Prolong(activation, place);
                    if (step == ActivationStep.Revocation && place.Status == PlaceStatus.StoodDown)
                        StandDown(activation, place);
                }
            }
        }

        private void Call(Activation known, PlaceId unit)
        {
            if (known.PlaceOf(unit) is { Status: PlaceStatus.Asked } asked)
                World.Update(unit.Commitment, f => ForceActivation.Call(f, CallUpOf(known, asked)));
            var activation = World.Follow(known.Id, unit.N, World.Force(unit.Commitment));
            var place = activation.PlaceOf(unit)!;
            if (place.IsOver)
                StandDown(activation, place);
            else if (place.Status == PlaceStatus.Asked)
                Prolong(activation, place);
        }

        private void Prolong(Activation activation, Place place) =>
            World.Update(place.Commitment, f => ForceActivation.Prolong(f, CallUpOf(activation, place)));

        private void StandDown(Activation activation, Place place) =>
            World.Update(place.Commitment, f => ForceActivation.StandDown(f, activation.Id, place.N));

        private void BeginRelief(Activation activation, Place place)
        {
            foreach (
                var by in activation.Places.Where(p =>
                    p.IsThere && p.Relieves is { } relieved && (p.Id == place.Id || relieved == place.Id)
                )
            )
                World.Update(
                    by.Relieves!.Commitment,
                    f => ForceActivation.BeginRelief(f, activation.Id, by.Relieves.N, World.Force(by.Commitment))
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
}
