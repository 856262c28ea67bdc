using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Forces;

/// <summary>What a force is called upon for.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Place">Which time this activation calls upon it, from 1.</param>
/// <param name="Serial">The serial.</param>
/// <param name="DeclaredOn">The ceasefire's day: D.</param>
/// <param name="Deadline">Until when its nation may answer.</param>
/// <param name="PlannedOn">Day on which it should be there.</param>
/// <param name="Disclosure">Who may see what it is called upon for: no more than see the serial.</param>
public sealed record CallUp(
    string Activation,
    int Place,
    string Serial,
    DateOnly DeclaredOn,
    DateTimeOffset Deadline,
    DateOnly PlannedOn,
    Disclosure Disclosure
)
{
    /// <summary>Whether it is that call of that activation.</summary>
    public bool Is(string activation, int place) => Activation == activation && Place == place;
}

/// <summary>What a nation can say when its force is called upon.</summary>
public enum CallUpAnswer
{
    /// <summary>It comes.</summary>
    Confirm,

    /// <summary>It does not come: the commitment ends.</summary>
    Decline,
}

/// <summary>A nation's answer when its force is called upon.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Reason">Why.</param>
public sealed record AnswerCallUp(CallUpAnswer Answer, string Reason);

/// <summary>A nation's report on its force: it is there, or has handed over.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">What that rests on.</param>
public sealed record ReportOnDay(DateOnly On, string Reason);

/// <summary>
/// The steps of a force commitment in an activation. The commitment decides whether its force comes; the activation
/// follows. Each of the system's own steps may be repeated.
/// </summary>
public static class ForceActivation
{
    /// <summary>An activation calls upon it; nothing when that is known, or it cannot be called upon.</summary>
    public static Decision<ForceEvent> Call(ForceCommitment force, CallUp call) =>
        force is { Status: ForceStatus.Ready, CalledFor: null }
            ? new ForceCalledUpon(call, force.Nation)
            : default(Decision<ForceEvent>);

    /// <summary>The nation answers.</summary>
    public static Decision<ForceEvent> Answer(
        ForceCommitment force,
        AnswerCallUp answer,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation answers for its force.");
        if (Check.Reason(answer.Reason) is { } invalid)
            return invalid;
        if (force.CalledFor is not { } call || force.Status != ForceStatus.Ready)
            return force.Status == ForceStatus.Activated && answer.Answer == CallUpAnswer.Confirm
                ? default(Decision<ForceEvent>)
                : new Conflict("not-called-upon", $"The commitment is {force.Status}; no answer is waited for.");
        if (call.Deadline <= now)
            return new Conflict("too-late", $"It could be answered until {call.Deadline:u}.");
        if (answer.Answer == CallUpAnswer.Decline)
            return new ForceActivationDeclined(call.Activation, call.Place);
        return force.Mandate.Allows(call.PlannedOn)
            ? new ForceActivated(call.Activation, call.Place)
            : new Conflict(
                "no-mandate",
                $"Its parliament's mandate ({force.Mandate.Status}) does not allow {call.PlannedOn:yyyy-MM-dd}: change the mandate first."
            );
    }

    /// <summary>The time to answer is over; nothing when it was answered, or more time was given.</summary>
    /// <param name="force">The commitment.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="place">The place in it.</param>
    /// <param name="deadline">Until when it could be answered, by the activation.</param>
    /// <param name="now">The present.</param>
    public static Decision<ForceEvent> Lapse(
        ForceCommitment force,
        string activation,
        int place,
        DateTimeOffset deadline,
        DateTimeOffset now
    ) =>
        deadline <= now && force is { Status: ForceStatus.Ready, CalledFor: { } call } && call.Is(activation, place)
            ? new ForceActivationLapsed(activation, place, deadline)
            : default(Decision<ForceEvent>);

    /// <summary>An activation that was suspended goes on: there is more time to answer.</summary>
    public static Decision<ForceEvent> Prolong(ForceCommitment force, CallUp call) =>
        force.CalledFor is { } known && known.Is(call.Activation, call.Place) && known.Deadline < call.Deadline
            ? new ForceCalledUpon(call, force.Nation)
            : default(Decision<ForceEvent>);

    /// <summary>The nation reports that it is there.</summary>
    public static Decision<ForceEvent> Deploy(
        ForceCommitment force,
        ReportOnDay report,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation reports on its force.");
        if (WhyNot(report, force.CalledFor?.DeclaredOn ?? report.On, now) is { } invalid)
            return invalid;
        return force.Status switch
        {
            ForceStatus.Deployed when force.DeployedOn == report.On => default(Decision<ForceEvent>),
            ForceStatus.Activated => new ForceDeployed(report.On),
            _ => new Conflict("not-activated", $"The commitment is {force.Status}."),
        };
    }

    /// <summary>Who relieves it, as the activation says, is there: relief in place has begun.</summary>
    /// <param name="force">The commitment.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="place">The place that is relieved.</param>
    /// <param name="by">Who relieves it.</param>
    public static Decision<ForceEvent> BeginRelief(
        ForceCommitment force,
        string activation,
        int place,
        ForceCommitment by
    ) =>
        force is { Status: ForceStatus.Deployed, CalledFor: { } call }
        && call.Is(activation, place)
        && by.Status is ForceStatus.Deployed
            ? new ForceReliefBegun(by.Id, by.Nation, by.Disclosure)
            : default(Decision<ForceEvent>);

    /// <summary>The nation hands authority over to who relieves it.</summary>
    public static Decision<ForceEvent> Transfer(
        ForceCommitment force,
        ReportOnDay report,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(force.Nation))
            return new Forbidden("Only the nation hands over the authority of its force.");
        if (WhyNot(report, force.DeployedOn ?? report.On, now) is { } invalid)
            return invalid;
        return force.Status == ForceStatus.Rotating
            ? new ForceRelieved(report.On)
            : new Conflict("not-rotating", $"The commitment is {force.Status}; nobody who relieves it is there.");
    }

    /// <summary>The activation was revoked.</summary>
    public static Decision<ForceEvent> StandDown(ForceCommitment force, string activation, int place) =>
        !force.IsEnded && force.CalledFor is { } call && call.Is(activation, place)
            ? new ForceStoodDown(activation)
            : default(Decision<ForceEvent>);

    private static InvalidInput? WhyNot(ReportOnDay report, DateOnly earliest, DateTimeOffset now)
    {
        var check = new Check();
        check.Text(report.Reason, "/reason", 2000);
        check.That(report.On <= DateOnly.FromDateTime(now.UtcDateTime), "/on", "Not in the future.");
        check.That(report.On >= earliest, "/on", $"Not before {earliest:yyyy-MM-dd}.");
        return check.Error;
    }
}
