using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Requirements;

/// <summary>Something that happened to a requirement.</summary>
public abstract record RequirementEvent;

/// <summary>The recipient filed it; a replenishment was filed by the donor that gave from stock.</summary>
[EventName("requirement.submitted")]
public sealed record RequirementSubmitted(
    string Id,
    string Title,
    string Capability,
    decimal Quantity,
    string Unit,
    int Priority,
    DateOnly RequiredBy,
    IReadOnlyList<Substitute> Substitutes,
    Disclosure Disclosure,
    Evidence? Evidence,
    DateTimeOffset FiledAt,
    DateTimeOffset ValidationDue,
    DateTimeOffset RequiredByReminderAt,
    RequirementKind Kind = RequirementKind.Requirement,
    string? Donor = null,
    string? GivenBy = null,
    string? CourseId = null,
    string? Supersedes = null,
    RequirementSeries? Series = null,
    Recurrence? Recurrence = null
) : RequirementEvent;

/// <summary>Who filed it changed it; what is allocated to it stays.</summary>
[EventName("requirement.amended")]
public sealed record RequirementAmended(
    string Title,
    decimal Quantity,
    int Priority,
    DateOnly RequiredBy,
    IReadOnlyList<Substitute> Substitutes,
    DateTimeOffset RequiredByReminderAt
) : RequirementEvent;

/// <summary>Another requirement takes its place: all that is allocated to it goes on to that one.</summary>
[EventName("requirement.superseded")]
public sealed record RequirementSuperseded(string By) : RequirementEvent;

/// <summary>It has all that was allocated to the requirement whose place it takes; from now on it takes more.</summary>
[EventName("requirement.tookOver")]
public sealed record RequirementTookOver(string From) : RequirementEvent;

/// <summary>A coordinator validated it: it is open for allocations.</summary>
[EventName("requirement.validated")]
public sealed record RequirementValidated(string? By) : RequirementEvent;

/// <summary>A coordinator rejected it.</summary>
[EventName("requirement.rejected")]
public sealed record RequirementRejected(string? By) : RequirementEvent;

/// <summary>Who filed it took it back; its allocations are being released.</summary>
[EventName("requirement.cancelled")]
public sealed record RequirementCancelled : RequirementEvent;

/// <summary>It took an allocation. Data of this and the next two is as confidential as the pledge.</summary>
[EventName("requirement.allocationTaken")]
public sealed record RequirementAllocationTaken(Coverage Coverage) : RequirementEvent, ICoverageEvent;

/// <summary>It refused an allocation, for good.</summary>
[EventName("requirement.allocationRefused")]
public sealed record RequirementAllocationRefused(Coverage Coverage, string Why) : RequirementEvent, ICoverageEvent;

/// <summary>An allocation moved on, shrank or was released.</summary>
[EventName("requirement.coverageChanged")]
public sealed record RequirementCoverageChanged(Coverage Coverage) : RequirementEvent, ICoverageEvent;

/// <summary>The validation time is over without a decision: escalated to all coordinators.</summary>
[EventName("requirement.validationOverdue")]
public sealed record RequirementValidationOverdue(DateTimeOffset Due) : RequirementEvent;

/// <summary>It is needed soon and not covered.</summary>
[EventName("requirement.dueSoon")]
public sealed record RequirementDueSoon(DateOnly RequiredBy) : RequirementEvent;

/// <summary>The day it was needed passed and it was not received: escalated to all coordinators.</summary>
[EventName("requirement.missed")]
public sealed record RequirementMissed(DateOnly RequiredBy) : RequirementEvent;

/// <summary>An event about one pledge's part in the coverage: only who may see that pledge may see it.</summary>
public interface ICoverageEvent : IConfidentialEvent
{
    /// <summary>The part.</summary>
    Coverage Coverage { get; }

    /// <inheritdoc/>
    Disclosure IConfidentialEvent.Confidentiality => Coverage.Disclosure;

    /// <inheritdoc/>
    string? IConfidentialEvent.About => Coverage.Donor;
}
