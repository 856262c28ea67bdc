using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>A nation's change of its commitment; what is left out stays.</summary>
/// <param name="Reason">Why.</param>
/// <param name="ForceElement">What it is.</param>
/// <param name="Strength">Persons.</param>
/// <param name="Count">Number of things; 0: none any more.</param>
/// <param name="Serials">Serials it is for.</param>
/// <param name="NtmDays">Notice to move.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Basing">Where it may be based.</param>
/// <param name="RotationMonths">How long it stays at a time; 0: its whole period.</param>
/// <param name="Successor">Who relieves it; empty: nobody.</param>
/// <param name="Caveats">Restrictions.</param>
/// <param name="AlsoPromised">What else it is promised to.</param>
/// <param name="Disclosure">Who may see it.</param>
public sealed record AmendForce(
    string Reason,
    string? ForceElement = null,
    int? Strength = null,
    int? Count = null,
    IReadOnlyList<string>? Serials = null,
    int? NtmDays = null,
    DateOnly? From = null,
    DateOnly? To = null,
    IReadOnlyList<Basing>? Basing = null,
    int? RotationMonths = null,
    string? Successor = null,
    IReadOnlyList<StatedCaveat>? Caveats = null,
    IReadOnlyList<AlsoPromised>? AlsoPromised = null,
    Disclosure? Disclosure = null
);
