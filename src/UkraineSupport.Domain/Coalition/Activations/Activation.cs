using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>Where an activation is.</summary>
public enum ActivationStatus
{
    /// <summary>One coordinator has declared the ceasefire; a second one, of another party, has not yet.</summary>
    Declared,

    /// <summary>The ceasefire is confirmed: units are called upon.</summary>
    InForce,

    /// <summary>The ceasefire is broken: nobody new is called upon, and no time runs.</summary>
    Suspended,

    /// <summary>Taken back.</summary>
    Revoked,

    /// <summary>Not confirmed in time.</summary>
    Lapsed,
}

/// <summary>A step that takes two coordinators of different parties.</summary>
public enum ActivationStep
{
    /// <summary>The ceasefire is declared.</summary>
    Declaration,

    /// <summary>The declaration is taken back.</summary>
    Revocation,

    /// <summary>The ceasefire is broken.</summary>
    Suspension,

    /// <summary>The ceasefire holds again.</summary>
    Resumption,
}

/// <summary>A step that one coordinator has taken and a second one has not confirmed yet.</summary>
/// <param name="Step">The step.</param>
/// <param name="By">The party of the first.</param>
/// <param name="At">When.</param>
/// <param name="Due">Until when it can be confirmed.</param>
/// <param name="Reason">Why.</param>
public sealed record Proposal(ActivationStep Step, string By, DateTimeOffset At, DateTimeOffset Due, string Reason);

/// <summary>A step that was confirmed.</summary>
/// <param name="Step">The step.</param>
/// <param name="By">The party of the second coordinator.</param>
public sealed record Confirmation(ActivationStep Step, string By);

/// <summary>
/// What follows from a ceasefire: the units that are called upon, and what became of each. Changes only by
/// <see cref="ActivationEvent"/>s; whether a unit comes is decided by its own commitment, and followed here.
/// </summary>
public sealed partial record Activation : IAggregate<Activation, ActivationEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "activation";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Activation Numbered(long version) => this with { Version = version };

    /// <summary>Which of the installation's activations it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The ceasefire's day: D.</summary>
    public required DateOnly DeclaredOn { get; init; }

    /// <summary>What says so.</summary>
    public required string Source { get; init; }

    /// <summary>Where it is.</summary>
    public ActivationStatus Status { get; init; }

    /// <summary>The step that waits for its second coordinator, or null.</summary>
    public Proposal? Pending { get; init; }

    /// <summary>The step that was confirmed last, or null.</summary>
    public Confirmation? Confirmed { get; init; }

    /// <summary>The parties that declared and confirmed it.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Since when it is suspended, or null.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Units called upon.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>When units are chosen again, or null when only a change can be a reason to.</summary>
    public DateTimeOffset? FillAt { get; init; }

    /// <summary>Whether anything was missing when units were chosen last.</summary>
    public bool IsShort { get; init; }

    /// <summary>Critical serials that are before the board.</summary>
    public IReadOnlyList<string> Escalated { get; init; } = [];

    /// <inheritdoc/>
    public required Disclosure Disclosure { get; init; }

    /// <inheritdoc/>
    public string? Owner => null;

    /// <summary>Whether nothing more can become of it.</summary>
    public bool IsEnded => Status is ActivationStatus.Revoked or ActivationStatus.Lapsed;

    /// <summary>That place, or null.</summary>
    public Place? PlaceOf(PlaceId id) => Places.FirstOrDefault(p => p.Id == id);

    /// <summary>
    /// The activation as <paramref name="viewer"/> may see it: units whose commitments that viewer may see.
    /// </summary>
    public Activation SeenBy(Actor viewer)
    {
        if (viewer.MaySee(Disclosure.Restricted, null))
            return this;
        var seen = Places.Where(p => viewer.MaySee(p.Disclosure, p.Nation)).ToList();
        return this with
        {
            Places =
            [
                .. seen.Select(p => seen.Exists(other => other.Id == p.Relieves) ? p : p with { Relieves = null }),
            ],
            Escalated = [],
            IsShort = false,
            FillAt = null,
        };
    }
}
