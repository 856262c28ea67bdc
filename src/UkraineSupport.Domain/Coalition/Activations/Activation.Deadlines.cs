using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Activations;

public sealed partial record Activation
{
    /// <summary>What happens next to the whole by itself, or null when nothing will.</summary>
    public Deadline? NextDeadline
    {
        get
        {
            var pending = new List<Deadline>();
            if (!IsEnded && Pending is { } proposal)
                pending.Add(new(DeadlineKind.Confirmation, proposal.Due));
            if (Status == ActivationStatus.InForce && FillAt is { } fill)
                pending.Add(new(DeadlineKind.ForceFill, fill));
            return pending.MinBy(d => (d.At, d.Kind));
        }
    }

    /// <summary>What happens next to one unit that was called upon, its answer apart; or null.</summary>
    public Deadline? NextDeadlineOf(PlaceId unit) =>
        Status == ActivationStatus.InForce && PlaceOf(unit) is { } place
            ? PendingOf(place).MinBy(d => (d.At, d.Kind))
            : null;

    /// <summary>No second coordinator confirmed in time; nothing when that no longer stands.</summary>
    public Decision<ActivationEvent> LapseStep(DateTimeOffset now) =>
        !IsEnded && Pending is { } proposal && proposal.Due <= now
            ? new ActivationStepLapsed(proposal.Step, proposal.Due)
            : default(Decision<ActivationEvent>);

    /// <summary>Half of the time that a nation has to answer is gone.</summary>
    public Decision<ActivationEvent> Remind(PlaceId unit, DateTimeOffset now) =>
        Status == ActivationStatus.InForce
        && PlaceOf(unit) is { Status: PlaceStatus.Asked, Reminded: false } place
        && place.RemindAt <= now
            ? new ActivationUnitReminded(unit, place.Nation, place.Disclosure, place.Deadline)
            : default(Decision<ActivationEvent>);

    /// <summary>A unit's deadline was reached; nothing when it no longer stands, or is for its relief.</summary>
    public Decision<ActivationEvent> Reached(
        PlaceId unit,
        Deadline deadline,
        IReadOnlyList<string> board,
        DateTimeOffset now
    )
    {
        if (deadline.At > now || NextDeadlineOf(unit) != deadline)
            return default;
        var place = PlaceOf(unit)!;
        return deadline.Kind switch
        {
            DeadlineKind.Deployment => new ActivationUnitOverdue(
                unit,
                place.Nation,
                place.Disclosure,
                place.PlannedOn,
                board
            ),
            DeadlineKind.Transfer => new ActivationReliefOverdue(
                unit,
                place.Nation,
                place.Disclosure,
                place.ReliefDue!.Value,
                board
            ),
            _ => default(Decision<ActivationEvent>),
        };
    }

    /// <summary>Whether somebody who relieves it comes or is there.</summary>
    internal bool IsReliefComing(Place place) => Places.Any(p => p.Relieves == place.Id && p.Holds);

    private IEnumerable<Deadline> PendingOf(Place place)
    {
        if (place is { Status: PlaceStatus.Activated, Overdue: false })
            yield return new(DeadlineKind.Deployment, Moments.Begin(place.PlannedOn.AddDays(1)));
        if (!place.IsThere)
            yield break;
        if (!place.ReliefSought && !IsReliefComing(place) && place.ReliefCallAt is { } call)
            yield return new(DeadlineKind.Relief, call);
        if (place is { ReliefOverdue: false, ReliefDue: { } due })
            yield return new(DeadlineKind.Transfer, Moments.Begin(due.AddDays(1)));
    }
}
