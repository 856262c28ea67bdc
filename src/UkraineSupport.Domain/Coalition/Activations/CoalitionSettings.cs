namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>How long each step of an activation may take. Set per installation.</summary>
public sealed record CoalitionSettings
{
    /// <summary>From a coordinator's step to its confirmation by a second one.</summary>
    public TimeSpan ConfirmWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a nation has to answer at least, however short its notice to move.</summary>
    public TimeSpan AnswerAtLeast { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long before a relief it is told that a unit names no successor that can come.</summary>
    public TimeSpan ReliefMissing { get; init; } = TimeSpan.FromDays(60);
}
