namespace UkraineSupport.Domain.Training;

/// <summary>How long each step of an intake may take. Set per installation.</summary>
public sealed record TrainingSettings
{
    /// <summary>How long before their deadline nominations open.</summary>
    public TimeSpan NominationOpen { get; init; } = TimeSpan.FromDays(42);

    /// <summary>From the end of nominations to the provider's confirmation.</summary>
    public TimeSpan ConfirmWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long before the start places that are empty are offered on.</summary>
    public TimeSpan OfferEmpty { get; init; } = TimeSpan.FromDays(21);

    /// <summary>From the first day to the report of the start, and from the last to that of the results.</summary>
    public TimeSpan ReportWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>From the results to Ukraine's receipt of the graduates.</summary>
    public TimeSpan ReceiptWithin { get; init; } = TimeSpan.FromDays(14);
}
