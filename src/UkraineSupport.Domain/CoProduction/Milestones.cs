using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>A milestone is planned.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">In words.</param>
/// <param name="Owner">The party that answers for it.</param>
/// <param name="Due">Its day.</param>
/// <param name="DependsOn">Numbers of milestones that come before it.</param>
public sealed record PlanMilestone(
    MilestoneKind Kind,
    string Title,
    string Owner,
    DateOnly Due,
    IReadOnlyList<int>? DependsOn = null
);

/// <summary>How a milestone stands.</summary>
/// <param name="Status">On track, at risk, met, missed or waived.</param>
/// <param name="Reason">Why; needed where its day changes and where it is waived.</param>
/// <param name="Due">Another day.</param>
/// <param name="MetOn">The day on which it was reached; needed then.</param>
public sealed record MoveMilestone(
    MilestoneStatus Status,
    string? Reason = null,
    DateOnly? Due = null,
    DateOnly? MetOn = null
);

/// <summary>Who answers for which step by when. A milestone that slips takes with it what depends on it.</summary>
public static class Milestones
{
    private const int Most = 50;
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    /// <summary>Plans one; it may depend on those that are there, so there are no circles.</summary>
    public static Decision<AgreementEvent> Plan(Agreement agreement, PlanMilestone wish, Actor actor)
    {
        if (!agreement.IsParty(actor))
            return new Forbidden("The parties of an agreement plan its milestones.");
        var check = new Check();
        check.Text(wish.Title, "/title", 200);
        check.That(Parties.IsKnown(wish.Owner), "/owner", $"There is no party '{Check.Shorten(wish.Owner)}'.");
        check.That(
            wish.Due >= agreement.Terms.ContractFrom && wish.Due <= agreement.Terms.ContractTo,
            "/due",
            $"Within the contract, {agreement.Terms.ContractFrom:yyyy-MM-dd} to {agreement.Terms.ContractTo:yyyy-MM-dd}."
        );
        check.That(
            wish.Kind == MilestoneKind.Other || agreement.Milestone(wish.Kind) is null,
            "/kind",
            $"There is a milestone of the kind {wish.Kind}."
        );
        var before = (wish.DependsOn ?? []).Distinct().Order().ToList();
        check.That(
            before.All(n => agreement.Milestone(n) is not null),
            "/dependsOn",
            $"Milestones are numbered from 1 to {agreement.Milestones.Count}."
        );
        if (check.Error is { } invalid)
            return invalid;
        if (agreement.IsEnded)
            return Sign.Ended(agreement);
        if (agreement.Milestones.Count >= Most)
            return new Conflict("too-many-milestones", $"An agreement has at most {Most} milestones.");
        return new AgreementMilestonePlanned(
            new(agreement.Milestones.Count + 1, wish.Kind, wish.Title.Trim(), wish.Owner, wish.Due, wish.Due, before)
        );
    }

    /// <summary>Says how one stands; what depends on it slips by as many days.</summary>
    public static Decision<AgreementEvent> Move(
        Agreement agreement,
        int number,
        MoveMilestone change,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (agreement.Milestone(number) is not { } milestone)
            return new NotFound($"There is no milestone {number}.");
        if (!agreement.IsParty(actor) && !actor.IsDonor(milestone.Owner))
            return new Forbidden("The parties of an agreement and its owner say how a milestone stands.");
        var due = change.Due ?? milestone.Due;
        if (WhyNot(milestone, change, due, now) is { } invalid)
            return invalid;
        if (agreement.IsEnded)
            return Sign.Ended(agreement);
        if ((change.Status, due, change.MetOn) == (milestone.Status, milestone.Due, milestone.MetOn))
            return default;
        if (milestone.IsDone)
            return new Conflict("milestone-done", $"Milestone {number} is {milestone.Status}.");
        var later = (change.MetOn ?? due).DayNumber - milestone.Due.DayNumber;
        var slipped = later > 0 && change.Status != MilestoneStatus.Waived ? Slipped(agreement, number, later) : [];
        if (slipped.Find(m => m.Due.Year > LastYear) is { } beyond)
            return Beyond(beyond, change);
        return Advance.With(
            agreement,
            [new AgreementMilestoneMoved(number, change.Status, due, change.MetOn, slipped)]
        );
    }

    private static InvalidInput Beyond(MovedMilestone beyond, MoveMilestone change) =>
        new([
            new(
                change.MetOn is null ? "/due" : "/metOn",
                $"Milestone {beyond.Number}, which depends on it, would be due after {LastYear}."
            ),
        ]);

    private static InvalidInput? WhyNot(Milestone milestone, MoveMilestone change, DateOnly due, DateTimeOffset now)
    {
        var check = new Check();
        var isMet = change.Status == MilestoneStatus.Met;
        check.That(change.Status != MilestoneStatus.Planned, "/status", "On track, at risk, met, missed or waived.");
        check.Text(
            change.Reason,
            "/reason",
            2000,
            required: due != milestone.Due || change.Status == MilestoneStatus.Waived
        );
        check.That(due.Year is >= FirstYear and <= LastYear, "/due", $"In the years {FirstYear} to {LastYear}.");
        check.That(isMet == change.MetOn is not null, "/metOn", "The day on which it was met, and only then.");
        check.That(
            change.MetOn is not { } on || (on <= DateOnly.FromDateTime(now.UtcDateTime) && on.Year >= FirstYear),
            "/metOn",
            $"Not after today, and not before {FirstYear}."
        );
        return check.Error;
    }

    /// <summary>What comes after a milestone, directly or not, and is not done: each moves once.</summary>
    private static List<MovedMilestone> Slipped(Agreement agreement, int number, int days)
    {
        var after = new HashSet<int> { number };
        // A milestone depends on earlier numbers only, so one pass finds all.
        foreach (var m in agreement.Milestones.Where(m => m.DependsOn.Any(after.Contains)))
            after.Add(m.Number);
        return
        [
            .. agreement
                .Milestones.Where(m => m.Number != number && after.Contains(m.Number) && !m.IsDone)
                .Select(m => new MovedMilestone(m.Number, m.Due.AddDays(days))),
        ];
    }
}
