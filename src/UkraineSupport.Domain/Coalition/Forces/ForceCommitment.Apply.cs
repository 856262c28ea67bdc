namespace UkraineSupport.Domain.Coalition.Forces;

public sealed partial record ForceCommitment
{
    /// <inheritdoc/>
    public static ForceCommitment Apply(ForceCommitment? state, ForceEvent happened)
    {
        var next = happened switch
        {
            ForceIndicated e => From(e),
            ForceOffered e => From(e, state),
            _ => (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the offer.")).After(
                happened
            ),
        };
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static ForceCommitment From(ForceIndicated e) =>
        new()
        {
            Id = e.Id,
            Nation = e.Nation,
            Status = ForceStatus.Indicated,
            Terms = e.Terms,
            Mandate = e.Mandate,
            MandateSince = e.At,
            Disclosure = e.Disclosure,
            StatedAt = e.At,
        };

    private static ForceCommitment From(ForceOffered e, ForceCommitment? indicated) =>
        (indicated ?? From(new ForceIndicated(e.Id, e.Nation, e.Terms, e.Mandate, e.Disclosure, e.At))) with
        {
            Status = ForceStatus.Offered,
            StatedAt = e.At,
            ReviewFrom = e.At,
            ReviewDue = e.ReviewDue,
        };

    private ForceCommitment After(ForceEvent happened) =>
        happened switch
        {
            ForceCallNamed e => this with { Call = e.Call },
            ForceAmended e => Amended(e),
            ForceAccepted e => this with { Status = ForceStatus.Accepted, AcceptedBy = e.By, AcceptedAt = e.At },
            ForceDeclined => this with { Status = ForceStatus.Declined },
            ForceReadinessReported e => this with { Status = e.Ready ? ForceStatus.Ready : ForceStatus.Accepted },
            ForceMandateChanged e => this with
            {
                Mandate = e.Mandate,
                MandateSince = e.At,
                Watched = Watched with { MandateReminded = false, MandateEscalated = false },
            },
            ForceSuspended => this with { Status = ForceStatus.Suspended, SuspendedFrom = Status },
            ForceResumed e => this with { Status = e.Status, SuspendedFrom = null },
            ForceWithdrawn => this with { Status = ForceStatus.Withdrawn, SuspendedFrom = null },
            ForceLapsed => this with { Status = ForceStatus.Lapsed, SuspendedFrom = null },
            ForceReviewReminded => this with { Watched = Watched with { ReviewReminded = true } },
            ForceReviewOverdue => this with { Watched = Watched with { ReviewReminded = true, ReviewOverdue = true } },
            ForceMandateReminded or ForceMandateEnding => this with
            {
                Watched = Watched with { MandateReminded = true },
            },
            ForceMandateOverdue or ForceMandateEnded => this with
            {
                Watched = Watched with { MandateReminded = true, MandateEscalated = true },
            },
            ForceSuccessorLost e => this with { SuccessorLost = e.Lost },
            ForceCalledUpon e => this with { CalledFor = e.Call },
            ForceActivated => this with { Status = ForceStatus.Activated },
            ForceActivationDeclined => this with { Status = ForceStatus.Declined },
            ForceActivationLapsed => this with { Status = ForceStatus.Lapsed },
            ForceDeployed e => this with { Status = ForceStatus.Deployed, DeployedOn = e.On },
            ForceReliefBegun => this with { Status = ForceStatus.Rotating },
            ForceRelieved e => this with { Status = ForceStatus.Withdrawn, RelievedOn = e.On },
            ForceStoodDown => this with
            {
                // What held it up holds it up still.
                Status = Status == ForceStatus.Suspended ? Status : ForceStatus.Ready,
                SuspendedFrom = Status == ForceStatus.Suspended ? ForceStatus.Ready : null,
                CalledFor = null,
                DeployedOn = null,
            },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    private ForceCommitment Amended(ForceAmended e)
    {
        var amended = this with
        {
            Terms = e.Terms,
            Disclosure = e.Disclosure,
            SuccessorLost = e.Terms.Successor == SuccessorLost?.Id ? SuccessorLost : null,
        };
        // What is to be done by another day is reminded of again.
        if ((e.Terms.From, e.Terms.To, e.Terms.NtmDays) != (Terms.From, Terms.To, Terms.NtmDays))
            amended = amended with
            {
                Watched = amended.Watched with { MandateReminded = false, MandateEscalated = false },
            };
        return !e.NewReview
            ? amended
            : amended with
            {
                Status = ForceStatus.Offered,
                ReviewFrom = e.At,
                ReviewDue = e.ReviewDue,
                AcceptedBy = null,
                AcceptedAt = null,
                Watched = amended.Watched with { ReviewReminded = false, ReviewOverdue = false },
            };
    }
}
