using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>
/// What a commitment says became of the unit that an activation called upon. The commitment decides; word of it may
/// come twice, late and out of order.
/// </summary>
public static class FollowForce
{
    /// <summary>Follows; nothing when that is known, or newer news is.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="n">Which calling upon it.</param>
    /// <param name="force">Its commitment, as it is now.</param>
    /// <param name="relief">When it must be relieved, if it is there.</param>
    /// <param name="now">The present.</param>
    public static Decision<ActivationEvent> Decide(
        Activation activation,
        int n,
        ForceCommitment force,
        ReliefDay? relief,
        DateTimeOffset now
    )
    {
        // News of the same version may bring another relief: that rests on the successor and the serial too.
        if (
            activation.IsEnded
            || activation.PlaceOf(new(force.Id, n)) is not { IsOver: false } place
            || force.Version < place.SeenVersion
        )
            return default;
        var status = StatusOf(activation, n, force);
        if (status is not (PlaceStatus.Deployed or PlaceStatus.Rotating))
            relief = null;
        var disclosure = force.Disclosure > place.Disclosure ? force.Disclosure : place.Disclosure;
        var known = (
            place.Status,
            place.Disclosure,
            place.DeployedOn,
            place.ReliefDue,
            place.ReliefCallAt,
            place.ReliefBy
        );
        return known == (status, disclosure, force.DeployedOn, relief?.Due, relief?.CallAt, relief?.By)
            ? default(Decision<ActivationEvent>)
            : new ActivationUnitChanged(
                place.Id,
                place.Nation,
                disclosure,
                status,
                force.DeployedOn,
                LeftOn(place, status, force, now),
                relief,
                force.Version,
                now
            );
    }

    /// <summary>A unit that was there and is not any more has left when that was heard, or as it said itself.</summary>
    private static DateOnly? LeftOn(Place place, PlaceStatus status, ForceCommitment force, DateTimeOffset now) =>
        force.DeployedOn is null || status is PlaceStatus.Deployed or PlaceStatus.Rotating
            ? null
            : force.RelievedOn ?? place.LeftOn ?? DateOnly.FromDateTime(now.UtcDateTime);

    private static PlaceStatus StatusOf(Activation activation, int n, ForceCommitment force) =>
        force.CalledFor is not { } call || !call.Is(activation.Id, n)
            ? PlaceStatus.Failed
            : force.Status switch
            {
                ForceStatus.Ready => PlaceStatus.Asked,
                ForceStatus.Activated => PlaceStatus.Activated,
                ForceStatus.Deployed => PlaceStatus.Deployed,
                ForceStatus.Rotating => PlaceStatus.Rotating,
                ForceStatus.Suspended => PlaceStatus.Suspended,
                ForceStatus.Declined => PlaceStatus.Declined,
                ForceStatus.Lapsed => PlaceStatus.Lapsed,
                _ => force.RelievedOn is null ? PlaceStatus.Failed : PlaceStatus.Relieved,
            };
}
