namespace UkraineSupport.Domain.Coalition;

/// <summary>A restriction that a nation puts on its force.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Text">The nation's words.</param>
/// <param name="Blocking">Whether it keeps the force out of what it names; else it is told and counts nowhere.</param>
/// <param name="Serials">Serials that it keeps it out of.</param>
/// <param name="Phases">Phases that it keeps it out of. Naming neither, a blocking caveat keeps it out of all.</param>
public sealed record ForceCaveat(
    CaveatType Type,
    string Text,
    bool Blocking,
    IReadOnlyList<string> Serials,
    IReadOnlyList<string> Phases
)
{
    /// <summary>Whether it keeps a force out of <paramref name="serial"/>.</summary>
    public bool Blocks(Serial serial) =>
        Blocking
        && ((Serials.Count == 0 && Phases.Count == 0) || Serials.Contains(serial.Id) || Phases.Contains(serial.Phase));
}

/// <summary>What a nation's parliament said.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Until">Last day of an approval; null of one without an end, and of all others.</param>
/// <param name="Reference">The decision, by number or URL; or null.</param>
public sealed record Mandate(MandateStatus Status, DateOnly? Until = null, string? Reference = null)
{
    /// <summary>Whether a force may be used on <paramref name="day"/>.</summary>
    public bool Allows(DateOnly day) =>
        Status == MandateStatus.NotRequired
        || (Status == MandateStatus.Approved && (Until is not { } until || day <= until));
}

/// <summary>What else a force is promised to (NATO Force Model, a national reserve): it is double-hatted.</summary>
/// <param name="To">What.</param>
/// <param name="Strength">How many of its persons are promised there too.</param>
public sealed record AlsoPromised(string To, int Strength);

/// <summary>What a nation commits.</summary>
/// <param name="ForceElement">What: "mechanised battalion".</param>
/// <param name="Domain">Where it fights or works.</param>
/// <param name="Strength">Persons.</param>
/// <param name="Count">Number of things (ships, batteries) it brings, or null.</param>
/// <param name="Serials">Serials it is for: one, any of several; empty: any of its domain.</param>
/// <param name="NtmDays">Notice to move.</param>
/// <param name="From">First day on which it is available.</param>
/// <param name="To">Last day.</param>
/// <param name="Basing">Where it may be based: any of these.</param>
/// <param name="RotationMonths">How long it stays at a time before it must be relieved; null: its whole period.</param>
/// <param name="Successor">The commitment of who relieves it, or null.</param>
/// <param name="Caveats">Restrictions.</param>
/// <param name="AlsoPromised">What else it is promised to.</param>
public sealed record ForceTerms(
    string ForceElement,
    ForceDomain Domain,
    int Strength,
    int? Count,
    IReadOnlyList<string> Serials,
    int NtmDays,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<Basing> Basing,
    int? RotationMonths,
    string? Successor,
    IReadOnlyList<ForceCaveat> Caveats,
    IReadOnlyList<AlsoPromised> AlsoPromised
);
