using System.Diagnostics.CodeAnalysis;
using UkraineSupport.Domain.Coalition.Balance;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Deadlines;
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
        return successor is { IsEnded: false }
            ? new(due, Moments.Begin(due) - TimeSpan.FromDays(successor.Terms.NtmDays + 1), successor.Id)
            : new(due, Moments.Begin(due) - settings.ReliefMissing, null);
    }

    /// <summary>
    /// The time to call who relieves a unit has come: calls upon its successor, or tells that there is none that can
    /// come.
    /// </summary>
    public static Decision<ActivationEvent> Seek(
        Activation activation,
        PlaceId unit,
        ForceCommitment? successor,
        Serial? serial,
        IReadOnlyList<string> board,
        DateTimeOffset now,
        CoalitionSettings settings
    )
    {
        if (
            activation.NextDeadlineOf(unit) is not { Kind: DeadlineKind.Relief, At: var at }
            || at > now
            || activation.PlaceOf(unit) is not { ReliefDue: { } due } place
        )
            return default;
        if (!CanRelieve(activation, successor, serial, due))
            return new ActivationReliefMissing(unit, place.Nation, place.Disclosure, due, board);
        var by = Fill.Call(activation, new(successor, serial), now, settings, place);
        var level = by.Disclosure > place.Disclosure ? by.Disclosure : place.Disclosure;
        return (ActivationEvent[])
            [new ActivationUnitCalled(by), new ActivationReliefCalled(unit, place.Nation, level, by.Id)];
    }

    /// <summary>Who is to relieve a unit that nobody relieved can come by now: it is looked for again.</summary>
    public static Decision<ActivationEvent> Again(
        Activation activation,
        PlaceId unit,
        ForceCommitment successor,
        Serial? serial
    ) =>
        activation.PlaceOf(unit) is { IsThere: true, ReliefMissing: true, ReliefSought: true, ReliefDue: { } due } place
        && place.ReliefBy == successor.Id
        && CanRelieve(activation, successor, serial, due)
            ? new ActivationReliefAgain(unit, place.Nation, place.Disclosure)
            : default(Decision<ActivationEvent>);

    private static bool CanRelieve(
        Activation activation,
        [NotNullWhen(true)] ForceCommitment? successor,
        [NotNullWhen(true)] Serial? serial,
        DateOnly due
    ) =>
        serial is not null
        && successor is { Status: ForceStatus.Ready, CalledFor: null }
        && !activation.Places.Any(p => p.Commitment == successor.Id && !p.IsOver)
        && successor.Terms.From <= due
        && successor.Terms.To >= due
        && successor.Mandate.Allows(due)
        && (serial.TurnOn(activation.DeclaredOn, due) is not { } turn || turn == successor.Nation)
        && Suitability.CanServe(serial, successor.ToUnit());

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
