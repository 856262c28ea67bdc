namespace UkraineSupport.Domain.Deadlines;

/// <summary>How long each step may take. Set per installation; a change holds for steps that start after it.</summary>
public sealed record DeadlineSettings
{
    /// <summary>From announcement (or amendment) to the coordinators' decision.</summary>
    public TimeSpan Review { get; init; } = TimeSpan.FromDays(14);

    /// <summary>From acceptance to the donor's formalisation.</summary>
    public TimeSpan Formalisation { get; init; } = TimeSpan.FromDays(60);

    /// <summary>How long before a tranche's due date the donor is reminded.</summary>
    public TimeSpan DeliveryReminder { get; init; } = TimeSpan.FromDays(14);

    /// <summary>From a requirement's filing to its validation.</summary>
    public TimeSpan Validation { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long before <c>requiredBy</c> an unfilled requirement is reported.</summary>
    public TimeSpan RequiredByReminder { get; init; } = TimeSpan.FromDays(30);

    /// <summary>From the end of a month to the report of what the United States delivered in it.</summary>
    public TimeSpan UsReport { get; init; } = TimeSpan.FromDays(14);
}
