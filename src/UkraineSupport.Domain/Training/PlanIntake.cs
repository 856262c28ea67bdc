using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Training;

/// <summary>Its provider makes the intake out of what was scheduled and changes it; donors give to it.</summary>
public static class PlanIntake
{
    private const int MaxContributions = 100;

    /// <summary>Makes an intake that a pledge has reserved places for.</summary>
    public static Decision<IntakeEvent> Make(IntakeSchedule schedule, IntakeShare share, DateTimeOffset at) =>
        new IntakeScheduled(schedule, share, at);

    /// <summary>Decides on a change; nothing when it says what is already so.</summary>
    /// <param name="intake">The intake.</param>
    /// <param name="change">The change.</param>
    /// <param name="weeks">How many weeks the course takes.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="now">The present.</param>
    /// <param name="settings">How long steps take.</param>
    public static Decision<IntakeEvent> Amend(
        Intake intake,
        AmendIntake change,
        int weeks,
        Actor actor,
        DateTimeOffset now,
        TrainingSettings settings
    )
    {
        if (!actor.IsDonor(intake.Provider))
            return new Forbidden("Only its provider amends an intake.");
        var dates = new IntakeDates(
            change.Start ?? intake.Dates.Start,
            change.End ?? intake.Dates.End,
            change.NominationDeadline ?? intake.Dates.NominationDeadline
        );
        var capacity = change.Capacity ?? intake.Capacity;
        var check = new Check();
        check.Text(change.Reason, "/reason", 2000);
        if (dates != intake.Dates)
            ScheduleRules.Dates(check, dates, weeks, now);
        check.That(
            capacity is >= 1 and <= 10_000 && capacity >= intake.Places,
            "/capacity",
            $"{intake.Places} places are given; at most 10000."
        );
        if (check.Error is { } invalid)
            return invalid;
        if (dates == intake.Dates && capacity == intake.Capacity)
            return default;
        if (!intake.IsAhead)
            return new Conflict("intake-not-ahead", $"The intake is {intake.Status}.");
        if (dates.End > intake.Dates.End)
            return new Conflict("postponement", "A later end is a postponement: whoever counts on it is told.");
        if (dates != intake.Dates && intake.Accepted > 0)
            return new Conflict("confirmed", "Places are confirmed for these dates: postpone it instead.");
        var from = intake.OpenedAt ?? ScheduleRules.NominationFrom(dates, now, settings);
        return new IntakeAmended(dates, dates == intake.Dates ? intake.NominationFrom : from, capacity);
    }

    /// <summary>It takes place later.</summary>
    public static Decision<IntakeEvent> Postpone(
        Intake intake,
        PostponeIntake postponement,
        int weeks,
        Actor actor,
        DateTimeOffset now,
        TrainingSettings settings
    )
    {
        if (!actor.IsDonor(intake.Provider))
            return new Forbidden("Only its provider postpones an intake.");
        var dates = new IntakeDates(postponement.Start, postponement.End, postponement.NominationDeadline);
        var check = new Check();
        check.Text(postponement.Reason, "/reason", 2000);
        ScheduleRules.Dates(check, dates, weeks, now);
        check.That(dates.Start > intake.Dates.Start, "/start", $"After {intake.Dates.Start:yyyy-MM-dd}.");
        if (check.Error is { } invalid)
            return invalid;
        return intake.IsAhead
            ? new IntakePostponed(dates, ScheduleRules.NominationFrom(dates, now, settings), intake.Nominated)
            : new Conflict("intake-not-ahead", $"The intake is {intake.Status}.");
    }

    /// <summary>It does not take place.</summary>
    public static Decision<IntakeEvent> Cancel(Intake intake, CancelIntake cancellation, Actor actor)
    {
        if (!actor.IsDonor(intake.Provider))
            return new Forbidden("Only its provider cancels an intake.");
        if (Check.Reason(cancellation.Reason) is { } invalid)
            return invalid;
        return intake.IsAhead
            ? new IntakeCancelled(intake.Nominated)
            : new Conflict("intake-not-ahead", $"The intake is {intake.Status}.");
    }

    /// <summary>A donor gives instructors, interpreters or kit, or no more of them. They are no places.</summary>
    public static Decision<IntakeEvent> Contribute(Intake intake, ContributeToIntake wish, Actor actor)
    {
        if (!actor.IsDonor(wish.Donor))
            return new Forbidden("A donor gives what is its own.");
        var check = new Check();
        check.That(DonorCatalog.Find(wish.Donor) is not null, "/donor", "A donor of the catalogue.");
        check.That(wish.Quantity is >= 0 and <= 100_000, "/quantity", "0 to 100000.");
        check.Text(wish.Text, "/text", 2000, required: false);
        if (check.Error is { } invalid)
            return invalid;
        if (!intake.IsAhead && intake.Status != IntakeStatus.Running)
            return new Conflict("intake-over", $"The intake is {intake.Status}.");
        var given = new IntakeContribution(wish.Donor, wish.Kind, wish.Quantity, wish.Text?.Trim());
        var known = intake.Contributions.FirstOrDefault(c => (c.Donor, c.Kind) == (given.Donor, given.Kind));
        if (known == given || (known is null && given.Quantity == 0))
            return default;
        return known is null && intake.Contributions.Count >= MaxContributions
            ? new Conflict("too-many-contributions", $"An intake has at most {MaxContributions} contributions.")
            : new IntakeContributed(given);
    }
}
