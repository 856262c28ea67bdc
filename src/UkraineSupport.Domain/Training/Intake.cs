using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Training;

/// <summary>
/// One round of a course: places that pledges give, and the persons trained in them. It keeps numbers, and of no person
/// anything else. Places and persons are two ledgers and never added.
/// </summary>
public sealed partial record Intake : IAggregate<Intake, IntakeEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "intake";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public Intake Numbered(long version) => this with { Version = version };

    /// <summary>The course.</summary>
    public required string CourseId { get; init; }

    /// <summary>The course's capability.</summary>
    public required string Capability { get; init; }

    /// <summary>The course's language.</summary>
    public required string Language { get; init; }

    /// <summary>The course's country.</summary>
    public required string Country { get; init; }

    /// <summary>Which part of those who begin graduates, as stated.</summary>
    public required decimal CompletionRate { get; init; }

    /// <summary>Whose course it is.</summary>
    public required string Provider { get; init; }

    /// <summary>Those that were scheduled together: the id of the first; or null.</summary>
    public string? Series { get; init; }

    /// <inheritdoc/>
    public required Disclosure Disclosure { get; init; }

    /// <summary>Where it is in its life.</summary>
    public IntakeStatus Status { get; init; }

    /// <summary>Most places.</summary>
    public required int Capacity { get; init; }

    /// <summary>First and last day, and the last day for nominations.</summary>
    public required IntakeDates Dates { get; init; }

    /// <summary>When nominations open.</summary>
    public required DateTimeOffset NominationFrom { get; init; }

    /// <summary>When they did, or null.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the time for them was over, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Which pledges give its places.</summary>
    public IReadOnlyList<IntakeShare> Shares { get; init; } = [];

    /// <summary>Shares that it refused or lost: none of them comes again.</summary>
    public IReadOnlyList<FormerShare> Former { get; init; } = [];

    /// <summary>Places that were given and whose pledge was taken back after it had begun.</summary>
    public int Unbacked { get; init; }

    /// <summary>What donors give beside places.</summary>
    public IReadOnlyList<IntakeContribution> Contributions { get; init; } = [];

    /// <summary>How often it was postponed.</summary>
    public int Postponements { get; init; }

    /// <summary>Whether empty places were offered on.</summary>
    public bool EmptyOffered { get; init; }

    /// <summary>Persons that Ukraine nominated.</summary>
    public int Nominated { get; init; }

    /// <summary>Persons for whom the provider keeps places.</summary>
    public int Accepted { get; init; }

    /// <summary>Persons who began.</summary>
    public int Enrolled { get; init; }

    /// <summary>Persons who left before the end.</summary>
    public int DroppedOut { get; init; }

    /// <summary>Persons who came to the end and did not pass.</summary>
    public int Failed { get; init; }

    /// <summary>Persons who graduated, by the provider's word.</summary>
    public int Completed { get; init; }

    /// <summary>Graduates by Ukraine's word, or null as long as it has said nothing.</summary>
    public int? Confirmed { get; init; }

    /// <summary>Why these are fewer, or null.</summary>
    public string? Discrepancy { get; init; }

    /// <summary>When the results were reported, or null.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>Steps that were reminded of.</summary>
    public IReadOnlyList<IntakeStep> Reminded { get; init; } = [];

    /// <summary>Steps that were put before the board.</summary>
    public IReadOnlyList<IntakeStep> Overdue { get; init; } = [];

    /// <inheritdoc/>
    public string? Owner => Provider;

    /// <summary>Places that there are.</summary>
    [JsonIgnore]
    public int Places => Shares.Sum(s => s.Places) + Unbacked;

    /// <summary>Whether it has not begun and still may.</summary>
    [JsonIgnore]
    public bool IsAhead =>
        Status
            is IntakeStatus.Scheduled
                or IntakeStatus.NominationOpen
                or IntakeStatus.Confirmed
                or IntakeStatus.Postponed;

    /// <summary>Whether Ukraine can nominate by its state; the time for it is another question.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is IntakeStatus.NominationOpen or IntakeStatus.Confirmed;

    /// <summary>The share of that line, or null.</summary>
    public IntakeShare? Share(string pledge, int line) =>
        Shares.FirstOrDefault(s => s.Pledge == pledge && s.Line == line);
}

/// <summary>A share that is none any more, or never was.</summary>
/// <param name="Pledge">The pledge.</param>
/// <param name="Line">Its line.</param>
public sealed record FormerShare(string Pledge, int Line);
