using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Coalition;

/// <summary>A phase of the coalition's task, for example reassurance, monitoring or regeneration.</summary>
/// <param name="Id">Its short name.</param>
/// <param name="Title">For people.</param>
/// <param name="FromDay">First day, counted from the ceasefire: D+n.</param>
/// <param name="Months">How long it lasts.</param>
public sealed record Phase(string Id, string Title, int FromDay, int Months)
{
    /// <summary>First day after a ceasefire on <paramref name="dDay"/>.</summary>
    public DateOnly Start(DateOnly dDay) => dDay.AddDays(FromDay);

    /// <summary>First day on which it is over.</summary>
    public DateOnly End(DateOnly dDay) => Start(dDay).AddMonths(Months);
}

/// <summary>Whose turn it is, for a headquarters or role that goes from nation to nation.</summary>
/// <param name="Nation">The nation.</param>
/// <param name="Months">How long; the last turn lasts as long as the serial is sustained.</param>
public sealed record Turn(string Nation, int Months);

/// <summary>
/// One line of the coalition's statement of requirements (CJSOR): what must stand from D+n for some months.
/// </summary>
/// <param name="Id">Its number, unique in the statement; a serial that goes on in a later version keeps it.</param>
/// <param name="Phase">Phase that it belongs to.</param>
/// <param name="ForceElement">What: "mechanised battalion", "mine countermeasures vessel".</param>
/// <param name="Domain">Where it fights or works.</param>
/// <param name="Strength">Persons.</param>
/// <param name="Count">Number of things, where the serial is filled by things (ships, batteries) and not by persons; or
/// null. Then each thing stands for <c>Strength ÷ Count</c> persons.</param>
/// <param name="NtmDays">Longest notice to move that does.</param>
/// <param name="Basing">Where its units may be based: any of these.</param>
/// <param name="FromDay">First day on which it must stand, counted from the ceasefire: D+n.</param>
/// <param name="SustainMonths">How long it must be held.</param>
/// <param name="Critical">Whether the force does not stand without it.</param>
/// <param name="Disclosure">Who may see it.</param>
public sealed record Serial(
    string Id,
    string Phase,
    string ForceElement,
    ForceDomain Domain,
    int Strength,
    int? Count,
    int NtmDays,
    IReadOnlyList<Basing> Basing,
    int FromDay,
    int SustainMonths,
    bool Critical,
    Disclosure Disclosure = Disclosure.Coalition
)
{
    /// <summary>The headquarters it belongs to ("Multinational Force Ukraine"), or null.</summary>
    public string? Headquarters { get; init; }

    /// <summary>Its role there, or null when it is not a role.</summary>
    public HeadquartersRole? Role { get; init; }

    /// <summary>Whose turn it is, one after the other from the first day; empty: anyone's.</summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    /// <summary>What it is measured by: things where it counts them, else persons.</summary>
    public int Required => Count ?? Strength;

    /// <summary>What of a force fills it: things where it counts them, else persons.</summary>
    public int MeasureOf(ForceTerms terms) => Count is null ? terms.Strength : terms.Count ?? 0;

    /// <summary>First day after a ceasefire on <paramref name="dDay"/>.</summary>
    public DateOnly Start(DateOnly dDay) => dDay.AddDays(FromDay);

    /// <summary>First day on which it need not be held any more.</summary>
    public DateOnly End(DateOnly dDay) => Start(dDay).AddMonths(SustainMonths);

    /// <summary>The nation whose turn it is on a day, or null when it is anyone's.</summary>
    public string? TurnOn(DateOnly dDay, DateOnly day)
    {
        var end = Start(dDay);
        foreach (var turn in Turns)
        {
            end = end.AddMonths(turn.Months);
            if (day < end)
                return turn.Nation;
        }

        return Turns.Count == 0 ? null : Turns[^1].Nation;
    }
}
