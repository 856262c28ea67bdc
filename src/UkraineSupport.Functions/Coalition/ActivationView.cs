using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Activations;

namespace UkraineSupport.Functions.Coalition;

/// <summary>An activation as one caller may see it.</summary>
/// <param name="DeclaredOn">The ceasefire's day: D.</param>
/// <param name="By">The parties that declared and confirmed it.</param>
/// <param name="Pending">The step that waits for a second coordinator, or null.</param>
/// <param name="Units">Units that were called upon, in that order.</param>
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
            [.. a.Places.Select(UnitView.Of)],
            ForceByDay.Of(a, today),
            HoldUp.Of(a, today),
            a.Escalated
        );
    }
}

/// <summary>A unit that was called upon.</summary>
/// <param name="N">Which time it is called upon in this activation, from 1.</param>
/// <param name="Strength">Persons.</param>
/// <param name="Deadline">Until when its nation may answer.</param>
/// <param name="LeftOn">Day from which on it was not there any more.</param>
/// <param name="Relieves">The commitment that it relieves, if the caller may see that one; or null.</param>
/// <param name="ReliefDue">Day from which on somebody else must hold its serial.</param>
/// <param name="ReliefMissing">Whether nobody is to relieve it.</param>
internal sealed record UnitView(
    string Commitment,
    int N,
    string Nation,
    string Serial,
    int Strength,
    PlaceStatus Status,
    DateTimeOffset AskedAt,
    DateTimeOffset Deadline,
    DateOnly PlannedOn,
    DateOnly? DeployedOn,
    DateOnly? LeftOn,
    string? Relieves,
    DateOnly? ReliefDue,
    bool ReliefMissing
)
{
    public static UnitView Of(Place p) =>
        new(
            p.Commitment,
            p.N,
            p.Nation,
            p.Serial,
            p.Strength,
            p.Status,
            p.AskedAt,
            p.Deadline,
            p.PlannedOn,
            p.DeployedOn,
            p.LeftOn,
            p.Relieves?.Commitment,
            p.ReliefDue,
            p.ReliefMissing
        );
}
