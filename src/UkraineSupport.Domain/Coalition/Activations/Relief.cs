using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>
/// Rotation: a unit that is there is relieved by its successor, which is called upon its notice to move before the day
/// of the relief. Relief in place begins when the successor is there; it ends with the transfer of authority.
/// </summary>
public static class Relief
{
    /// <summary>
    /// When a unit that is there must be relieved: after its rotation, at the end of its period, or when its nation's
    /// turn in a headquarters is over; null when its serial need not be held any longer by then.
    /// </summary>
    /// <param name="activation">The activation.</param>
    /// <param name="force">The unit's commitment.</param>
    /// <param name="serial">The serial that it holds; null when the statement has it no more.</param>
    /// <param name="successor">Who is to relieve it, if anyone.</param>
    /// <param name="settings">How long before a relief its lack is told.</param>
    public static ReliefDay? Of(
        Activation activation,
        ForceCommitment force,
        Serial? serial,
        ForceCommitment? successor,
        CoalitionSettings settings
    )
    {
        if (force.DeployedOn is not { } there || serial is null)
            return null;
        var due = force.Terms.To.AddDays(1);
        if (force.Terms.RotationMonths is { } months && there.AddMonths(months) < due)
            due = there.AddMonths(months);
        if (TurnEnds(activation.DeclaredOn, serial, force.Nation, there) is { } turn && turn < due)
            due = turn;
        if (due >= serial.End(activation.DeclaredOn))
            return null;
        var before = successor is null ? settings.ReliefMissing : TimeSpan.FromDays(successor.Terms.NtmDays + 1);
        return new(due, Fill.Day(due) - before);
    }

    /// <summary>
    /// The time to call who relieves a unit has come: calls upon its successor, or tells that there is none that can
    /// come.
    /// </summary>
    public static Decision<ActivationEvent> Seek(
        Activation activation,
        int n,
        ForceCommitment? successor,
        Serial? serial,
        IReadOnlyList<string> board,
        DateTimeOffset now,
        CoalitionSettings settings
    )
    {
        if (
            activation.Status != ActivationStatus.InForce
            || activation.PlaceOf(n) is not { IsThere: true, ReliefSought: false, ReliefDue: { } due } place
            || place.ReliefCallAt > now
        )
            return default;
        return serial is not null && successor is not null && CanRelieve(successor, serial, due)
            ? new ActivationUnitCalled(
                Fill.Call(activation.Places.Count + 1, activation, new(successor, serial), now, settings, place)
            )
            : new ActivationReliefMissing(n, place.Nation, place.Disclosure, due, board);
    }

    private static bool CanRelieve(ForceCommitment successor, Serial serial, DateOnly due) =>
        successor is { Status: ForceStatus.Ready, CalledFor: null }
        && successor.Terms.From <= due
        && successor.Terms.To >= due
        && successor.Mandate.Allows(due)
        && successor.Terms.Domain == serial.Domain
        && (successor.Terms.Serials.Count == 0 || successor.Terms.Serials.Contains(serial.Id))
        && successor.Terms.Basing.Intersect(serial.Basing).Any()
        && !successor.Terms.Caveats.Any(c => c.Blocks(serial))
        && Fill.Measure(successor.Terms, serial) > 0;

    /// <summary>The day on which another nation's turn begins, or null when none does.</summary>
    private static DateOnly? TurnEnds(DateOnly dDay, Serial serial, string nation, DateOnly from)
    {
        var end = serial.Start(dDay);
        foreach (var turn in serial.Turns.SkipLast(1))
        {
            end = end.AddMonths(turn.Months);
            if (turn.Nation == nation && end > from)
                return end;
        }

        return null;
    }
}
