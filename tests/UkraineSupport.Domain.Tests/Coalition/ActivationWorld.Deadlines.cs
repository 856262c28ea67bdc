using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;

namespace UkraineSupport.Domain.Tests.Coalition;

/// <summary>What is due, and what the balance would choose.</summary>
internal sealed partial class ActivationWorld
{
    private Action? DueNow(bool fromRows)
    {
        foreach (var id in Ids)
        {
            if (Force(id).NextDeadline is { } due && due.At <= Now)
                return () => Update(id, f => f.Reached(due, [], Now));
        }

        var a = Last;
        if (a.NextDeadline is { } next && next.At <= Now)
            return () =>
                Update(
                    a.Id,
                    s =>
                        next.Kind == Deadlines.DeadlineKind.Confirmation
                            ? s.LapseStep(Now)
                            : Fill.Decide(
                                s,
                                Choices(fromRows),
                                [.. AForce.Statement.Serials],
                                ["NATO"],
                                Now,
                                AnActivation.Settings
                            )
                );
        foreach (var place in a.Places)
        {
            if (a.NextDeadlineOf(place.Id) is { } due && due.At <= Now)
                return () => Update(a.Id, s => ReachUnit(s, place, due));
            if (a.Status != ActivationStatus.InForce || place.Status != PlaceStatus.Asked)
                continue;
            if (place.RemindAt <= Now && !place.Reminded)
                return () => Update(a.Id, s => s.Remind(place.Id, Now));
            // Its word may be under way.
            if (place.Deadline <= Now && CanLapse(place))
                return () =>
                    Update(place.Commitment, f => ForceActivation.Lapse(f, a.Id, place.N, place.Deadline, Now));
        }

        return null;
    }

    private bool CanLapse(Place place) =>
        ForceActivation.Lapse(Force(place.Commitment), Last.Id, place.N, place.Deadline, Now).Events.Count > 0;

    private Decision<ActivationEvent> ReachUnit(Activation state, Place place, Deadlines.Deadline due) =>
        due.Kind != Deadlines.DeadlineKind.Relief
            ? state.Reached(place.Id, due, ["NATO"], Now)
            : Relief.Seek(
                state,
                place.Id,
                SuccessorOf(Force(place.Commitment)),
                AnActivation.Serial(place.Serial),
                ["NATO"],
                Now,
                AnActivation.Settings
            );

    private ForceCommitment? SuccessorOf(ForceCommitment force) =>
        force.Terms.Successor is { } successor ? Force(successor) : null;

    /// <summary>Who is there stays, then the first that can: enough for two serials.</summary>
    private List<Choice> Choices(bool fromRows)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var forces = Ids.Select(id => fromRows ? _rows[id] : Force(id))
            .Where(f =>
                f.IsActivated
                || (
                    f.Status == ForceStatus.Ready
                    && f.Terms.From <= today
                    && f.Terms.To >= today
                    && f.Mandate.Allows(today)
                )
            )
            .OrderByDescending(f => f.IsActivated)
            .ThenBy(f => f.Id, StringComparer.Ordinal)
            .ToList();
        var chosen = new List<Choice>();
        foreach (var serial in (string[])["L1", "L2"])
        {
            var free = forces.Where(f => chosen.TrueForAll(c => c.Force.Id != f.Id));
            chosen.AddRange(
                free.Where(f => !f.IsActivated || f.CalledFor!.Serial == serial)
                    .Take(2)
                    .Select(f => new Choice(f, AnActivation.Serial(serial)))
            );
        }

        return chosen;
    }
}
