using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Requirements;

/// <summary>A change of a requirement by who filed it; what is left out stays.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Title">One line for people.</param>
/// <param name="Quantity">In the capability's unit; no less than is allocated.</param>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="RequiredBy">Last day on which it helps.</param>
/// <param name="Substitutes">What else would do.</param>
public sealed record AmendRequirement(
    string Reason,
    string? Title = null,
    decimal? Quantity = null,
    int? Priority = null,
    DateOnly? RequiredBy = null,
    IReadOnlyList<Substitute>? Substitutes = null
);

/// <summary>
/// Who filed a requirement changes it; what is allocated stays. Before validation anything may change. After it, more
/// or a higher priority than coordinators validated is asked for by a requirement that supersedes it.
/// </summary>
public static class Revise
{
    /// <summary>Decides on <paramref name="change"/>.</summary>
    public static Decision<RequirementEvent> Decide(
        Requirement requirement,
        AmendRequirement change,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines
    )
    {
        if (!requirement.IsFiledBy(actor))
            return new Forbidden("Only who filed it amends it.");
        if (Check(requirement, change, now).Error is { } invalid)
            return invalid;
        if (WhyNot(requirement, change) is { } conflict)
            return conflict;
        var requiredBy = change.RequiredBy ?? requirement.RequiredBy;
        var quantity = change.Quantity ?? requirement.Quantity;
        var amended = new RequirementAmended(
            change.Title?.Trim() ?? requirement.Title,
            quantity,
            change.Priority ?? requirement.Priority,
            requiredBy,
            change.Substitutes ?? requirement.Substitutes,
            requiredBy == requirement.RequiredBy
                ? requirement.RequiredByReminderAt
                : Moments.Begin(requiredBy.AddDays(1)) - deadlines.RequiredByReminder
        );
        var rest = quantity - requirement.Coverage.Sum(c => c.Credit);
        return (RequirementEvent[])[.. SayingSame.Shrink(requirement, rest, "The requirement was amended."), amended];
    }

    private static Conflict? WhyNot(Requirement requirement, AmendRequirement change)
    {
        if (requirement.IsEnded)
            return new("already-ended", $"The requirement is {requirement.Status}.");
        if (!requirement.IsReady)
            return Requirement.TakingOver;
        var quantity = change.Quantity ?? requirement.Quantity;
        if (requirement.Kind == RequirementKind.Replenishment && quantity != requirement.Quantity)
            return new("counted", "What was given counts a replenishment as it was filed: file another one.");
        if (
            requirement.Stage == RequirementStatus.Open
            && (quantity > requirement.Quantity || change.Priority < requirement.Priority)
        )
            return new(
                "needs-validation",
                "More, or a higher priority, than was validated: file a requirement that supersedes it."
            );
        var allocated = requirement.Coverage.Sum(c => c.Credit);
        return quantity < allocated
            ? new("below-allocation", $"{allocated} {requirement.Unit} are allocated; coordinators release first.")
            : null;
    }

    private static Check Check(Requirement requirement, AmendRequirement change, DateTimeOffset now)
    {
        var check = new Check();
        check.Text(change.Reason, "/reason", 2000);
        check.That(change != new AmendRequirement(change.Reason), "", "Nothing is amended.");
        if (change.Title is not null)
            check.Text(change.Title, "/title", 300);
        if (change.Quantity is { } quantity)
            check.Quantity(quantity, CapabilityCatalog.Find(requirement.Capability), "/quantity");
        check.That(change.Priority is null or (>= 1 and <= 5), "/priority", "1 (highest) to 5.");
        if (change.RequiredBy is { } day)
            Submit.RequiredBy(check, day, now);
        Submit.Substitutes(check, requirement.Capability, change.Substitutes);
        check.That(
            requirement.CourseId is null || change.Substitutes is null or { Count: 0 },
            "/substitutes",
            "Nothing else stands in for one course."
        );
        return check;
    }
}
