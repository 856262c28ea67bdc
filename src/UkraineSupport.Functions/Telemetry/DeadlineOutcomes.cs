using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Telemetry;

/// <summary>What became of a deadline.</summary>
/// <param name="Deadline">Which kind: the aggregate, a dot, what was waited for.</param>
/// <param name="IsMet">Whether it was done in time.</param>
internal readonly record struct DeadlineOutcome(string Deadline, bool IsMet);

/// <summary>
/// Which events say that a deadline was met or missed. Missed: it was escalated. Met: what it waits for was done, and
/// it was not escalated before. What was lifted (withdrawn, cancelled) is neither, and what is late after that was
/// counted once. Of the days by which a line is planned, a need filled and a month covered no single event says that
/// they were met: those are counted as missed only.
/// </summary>
internal static class DeadlineOutcomes
{
    /// <summary>What an event says; mostly nothing.</summary>
    /// <param name="before">The aggregate before it; null of its first.</param>
    /// <param name="happened">The event.</param>
    public static IEnumerable<DeadlineOutcome> Of(object? before, object happened) =>
        (before, happened) switch
        {
            (Pledge pledge, PledgeEvent e) => One(OfPledge(pledge, e)),
            (Requirement requirement, RequirementEvent e) => One(OfRequirement(requirement, e)),
            (UsFlow flow, UsFlowEvent e) => OfFlow(flow, e),
            (Gap gap, GapEvent e) => OfGap(gap, e),
            (Intake intake, IntakeEvent e) => One(OfIntake(intake, e)),
            (Agreement agreement, AgreementEvent e) => One(OfAgreement(agreement, e)),
            (ForceCommitment force, ForceEvent e) => One(OfForce(force, e)),
            (ForceCall call, CallEvent e) => One(OfCall(call, e)),
            (Activation activation, ActivationEvent e) => One(OfActivation(activation, e)),
            _ => [],
        };

    private static DeadlineOutcome? OfPledge(Pledge pledge, PledgeEvent happened) =>
        happened switch
        {
            PledgeReviewOverdue => Missed("pledge.review"),
            PledgeReviewed when !pledge.Watched.ReviewOverdue => Met("pledge.review"),
            PledgeFormalisationOverdue => Missed("pledge.formalisation"),
            PledgeFormalised when !pledge.Watched.FormalisationOverdue => Met("pledge.formalisation"),
            PledgeDeliverySlipped => Missed("pledge.delivery"),
            PledgeDeliveryStatusChanged { Status: DeliveryStatus.HandedOver } e
                when pledge.Delivery(e.Delivery) is { Slipped: false } => Met("pledge.delivery"),
            PledgeLineOverdue => Missed("pledge.line"),
            PledgeReceiptOverdue => Missed("pledge.receipt"),
            PledgeDeliveryReceipted e when pledge.Delivery(e.Delivery) is { ReceiptOverdue: false, Received: null } =>
                Met("pledge.receipt"),
            _ => null,
        };

    private static DeadlineOutcome? OfRequirement(Requirement requirement, RequirementEvent happened) =>
        happened switch
        {
            RequirementValidationOverdue => Missed("requirement.validation"),
            RequirementValidated or RequirementRejected when !requirement.Watched.ValidationOverdue => Met(
                "requirement.validation"
            ),
            RequirementMissed => Missed("requirement.need"),
            _ => null,
        };

    private static IEnumerable<DeadlineOutcome> OfFlow(UsFlow flow, UsFlowEvent happened) =>
        happened switch
        {
            UsReportsOverdue e => e.Months.Select(_ => Missed("usDeliveries.report")),
            UsReported e when flow.WithoutReport().Except(flow.Overdue).Contains(e.Report.Month) =>
            [
                Met("usDeliveries.report"),
            ],
            _ => [],
        };

    private static IEnumerable<DeadlineOutcome> OfGap(Gap gap, GapEvent happened) =>
        happened switch
        {
            GapMonthMissed => [Missed("gap.month")],
            GapDonorLapsed => [Missed("gap.answer")],
            GapDonorDeclined => [Met("gap.answer")],
            GapOffered e => gap
                .Solicitations.Where(s => s.Of(e.Donor)?.Status == SolicitationStatus.Open)
                .Select(_ => Met("gap.answer")),
            _ => [],
        };

    private static DeadlineOutcome? OfIntake(Intake intake, IntakeEvent happened)
    {
        return happened switch
        {
            IntakeOverdue e => Missed($"intake.{DomainJson.Word(e.Step)}"),
            IntakeConfirmed => InTime(IntakeStep.Confirmation),
            IntakeStarted => InTime(IntakeStep.Start),
            IntakeGraduated => InTime(IntakeStep.Results),
            IntakeGraduatesConfirmed => InTime(IntakeStep.Receipt),
            _ => null,
        };

        DeadlineOutcome? InTime(IntakeStep step) =>
            intake.Overdue.Contains(step) ? null : Met($"intake.{DomainJson.Word(step)}");
    }

    private static DeadlineOutcome? OfAgreement(Agreement agreement, AgreementEvent happened)
    {
        return happened switch
        {
            AgreementOverdue e => Missed(Name(e.Step.Kind)),
            AgreementApprovalAnswered { State: ApprovalState.Granted } e => InTime(
                new(AgreementStepKind.Approval, agreement.Approvals.TakeWhile(a => a.Id != e.Approval).Count() + 1)
            ),
            AgreementMilestoneMoved { Status: MilestoneStatus.Met } e => InTime(
                new(AgreementStepKind.Milestone, e.Number)
            ),
            AgreementOutputReported e when agreement.Report(e.Report.Month) is null => InTime(
                new(AgreementStepKind.Output, 0, e.Report.Month)
            ),
            AgreementBottleneckClosed e => InTime(new(AgreementStepKind.Bottleneck, e.Number)),
            _ => null,
        };

        DeadlineOutcome? InTime(AgreementStep step) => agreement.Overdue.Contains(step) ? null : Met(Name(step.Kind));
        static string Name(AgreementStepKind step) => $"agreement.{DomainJson.Word(step)}";
    }

    private static DeadlineOutcome? OfForce(ForceCommitment force, ForceEvent happened) =>
        happened switch
        {
            ForceReviewOverdue => Missed("force.review"),
            ForceAccepted
            or ForceDeclined when force is { Status: ForceStatus.Offered, Watched.ReviewOverdue: false } => Met(
                "force.review"
            ),
            ForceMandateOverdue => Missed("force.mandate"),
            ForceMandateChanged { Mandate.Status: MandateStatus.Approved }
                when force is { Mandate.Status: MandateStatus.Asked, Watched.MandateEscalated: false } => Met(
                "force.mandate"
            ),
            ForceActivationLapsed => Missed("activation.answer"),
            ForceActivated or ForceActivationDeclined => Met("activation.answer"),
            _ => null,
        };

    private static DeadlineOutcome? OfCall(ForceCall call, CallEvent happened) =>
        happened switch
        {
            CallNationLapsed => Missed("call.answer"),
            CallNationDeclined => Met("call.answer"),
            CallNationAnswered e
                when call.Nations.Any(n => n.Nation == e.Nation && n.Status == SolicitationStatus.Open) => Met(
                "call.answer"
            ),
            _ => null,
        };

    private static DeadlineOutcome? OfActivation(Activation activation, ActivationEvent happened) =>
        happened switch
        {
            ActivationStepLapsed => Missed("activation.confirmation"),
            ActivationStepConfirmed when activation.Pending is not null => Met("activation.confirmation"),
            ActivationUnitOverdue => Missed("activation.deployment"),
            ActivationUnitChanged { Status: PlaceStatus.Deployed } e
                when activation.PlaceOf(e.Unit) is { Status: PlaceStatus.Activated, Overdue: false } => Met(
                "activation.deployment"
            ),
            ActivationReliefOverdue => Missed("activation.relief"),
            ActivationUnitChanged { Status: PlaceStatus.Relieved } e
                when activation.PlaceOf(e.Unit) is { ReliefOverdue: false } => Met("activation.relief"),
            _ => null,
        };

    private static DeadlineOutcome Met(string deadline) => new(deadline, true);

    private static DeadlineOutcome Missed(string deadline) => new(deadline, false);

    private static IEnumerable<DeadlineOutcome> One(DeadlineOutcome? outcome) => outcome is { } one ? [one] : [];
}
