using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>Something that happened to a co-production agreement.</summary>
public abstract record AgreementEvent;

/// <summary>A donor nation filed a letter of intent.</summary>
[EventName("agreement.filed")]
public sealed record AgreementFiled(
    string Id,
    string Donor,
    AgreementTerms Terms,
    Disclosure Disclosure,
    DateTimeOffset At
) : AgreementEvent;

/// <summary>Partners and price, for those to whom they are released.</summary>
[EventName("agreement.commercialSet")]
public sealed record AgreementCommercialSet(CommercialTerms Commercial, Disclosure Released, string Donor)
    : AgreementEvent,
        IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Released;

    string? IConfidentialEvent.About => Donor;
}

/// <summary>Ukraine's ministry signed too.</summary>
[EventName("agreement.coSigned")]
public sealed record AgreementCoSigned(DateTimeOffset At) : AgreementEvent;

/// <summary>The open terms are others now.</summary>
[EventName("agreement.amended")]
public sealed record AgreementAmended(AgreementTerms Terms, DateTimeOffset? At = null) : AgreementEvent;

/// <summary>The donor proposes other terms: between the parties until Ukraine signs them.</summary>
[EventName("agreement.amendmentProposed")]
public sealed record AgreementAmendmentProposed(AmendAgreement Amendment, string Donor)
    : AgreementEvent,
        IConfidentialEvent
{
    Disclosure IConfidentialEvent.Confidentiality => Disclosure.Restricted;

    string? IConfidentialEvent.About => Donor;
}

/// <summary>An approval was answered.</summary>
[EventName("agreement.approvalAnswered")]
public sealed record AgreementApprovalAnswered(string Approval, ApprovalState State, string? Reference, DateOnly On)
    : AgreementEvent;

/// <summary>Every approval is granted.</summary>
[EventName("agreement.funded")]
public sealed record AgreementFunded(DateTimeOffset At) : AgreementEvent;

/// <summary>A milestone was planned.</summary>
[EventName("agreement.milestonePlanned")]
public sealed record AgreementMilestonePlanned(Milestone Milestone) : AgreementEvent;

/// <summary>Its owner said how a milestone stands; what depends on it moves with it.</summary>
[EventName("agreement.milestoneMoved")]
public sealed record AgreementMilestoneMoved(
    int Number,
    MilestoneStatus Status,
    DateOnly Due,
    DateOnly? MetOn,
    IReadOnlyList<MovedMilestone> Moved
) : AgreementEvent;

/// <summary>Where it is in its life, by its milestones.</summary>
[EventName("agreement.advanced")]
public sealed record AgreementAdvanced(AgreementStatus Status) : AgreementEvent;

/// <summary>What is to be made in which month: all of it.</summary>
[EventName("agreement.planned")]
public sealed record AgreementPlanned(IReadOnlyList<PlannedMonth> Months, DateOnly? SerialDue) : AgreementEvent;

/// <summary>What a month gave; sent again it counts instead of the earlier one.</summary>
[EventName("agreement.outputReported")]
public sealed record AgreementOutputReported(OutputReport Report) : AgreementEvent;

/// <summary>Something keeps output down.</summary>
[EventName("agreement.bottleneckOpened")]
public sealed record AgreementBottleneckOpened(Bottleneck Bottleneck) : AgreementEvent;

/// <summary>Somebody sees to it; what is known of it now.</summary>
[EventName("agreement.bottleneckAssigned")]
public sealed record AgreementBottleneckAssigned(Bottleneck Bottleneck) : AgreementEvent;

/// <summary>It was put before the board, for priority access.</summary>
[EventName("agreement.bottleneckEscalated")]
public sealed record AgreementBottleneckEscalated(int Number, IReadOnlyList<string> Board, DateTimeOffset At)
    : AgreementEvent;

/// <summary>It is out of the way.</summary>
[EventName("agreement.bottleneckClosed")]
public sealed record AgreementBottleneckClosed(int Number, string Text, DateTimeOffset At) : AgreementEvent;

/// <summary>A party stopped it for a time.</summary>
[EventName("agreement.suspended")]
public sealed record AgreementSuspended(string By, DateTimeOffset At) : AgreementEvent;

/// <summary>It goes on.</summary>
[EventName("agreement.resumed")]
public sealed record AgreementResumed(DateTimeOffset At) : AgreementEvent;

/// <summary>It ended before its time: so much that was planned will not be made.</summary>
[EventName("agreement.terminated")]
public sealed record AgreementTerminated(string By, decimal Released, DateTimeOffset At) : AgreementEvent;

/// <summary>Its contract ended in series production.</summary>
[EventName("agreement.completed")]
public sealed record AgreementCompleted(DateTimeOffset At) : AgreementEvent;

/// <summary>Months to come are expected to give Ukraine less than before: whoever counted on it is told.</summary>
[EventName("agreement.supplyNarrowed")]
public sealed record AgreementSupplyNarrowed(int Number, IReadOnlyList<NarrowedMonth> Months) : AgreementEvent;

/// <summary>A step is due soon, or now.</summary>
[EventName("agreement.reminded")]
public sealed record AgreementReminded(AgreementStep Step, DateTimeOffset Due) : AgreementEvent;

/// <summary>A step was not taken in time: that is put before the escalation board.</summary>
[EventName("agreement.overdue")]
public sealed record AgreementOverdue(AgreementStep Step, DateTimeOffset Due, IReadOnlyList<string> Board)
    : AgreementEvent;

/// <summary>What is waited for.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">The approval's place (from 1), the milestone or the bottleneck; 0 otherwise.</param>
/// <param name="Month">The month, of output.</param>
public sealed record AgreementStep(AgreementStepKind Kind, int Number = 0, Month? Month = null);

/// <summary>What can be waited for.</summary>
public enum AgreementStepKind
{
    /// <summary>An approval's answer.</summary>
    Approval,

    /// <summary>A milestone.</summary>
    Milestone,

    /// <summary>The report of a month's output.</summary>
    Output,

    /// <summary>Somebody who sees to a bottleneck; after that, its end.</summary>
    Bottleneck,

    /// <summary>The renewal of the contract.</summary>
    Renewal,
}
