using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>What a coordinator can say of an offered force.</summary>
public enum ForceReview
{
    /// <summary>Wanted as offered.</summary>
    Accept,

    /// <summary>Not wanted.</summary>
    Decline,
}

/// <summary>A coordinator's word on an offered force.</summary>
/// <param name="Decision">The word.</param>
/// <param name="Reason">Why.</param>
public sealed record ReviewForce(ForceReview Decision, string Reason);

/// <summary>A nation's report on its force's readiness.</summary>
/// <param name="Ready">Whether it is at its notice to move.</param>
/// <param name="Reason">What that rests on.</param>
public sealed record ReportReadiness(bool Ready, string Reason);

/// <summary>What a nation's parliament said since.</summary>
/// <param name="Status">Where the mandate stands.</param>
/// <param name="Reason">Why that is told now.</param>
/// <param name="Until">Last day of an approval that ends.</param>
/// <param name="Reference">The decision, by number or URL.</param>
public sealed record ChangeMandate(
    MandateStatus Status,
    string Reason,
    DateOnly? Until = null,
    string? Reference = null
);

/// <summary>The steps of a force commitment after its offer and before an activation.</summary>
public static class ForceSteps
{
    /// <summary>A coordinator accepts or declines what is offered.</summary>
    public static Decision<ForceEvent> Review(
        ForceCommitment force,
        ReviewForce review,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators review commitments.");
        if (Check.Reason(review.Reason) is { } invalid)
            return invalid;
        if (force.Status != ForceStatus.Offered)
            return new Conflict("not-offered", $"The commitment is {force.Status}; only an offered one is reviewed.");
        if (force.Terms.To < DateOnly.FromDateTime(now.UtcDateTime))
            return new Conflict("period-over", $"Its last day was {force.Terms.To:yyyy-MM-dd}.");
        return review.Decision == ForceReview.Accept
            ? new ForceAccepted(actor.Party, now)
            : new ForceDeclined(actor.Party);
    }

    /// <summary>The nation reports an accepted force at its notice to move, or not any more.</summary>
    public static Decision<ForceEvent> Readiness(ForceCommitment force, ReportReadiness report, Actor actor)
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation reports the readiness of its force.");
        if (Check.Reason(report.Reason) is { } invalid)
            return invalid;
        if (force.Status is not (ForceStatus.Accepted or ForceStatus.Ready))
            return new Conflict("not-accepted", $"The commitment is {force.Status}.");
        if (force.CalledFor is not null)
            return new Conflict("called-upon", "It is called upon: confirm or decline that.");
        return report.Ready == (force.Status == ForceStatus.Ready)
            ? default(Decision<ForceEvent>)
            : new ForceReadinessReported(report.Ready);
    }

    /// <summary>The nation tells where its parliament's mandate stands, whatever the state.</summary>
    public static Decision<ForceEvent> Mandate(
        ForceCommitment force,
        ChangeMandate change,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation tells of its parliament.");
        var reference = string.IsNullOrWhiteSpace(change.Reference) ? null : change.Reference.Trim();
        var mandate = new Mandate(change.Status, change.Until, reference);
        if (Check.Reason(change.Reason) is { } noReason)
            return noReason;
        var own = new Check();
        ForceRules.Mandate(own, mandate, force.Terms.From, now);
        // Here the mandate is the whole body.
        if (own.Error is { } wrong)
            return new InvalidInput([.. wrong.Fields.Select(f => f with { Pointer = f.Pointer["/mandate".Length..] })]);
        if (force.IsEnded)
            return new Conflict("already-ended", $"The commitment is {force.Status}.");
        return mandate == force.Mandate ? default(Decision<ForceEvent>) : new ForceMandateChanged(mandate, now);
    }

    /// <summary>The nation or a coordinator holds up an accepted force, also one that is deployed.</summary>
    public static Decision<ForceEvent> Suspend(ForceCommitment force, ForceStep step, Actor actor)
    {
        if (WhyNotHold(force, step, actor) is { } refused)
            return refused;
        return
            force.Status
                is ForceStatus.Accepted
                    or ForceStatus.Ready
                    or ForceStatus.Activated
                    or ForceStatus.Deployed
                    or ForceStatus.Rotating
            ? new ForceSuspended(actor.Party)
            : new Conflict("not-accepted", $"The commitment is {force.Status}.");
    }

    /// <summary>The nation or a coordinator lets it go on in the state that it had.</summary>
    public static Decision<ForceEvent> Resume(ForceCommitment force, ForceStep step, Actor actor)
    {
        if (WhyNotHold(force, step, actor) is { } refused)
            return refused;
        return force is { Status: ForceStatus.Suspended, SuspendedFrom: { } before }
            ? new ForceResumed(before)
            : new Conflict("not-suspended", $"The commitment is {force.Status}.");
    }

    /// <summary>The nation takes its commitment back: what it filled is open again.</summary>
    public static Decision<ForceEvent> Withdraw(ForceCommitment force, ForceStep step, Actor actor)
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation withdraws its commitment.");
        if (Check.Reason(step.Reason) is { } invalid)
            return invalid;
        return force.IsEnded
            ? new Conflict("already-ended", $"The commitment is {force.Status}.")
            : new ForceWithdrawn();
    }

    private static DomainError? WhyNotHold(ForceCommitment force, ForceStep step, Actor actor) =>
        actor.Role != Role.Coordinator && !actor.IsDonor(force.Nation)
            ? new Forbidden("Only the nation or a coordinator holds a force up, or lets it go on.")
            : Check.Reason(step.Reason);
}
