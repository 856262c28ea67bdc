using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Activations;

namespace UkraineSupport.Functions.Coalition;

/// <summary>An activation as one caller may see it.</summary>
/// <param name="DeclaredOn">The ceasefire's day: D.</param>
/// <param name="By">The parties that declared and confirmed it.</param>
/// <param name="Pending">The step that waits for a second coordinator, or null.</param>
/// <param name="Units">Units that were called upon, by number.</param>
/// <param name="Days">The force on the days on which it changes: planned, and actual up to today.</param>
/// <param name="HeldUpBy">Who holds what up.</param>
internal sealed record ActivationView(
    string Id,
    long Version,
    int Number,
    DateOnly DeclaredOn,
    string Source,
    ActivationStatus Status,
    IReadOnlyList<string> By,
    Proposal? Pending,
    DateTimeOffset? SuspendedAt,
    Disclosure Disclosure,
    IReadOnlyList<UnitView> Units,
    IReadOnlyList<ForceDay> Days,
    IReadOnlyList<HoldUp> HeldUpBy,
    IReadOnlyList<string> Escalated
)
{
    /// <param name="activation">The activation.</param>
    /// <param name="today">The day; actual figures go up to it.</param>
    /// <param name="viewer">The caller.</param>
    public static ActivationView Of(Activation activation, DateOnly today, Actor viewer)
    {
        var a = activation.SeenBy(viewer);
        return new(
            a.Id,
            a.Version,
            a.Number,
            a.DeclaredOn,
            a.Source,
            a.Status,
            a.By,
            a.Pending,
            a.SuspendedAt,
            a.Disclosure,
            [.. a.Places.Select(p => UnitView.Of(p, a))],
            ForceByDay.Of(a, today),
            HoldUp.Of(a, today),
            a.Escalated
        );
    }
}

/// <summary>A unit that was called upon.</summary>
/// <param name="N">Number within the activation.</param>
/// <param name="Strength">Persons.</param>
/// <param name="Deadline">Until when its nation may answer.</param>
/// <param name="Relieves">Number of the unit that it relieves, if the caller may see that one; or null.</param>
/// <param name="ReliefDue">Day from which on somebody else must hold its serial.</param>
/// <param name="ReliefMissing">Whether nobody is to relieve it.</param>
internal sealed record UnitView(
    int N,
    string Commitment,
    string Nation,
    string Serial,
    int Strength,
    PlaceStatus Status,
    DateTimeOffset AskedAt,
    DateTimeOffset Deadline,
    DateOnly PlannedOn,
    DateOnly? DeployedOn,
    DateOnly? RelievedOn,
    int? Relieves,
    DateOnly? ReliefDue,
    bool ReliefMissing
)
{
    public static UnitView Of(Place p, Activation seen) =>
        new(
            p.N,
            p.Commitment,
            p.Nation,
            p.Serial,
            p.Strength,
            p.Status,
            p.AskedAt,
            p.Deadline,
            p.PlannedOn,
            p.DeployedOn,
            p.RelievedOn,
            seen.Places.Any(other => other.N == p.Relieves) ? p.Relieves : null,
            p.ReliefDue,
            p.ReliefMissing
        );
}
