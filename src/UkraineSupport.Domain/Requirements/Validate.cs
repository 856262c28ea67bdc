using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Requirements;

/// <summary>What a coordinator can say of a requirement.</summary>
public enum ValidationDecision
{
    /// <summary>Needed as filed.</summary>
    Accept,

    /// <summary>Not as filed.</summary>
    Reject,
}

/// <summary>A coordinator's word on a requirement.</summary>
/// <param name="Decision">The word.</param>
/// <param name="Reason">Why.</param>
public sealed record ValidateRequirement(ValidationDecision Decision, string Reason);

/// <summary>The reason of who filed it for taking a requirement back.</summary>
/// <param name="Reason">Why.</param>
public sealed record CancelRequirement(string Reason);

/// <summary>Coordinators validate requirements; who filed one may take it back.</summary>
public static class Validate
{
    /// <summary>Decides on <paramref name="validation"/>.</summary>
    public static Decision<RequirementEvent> Decide(
        Requirement requirement,
        ValidateRequirement validation,
        Actor actor
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators validate requirements.");
        if (Check.Reason(validation.Reason) is { } invalid)
            return invalid;
        if (requirement.Stage != RequirementStatus.Submitted)
            return new Conflict(
                "not-submitted",
                $"The requirement is {requirement.Status}; only a submitted one is validated."
            );
        return validation.Decision == ValidationDecision.Accept
            ? new RequirementValidated(actor.Party)
            : new RequirementRejected(actor.Party);
    }

    /// <summary>Who filed it takes it back.</summary>
    public static Decision<RequirementEvent> Cancel(
        Requirement requirement,
        CancelRequirement cancellation,
        Actor actor
    )
    {
        if (!requirement.IsFiledBy(actor))
            return new Forbidden(
                requirement.Kind == RequirementKind.Replenishment
                    ? "Only the donor cancels its replenishments."
                    : "Only the recipient cancels its requirements."
            );
        if (Check.Reason(cancellation.Reason) is { } invalid)
            return invalid;
        if (requirement.IsEnded)
            return new Conflict("already-ended", $"The requirement is {requirement.Status}.");
        return requirement is { Stage: RequirementStatus.Open, IsReady: false }
            ? Requirement.TakingOver
            : (RequirementEvent[])
                [.. SayingSame.Shrink(requirement, 0, "The requirement was cancelled."), new RequirementCancelled()];
    }
}
