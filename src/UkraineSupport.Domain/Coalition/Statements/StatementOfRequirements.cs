using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Coalition.Statements;

/// <summary>What of the statement is for one level, and for none that sees less.</summary>
/// <param name="Level">Whom it is for.</param>
/// <param name="Phases">Phases.</param>
/// <param name="Serials">Serials.</param>
/// <param name="By">The coordinator's party that put it.</param>
/// <param name="At">When.</param>
public sealed record StatementPart(
    Disclosure Level,
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<Serial> Serials,
    string? By,
    DateTimeOffset At
);

/// <summary>
/// The coalition's statement of requirements (CJSOR): what must stand once a ceasefire comes. There is one. It is kept
/// in parts, one for each level, so that who does not see a serial reads all of it as if that had never been.
/// </summary>
public sealed record StatementOfRequirements : IAggregate<StatementOfRequirements, StatementEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "statement";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public StatementOfRequirements Numbered(long version) => this with { Version = version };

    /// <summary>At most one a level, the widest first.</summary>
    public IReadOnlyList<StatementPart> Parts { get; init; } = [];

    /// <summary>
    /// The widest level that ever had a part: for those below it there is no statement.
    /// </summary>
    public Disclosure Disclosure { get; init; } = Disclosure.Restricted;

    /// <inheritdoc/>
    public string? Owner => null;

    /// <summary>Its phases, in the order in which they begin.</summary>
    [JsonIgnore]
    public IEnumerable<Phase> Phases =>
        Parts
            .SelectMany(p => p.Phases)
            .OrderBy(p => p.FromDay)
            .ThenBy(p => p.Id, StringComparer.Ordinal)
            .DistinctBy(p => p.Id);

    /// <summary>Its serials, in the order in which they must stand.</summary>
    [JsonIgnore]
    public IEnumerable<Serial> Serials =>
        Parts
            .SelectMany(p => p.Serials)
            .OrderBy(s => s.FromDay)
            .ThenBy(s => s.Id, StringComparer.Ordinal)
            .DistinctBy(s => s.Id);

    /// <summary>The serial of that id, or null.</summary>
    public Serial? Serial(string id) => Serials.FirstOrDefault(s => s.Id == id);

    /// <summary>Whom a phase is told to, or null when there is none of that id.</summary>
    public Disclosure? LevelOfPhase(string id) => Parts.FirstOrDefault(p => p.Phases.Any(one => one.Id == id))?.Level;

    /// <summary>The statement as <paramref name="viewer"/> may see it.</summary>
    public StatementOfRequirements SeenBy(Actor viewer) =>
        this with
        {
            Parts = [.. Parts.Where(p => viewer.MaySee(p.Level, null))],
        };

    /// <inheritdoc/>
    public static StatementOfRequirements Apply(StatementOfRequirements? state, StatementEvent happened)
    {
        var put =
            happened as RequirementsPut
            ?? throw new InvalidOperationException($"No rule applies {happened.GetType().Name}.");
        var before = state ?? new StatementOfRequirements { Id = put.Id };
        var part = new StatementPart(put.Level, put.Phases, put.Serials, put.By, put.At);
        return before with
        {
            Parts = [.. before.Parts.Where(p => p.Level != put.Level).Append(part).OrderBy(p => p.Level)],
            Disclosure = put.Level < before.Disclosure ? put.Level : before.Disclosure,
            Version = before.Version + 1,
        };
    }
}
