using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>
/// What a nation commits to the coalition's force: one unit. Its parliament's mandate is kept apart from its state.
/// </summary>
public sealed partial record ForceCommitment : IAggregate<ForceCommitment, ForceEvent>
{
    /// <inheritdoc/>
    public static string IdKind => "force";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <inheritdoc/>
    public ForceCommitment Numbered(long version) => this with { Version = version };

    /// <summary>Whose it is.</summary>
    public required string Nation { get; init; }

    /// <summary>Where it is in its life.</summary>
    public ForceStatus Status { get; init; }

    /// <summary>Of a suspended one: the state that it had, and goes back to; null otherwise.</summary>
    public ForceStatus? SuspendedFrom { get; init; }

    /// <summary>What is committed.</summary>
    public required ForceTerms Terms { get; init; }

    /// <summary>What its parliament said.</summary>
    public required Mandate Mandate { get; init; }

    /// <summary>Since when the mandate is as it is.</summary>
    public DateTimeOffset MandateSince { get; init; }

    /// <inheritdoc/>
    public required Disclosure Disclosure { get; init; }

    /// <summary>The call that it answers, or null.</summary>
    public string? Call { get; init; }

    /// <summary>When it was offered, or indicated as long as it is not offered.</summary>
    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>From when on its review counts; null of one that is not offered.</summary>
    public DateTimeOffset? ReviewFrom { get; init; }

    /// <summary>When it should have been reviewed; null of one that is not offered.</summary>
    public DateTimeOffset? ReviewDue { get; init; }

    /// <summary>The coordinator's party that accepted it, or null.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>When it was accepted, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>What it is called upon for, or null.</summary>
    public CallUp? CalledFor { get; init; }

    /// <summary>Day on which it was relieved, or null.</summary>
    public DateOnly? RelievedOn { get; init; }

    /// <summary>When it got there, or null as long as it has not.</summary>
    public DateOnly? DeployedOn { get; init; }

    /// <summary>The successor that it names and that does not come; null when it may come.</summary>
    public LostSuccessor? SuccessorLost { get; init; }

    /// <summary>Which reminders and escalations are done.</summary>
    public ForceWatched Watched { get; init; } = new();

    /// <inheritdoc/>
    public string? Owner => Nation;

    /// <summary>Whether nothing more can become of it.</summary>
    public bool IsEnded => Status is ForceStatus.Withdrawn or ForceStatus.Declined or ForceStatus.Lapsed;

    /// <summary>Whether it is called upon in an activation: its nation is asked, or it comes, is there, or hands
    /// over.</summary>
    public bool IsActivated => !IsEnded && CalledFor is not null;

    /// <summary>Whether the nation stands by it: offered or further, held up ones too.</summary>
    public bool Stands => !IsEnded && Status != ForceStatus.Indicated;

    /// <summary>It as the balance reads it.</summary>
    public ForceUnit ToUnit() =>
        new(Id, Nation, Status, Terms, Mandate) { DeployedOn = DeployedOn, Serial = CalledFor?.Serial };
}

/// <summary>Which reminders and escalations of a force commitment are done.</summary>
public sealed record ForceWatched
{
    /// <summary>Its review was reminded of.</summary>
    public bool ReviewReminded { get; init; }

    /// <summary>Its review was found overdue.</summary>
    public bool ReviewOverdue { get; init; }

    /// <summary>Its mandate was reminded of: that it is not given yet, or that it ends.</summary>
    public bool MandateReminded { get; init; }

    /// <summary>Its mandate was put before the board.</summary>
    public bool MandateEscalated { get; init; }
}
