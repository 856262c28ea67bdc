using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Domain.Coalition.Statements;

/// <summary>A whole version of the statement of requirements, as a coordinator puts it.</summary>
/// <param name="Phases">Its phases.</param>
/// <param name="Serials">Its serials; one that goes on from the version before keeps its id, and what fills it.</param>
/// <param name="Reason">Why it changes; needed when there is one already, and told to all who see a part that
/// changed.</param>
public sealed record PutRequirements(
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<PutSerial> Serials,
    string? Reason = null
);

/// <summary>A serial, as a coordinator puts it.</summary>
/// <param name="Id">Its number: small letters, capitals, digits, hyphens, at most 20.</param>
/// <param name="Phase">Phase that it belongs to.</param>
/// <param name="ForceElement">What.</param>
/// <param name="Domain">Where it fights or works.</param>
/// <param name="Strength">Persons.</param>
/// <param name="NtmDays">Longest notice to move that does.</param>
/// <param name="Basing">Where its units may be based: any of these.</param>
/// <param name="FromDay">First day on which it must stand: D+n, within its phase.</param>
/// <param name="SustainMonths">How long it must be held, beyond the end of the phase too.</param>
/// <param name="Critical">Whether the force does not stand without it.</param>
/// <param name="Count">Number of things, where it is filled by things.</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise.</param>
/// <param name="Headquarters">The headquarters it belongs to.</param>
/// <param name="Role">Its role there.</param>
/// <param name="Turns">Whose turn it is, where it goes from nation to nation.</param>
public sealed record PutSerial(
    string Id,
    string Phase,
    string ForceElement,
    ForceDomain Domain,
    int Strength,
    int NtmDays,
    IReadOnlyList<Basing> Basing,
    int FromDay,
    int SustainMonths,
    bool Critical = false,
    int? Count = null,
    Disclosure Disclosure = Disclosure.Coalition,
    string? Headquarters = null,
    HeadquartersRole? Role = null,
    IReadOnlyList<Turn>? Turns = null
)
{
    internal Serial ToSerial() =>
        new(
            Id,
            Phase,
            ForceElement.Trim(),
            Domain,
            Strength,
            Count,
            NtmDays,
            [.. Basing.Distinct().Order()],
            FromDay,
            SustainMonths,
            Critical,
            Disclosure
        )
        {
            Headquarters = Headquarters?.Trim(),
            Role = Role,
            Turns = Turns ?? [],
        };
}

/// <summary>Coordinators put the statement of requirements, version after version.</summary>
public static class PutStatement
{
    /// <summary>
    /// Decides on <paramref name="put"/>: an event for each level whose part is not as it was, the widest first;
    /// nothing when it says what is already so.
    /// </summary>
    /// <param name="id">The statement's id.</param>
    /// <param name="statement">The statement, or null when there is none yet.</param>
    /// <param name="put">The version.</param>
    /// <param name="actor">Who puts it.</param>
    /// <param name="now">The present.</param>
    public static Decision<StatementEvent> Decide(
        string id,
        StatementOfRequirements? statement,
        PutRequirements put,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators put the statement of requirements.");
        var check = new Check();
        check.Text(put.Reason, "/reason", 2000, required: statement is not null);
        SerialRules.Phases(check, put.Phases);
        SerialRules.Serials(check, put);
        if (check.Error is { } invalid)
            return invalid;
        return (StatementEvent[])
            [
                .. Enum.GetValues<Disclosure>()
                    .Select(level => Part(level, put))
                    .Where(part => !SaysTheSame(part, statement?.Parts.FirstOrDefault(p => p.Level == part.Level)))
                    .Select(part => new RequirementsPut(id, part.Level, part.Phases, part.Serials, actor.Party, now)),
            ];
    }

    /// <summary>A phase is told to those who see the first of its serials to be told; one without any to the
    /// coalition.</summary>
    private static StatementPart Part(Disclosure level, PutRequirements put)
    {
        var widest = put.Serials.ToLookup(s => s.Phase, s => s.Disclosure);
        return new(
            level,
            [
                .. put
                    .Phases.Where(p => widest[p.Id].DefaultIfEmpty(Disclosure.Coalition).Min() == level)
                    .Select(p => p with { Title = p.Title.Trim() })
                    .OrderBy(p => p.Id, StringComparer.Ordinal),
            ],
            [
                .. put
                    .Serials.Where(s => s.Disclosure == level)
                    .Select(s => s.ToSerial())
                    .OrderBy(s => s.Id, StringComparer.Ordinal),
            ],
            null,
            default
        );
    }

    private static bool SaysTheSame(StatementPart part, StatementPart? before) =>
        Json(part.Phases) == Json(before?.Phases ?? []) && Json(part.Serials) == Json(before?.Serials ?? []);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);
}
