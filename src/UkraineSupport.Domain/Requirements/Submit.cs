using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Domain.Requirements;

/// <summary>What the recipient files, or a donor that gave from stock.</summary>
/// <param name="Title">One line for people.</param>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Quantity">In the capability's unit.</param>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="RequiredBy">Last day on which it helps.</param>
/// <param name="Unit">If given, must be the catalogue's.</param>
/// <param name="Substitutes">What else would do.</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise.</param>
/// <param name="Evidence">What supports it, or null when nothing does.</param>
/// <param name="Kind">A donor files only replenishments, the recipient only requirements.</param>
/// <param name="GivenBy">Of a replenishment: the donor's own pledge that was given from stock.</param>
/// <param name="CourseId">Of a training capability: the course whose graduates alone fill it, in persons.</param>
/// <param name="Supersedes">The requirement whose place it takes once it is validated, with all that is allocated to
/// it.</param>
/// <param name="Recurrence">How it comes back: as many requirements are filed, each in its time.</param>
public sealed record FileRequirement(
    string Title,
    string Capability,
    decimal Quantity,
    int Priority,
    DateOnly RequiredBy,
    string? Unit = null,
    IReadOnlyList<Substitute>? Substitutes = null,
    Disclosure Disclosure = Disclosure.Coalition,
    Evidence? Evidence = null,
    RequirementKind Kind = RequirementKind.Requirement,
    string? GivenBy = null,
    string? CourseId = null,
    string? Supersedes = null,
    Recurrence? Recurrence = null
);

/// <summary>
/// Only the recipient files requirements (DOMAIN §5 rule 2); a donor files what its own stock needs back (§2,
/// backfill).
/// </summary>
public static class Submit
{
    /// <summary>Decides on <paramref name="filed"/>; <paramref name="id"/> becomes the requirement's id.</summary>
    /// <param name="id">The new requirement's id.</param>
    /// <param name="filed">What is filed.</param>
    /// <param name="actor">Who files.</param>
    /// <param name="now">The time.</param>
    /// <param name="deadlines">How long the coordinators have.</param>
    /// <param name="given">Of a replenishment: the pledge it names, or null when there is none that the caller may
    /// see.</param>
    /// <param name="course">The course it names, or null when there is none that the caller may see.</param>
    /// <param name="superseded">The requirement that it names as superseded, or null when there is none that the caller
    /// may see.</param>
    public static Decision<RequirementEvent> Decide(
        string id,
        FileRequirement filed,
        Actor actor,
        DateTimeOffset now,
        DeadlineSettings deadlines,
        Pledge? given = null,
        Course? course = null,
        Requirement? superseded = null
    )
    {
        var replenishes = filed.Kind == RequirementKind.Replenishment;
        if (actor.Role != (replenishes ? Role.Donor : Role.Recipient) || (replenishes && actor.Party is null))
            return new Forbidden(
                replenishes ? "Only a donor files replenishments." : "Only the recipient files requirements."
            );
        var check = Validate(filed, now);
        Given(check, filed, actor, given);
        OfCourse(check, filed, course);
        Superseded(check, filed, superseded);
        if (check.Error is { } invalid)
            return invalid;
        var end = Moments.Begin(filed.RequiredBy.AddDays(1));
        return new RequirementSubmitted(
            id,
            filed.Title.Trim(),
            filed.Capability,
            filed.Quantity,
            CapabilityCatalog.Find(filed.Capability)!.Unit,
            filed.Priority,
            filed.RequiredBy,
            filed.Substitutes ?? [],
            filed.Disclosure,
            filed.Evidence,
            now,
            now + deadlines.Validation,
            end - deadlines.RequiredByReminder,
            filed.Kind,
            replenishes ? actor.Party : null,
            filed.GivenBy,
            filed.CourseId,
            filed.Supersedes,
            filed.Recurrence is { } recurs ? new(id, 1, recurs.Days(filed.RequiredBy).Count) : null,
            filed.Recurrence
        );
    }

    private static void OfCourse(Check check, FileRequirement filed, Course? course)
    {
        if (filed.CourseId is null)
            return;
        check.That(course is not null, "/courseId", "There is no such course.");
        check.That(filed.Kind == RequirementKind.Requirement, "/courseId", "No stock is filled by a course.");
        check.That(
            course is null || course.Terms.Capability == filed.Capability,
            "/courseId",
            $"The course trains {course?.Terms.Capability}."
        );
        check.That(filed.Substitutes is null or { Count: 0 }, "/substitutes", "Nothing else stands in for one course.");
        check.That(
            course is null || course.Disclosure <= filed.Disclosure,
            "/disclosure",
            $"It would be more open than the course, which is {course?.Disclosure}."
        );
    }

    /// <summary>It takes the place of what is the same but for how much, when and how urgently.</summary>
    private static void Superseded(Check check, FileRequirement filed, Requirement? superseded)
    {
        if (filed.Supersedes is null)
            return;
        check.That(
            filed.Kind == RequirementKind.Requirement && superseded is { Kind: RequirementKind.Requirement },
            "/supersedes",
            "There is no such requirement of Ukraine."
        );
        check.That(filed.Recurrence is null, "/recurrence", "One that supersedes another one is filed alone.");
        if (superseded is null)
            return;
        check.That(
            superseded.Stage == RequirementStatus.Open,
            "/supersedes",
            $"It is {superseded.Status}; only a validated requirement is superseded."
        );
        check.That(filed.Capability == superseded.Capability, "/capability", $"It asks for {superseded.Capability}.");
        check.That(filed.CourseId == superseded.CourseId, "/courseId", "It asks for persons of another course.");
        check.That(filed.Disclosure == superseded.Disclosure, "/disclosure", $"It is {superseded.Disclosure}.");
        var allocated = superseded.Coverage.Sum(c => c.Credit);
        check.That(filed.Quantity >= allocated, "/quantity", $"{allocated} are allocated to it already.");
    }

    /// <summary>The rules of the last day on which something helps.</summary>
    internal static void RequiredBy(Check check, DateOnly day, DateTimeOffset now)
    {
        check.That(day >= DateOnly.FromDateTime(now.UtcDateTime), "/requiredBy", "Not in the past.");
        check.That(day.Year < 2200, "/requiredBy", "Before the year 2200.");
    }

    /// <summary>Only what was given from stock is replenished, no more of it than has left, and once.</summary>
    private static void Given(Check check, FileRequirement filed, Actor actor, Pledge? given)
    {
        if (filed.Kind == RequirementKind.Requirement)
        {
            check.That(filed.GivenBy is null, "/givenBy", "Only a replenishment names the pledge that was given.");
            return;
        }

        var own = given?.Donor == actor.Party ? given : null;
        check.That(own is not null, "/givenBy", "A pledge of your own that was given from stock is needed here.");
        if (own is null)
            return;
        check.That(own.Modality == Modality.Stock, "/givenBy", $"The pledge is not from stock but {own.Modality}.");
        var left = Replenish.Left(own, filed.Capability);
        check.That(
            filed.Quantity <= left,
            "/quantity",
            $"Of {Check.Shorten(filed.Capability)} the pledge has given {Math.Max(0, left)} that are not replenished yet."
        );
    }

    private static Check Validate(FileRequirement filed, DateTimeOffset now)
    {
        var check = new Check();
        check.Text(filed.Title, "/title", 300);
        var capability = check.Capability(filed.Capability, "/capability");
        check.Quantity(filed.Quantity, capability, "/quantity");
        check.Unit(filed.Unit, capability, "/unit");
        check.That(filed.Priority is >= 1 and <= 5, "/priority", "1 (highest) to 5.");
        RequiredBy(check, filed.RequiredBy, now);
        if (filed.Recurrence is { } recurrence)
        {
            check.That(
                filed.Kind == RequirementKind.Requirement,
                "/recurrence",
                "What was given is replenished once; only Ukraine's needs come back."
            );
            if (filed.RequiredBy.Year < 2200)
                recurrence.Check(check, filed.RequiredBy);
        }

        Substitutes(check, filed.Capability, filed.Substitutes);
        OfferRules.OwnEvidence(check, filed.Evidence);
        return check;
    }

    /// <summary>The rules of substitutes, of requirements and gaps alike.</summary>
    internal static void Substitutes(Check check, string capability, IReadOnlyList<Substitute>? substitutes)
    {
        check.Count(substitutes, "/substitutes", 0, 20);
        foreach (var (substitute, i) in (substitutes ?? []).Select((s, i) => (s, i)))
        {
            check.Capability(substitute.Capability, $"/substitutes/{i}/capability");
            check.That(
                substitute.Capability != capability,
                $"/substitutes/{i}/capability",
                "Another capability than its own."
            );
            check.That(
                substitute.Factor is > 0 and <= 1000 && decimal.Round(substitute.Factor, 4) == substitute.Factor,
                $"/substitutes/{i}/factor",
                "More than 0, at most 1000, four decimals."
            );
        }

        check.That(
            (substitutes ?? []).DistinctBy(s => s.Capability).Count() == (substitutes?.Count ?? 0),
            "/substitutes",
            "Each capability once."
        );
    }
}
