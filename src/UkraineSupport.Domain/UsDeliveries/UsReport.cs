using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>
/// What was announced, contracted and delivered in one month, in the capability's unit: three ledgers, never added
/// together.
/// </summary>
/// <param name="Month">The month.</param>
/// <param name="Announced">Announced in it, or null when not reported.</param>
/// <param name="Contracted">Contracted in it, or null when not reported. It may be more than was announced: contracts
/// carry out earlier announcements.</param>
/// <param name="Delivered">Handed over in it.</param>
/// <param name="Value">Value of what was delivered, or null when not reported.</param>
/// <param name="Evidence">What supports it.</param>
/// <param name="Note">Source and caveats in words, or null.</param>
/// <param name="ReportedBy">The coordinator's party.</param>
/// <param name="ReportedAt">When it was reported or last corrected.</param>
public sealed record UsReport(
    Month Month,
    decimal? Announced,
    decimal? Contracted,
    decimal Delivered,
    EurValue? Value,
    Evidence Evidence,
    string? Note,
    string? ReportedBy,
    DateTimeOffset ReportedAt
)
{
    /// <summary>Under which authorities it came; empty when the baseline tells.</summary>
    public IReadOnlyList<DeliveredUnder> Under { get; init; } = [];

    /// <summary>Whether it says the same, whoever reported it and when.</summary>
    internal bool SaysTheSameAs(UsReport other) =>
        Under.SequenceEqual(other.Under)
        && this == other with { ReportedBy = ReportedBy, ReportedAt = ReportedAt, Under = Under };
}

/// <summary>What came in a month under one authority.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Delivered">Handed over, in the capability's unit.</param>
public sealed record DeliveredUnder(UsAuthority Authority, decimal Delivered);
