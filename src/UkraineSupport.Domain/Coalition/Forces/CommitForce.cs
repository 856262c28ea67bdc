using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>A nation's offer of a force.</summary>
/// <param name="Nation">Whose: the caller's own.</param>
/// <param name="ForceElement">What: "mechanised battalion".</param>
/// <param name="Domain">Where it fights or works.</param>
/// <param name="Strength">Persons.</param>
/// <param name="NtmDays">Notice to move.</param>
/// <param name="From">First day on which it is available.</param>
/// <param name="To">Last day.</param>
/// <param name="Basing">Where it may be based: any of these.</param>
/// <param name="Mandate">What the nation's parliament said.</param>
/// <param name="Count">Number of things (ships, batteries) it brings.</param>
/// <param name="Serials">Serials it is for: one, any of several; none: any of its domain.</param>
/// <param name="RotationMonths">How long it stays at a time before it must be relieved; its whole period when it is
/// left out.</param>
/// <param name="Successor">The commitment of who relieves it.</param>
/// <param name="Caveats">Restrictions.</param>
/// <param name="AlsoPromised">What else it is promised to (double-hatted).</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise. Public is released by the nation, and
/// no more open than what it names.</param>
/// <param name="Call">The call that it answers.</param>
/// <param name="Indicated">Whether it is only thought of: it counts nowhere, and answers no call, until it is
/// offered.</param>
public sealed record CommitForce(
    string Nation,
    string ForceElement,
    ForceDomain Domain,
    int Strength,
    int NtmDays,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<Basing> Basing,
    Mandate Mandate,
    int? Count = null,
    IReadOnlyList<string>? Serials = null,
    int? RotationMonths = null,
    string? Successor = null,
    IReadOnlyList<StatedCaveat>? Caveats = null,
    IReadOnlyList<AlsoPromised>? AlsoPromised = null,
    Disclosure Disclosure = Disclosure.Coalition,
    string? Call = null,
    bool Indicated = false
);

/// <summary>A caveat, as a nation states it.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Text">The nation's words.</param>
/// <param name="Blocking">Whether it keeps the force out of what it names.</param>
/// <param name="Serials">Serials that it keeps it out of.</param>
/// <param name="Phases">Phases that it keeps it out of; naming neither, a blocking caveat keeps it out of all.</param>
public sealed record StatedCaveat(
    CaveatType Type,
    string Text,
    bool Blocking = false,
    IReadOnlyList<string>? Serials = null,
    IReadOnlyList<string>? Phases = null
)
{
    internal ForceCaveat ToCaveat() => new(Type, Text.Trim(), Blocking, Serials ?? [], Phases ?? []);
}

/// <summary>The reason for a step of a force commitment.</summary>
/// <param name="Reason">Why.</param>
public sealed record ForceStep(string Reason);
