using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>Something that happened to the United States' deliveries of a capability.</summary>
public abstract record UsFlowEvent;

/// <summary>
/// The first thing about a capability's deliveries was recorded. Before there is a baseline that tells of a signal,
/// which may be restricted: readers have the deliveries from the baseline on.
/// </summary>
[EventName("usDeliveries.opened")]
public sealed record UsFlowOpened(string Id, string Capability, DateTimeOffset OpenedAt)
    : UsFlowEvent,
        IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => null;
}

/// <summary>A coordinator said what is expected, month by month; later ones replace the earlier.</summary>
[EventName("usDeliveries.baselineSet")]
public sealed record UsBaselineSet(UsBaseline Baseline) : UsFlowEvent;

/// <summary>A coordinator reported a month.</summary>
[EventName("usDeliveries.reported")]
public sealed record UsReported(UsReport Report) : UsFlowEvent;

/// <summary>A coordinator corrected the report of a month.</summary>
[EventName("usDeliveries.reportCorrected")]
public sealed record UsReportCorrected(UsReport Report) : UsFlowEvent;

/// <summary>Months are over of which nothing is reported yet: coordinators are reminded.</summary>
[EventName("usDeliveries.reportsReminded")]
public sealed record UsReportsReminded(IReadOnlyList<Month> Months) : UsFlowEvent;

/// <summary>Reports of months should have been there by now: that is put before the escalation board.</summary>
[EventName("usDeliveries.reportsOverdue")]
public sealed record UsReportsOverdue(IReadOnlyList<Month> Months, IReadOnlyList<string> Board) : UsFlowEvent;

/// <summary>
/// A policy signal, or its correction or withdrawal, reached the capability. Its data is as confidential as the signal.
/// </summary>
[EventName("usDeliveries.signalApplied")]
public sealed record UsSignalApplied(AppliedSignal Signal) : UsFlowEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Signal.Disclosure;

    string? IConfidentialEvent.About => null;
}

/// <summary>
/// Months with a shortfall were found, changed or are gone: the gaps that are not as they were, those that the same
/// callers may see in one event.
/// </summary>
[EventName("usDeliveries.gapsFound")]
public sealed record UsGapsFound(IReadOnlyList<FoundRun> Gaps) : UsFlowEvent, IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Gaps.Max(g => g.Disclosure);

    string? IConfidentialEvent.About => null;
}

/// <summary>A gap as it was found.</summary>
/// <param name="Number">Its number within the capability.</param>
/// <param name="Id">The gap's id.</param>
/// <param name="Months">Its months, earliest first; empty when it is no more.</param>
/// <param name="MergedInto">The gap that took its months over, or null.</param>
/// <param name="Disclosure">Who may see it: the baseline's disclosure, or that of the signals that add it; of a gap that
/// is no more, what it was.</param>
/// <param name="Sources">What it rests on: the source of the baseline, and of the signals that rule in its
/// months.</param>
/// <param name="Beyond">Null for what all find who see the deliveries; otherwise who sees the signals that add it to
/// that.</param>
public sealed record FoundRun(
    int Number,
    string Id,
    IReadOnlyList<GapMonth> Months,
    string? MergedInto,
    Disclosure Disclosure,
    IReadOnlyList<string>? Sources = null,
    Disclosure? Beyond = null
);
