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
    /// <param name="n">The place.</param>
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
        if (
            activation.IsEnded
            || activation.PlaceOf(n) is not { } place
            || place.Commitment != force.Id
            || force.Version <= place.SeenVersion
            || IsOver(place.Status)
        )
            return default;
        var status = StatusOf(activation, n, force);
        if (status is not (PlaceStatus.Deployed or PlaceStatus.Rotating))
            relief = null;
        var same = status == place.Status && relief?.Due == place.ReliefDue && relief?.CallAt == place.ReliefCallAt;
        return same
            ? default(Decision<ActivationEvent>)
            : new ActivationUnitChanged(
                n,
                place.Nation,
                place.Disclosure,
                status,
                status == PlaceStatus.Relieved ? force.RelievedOn : force.DeployedOn,
                relief,
                force.Version,
                now
            );
    }

    private static bool IsOver(PlaceStatus status) =>
        status
            is PlaceStatus.Relieved
                or PlaceStatus.Declined
                or PlaceStatus.Lapsed
                or PlaceStatus.Failed
                or PlaceStatus.StoodDown;

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
