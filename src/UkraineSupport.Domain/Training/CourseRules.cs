using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Training;

/// <summary>Training commands publish their courses and change them.</summary>
public static class CourseRules
{
    /// <summary>Most prerequisites of a course.</summary>
    public const int MaxPrerequisites = 10;

    private const int MaxWeeks = 156;
    private const int MaxPlaces = 10_000;
    private const int MaxStaff = 5_000;

    /// <summary>Decides on a new course.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="wish">What it is.</param>
    /// <param name="known">The courses that it names and those that these name, as far as the caller sees them.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="now">The present.</param>
    public static Decision<CourseEvent> Publish(
        string id,
        PublishCourse wish,
        IReadOnlyList<Course> known,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(wish.Provider))
            return new Forbidden("A training command publishes its own courses.");
        var terms = new CourseTerms(
            wish.Capability,
            wish.Title.Trim(),
            NoneIfEmpty(wish.Programme),
            wish.Level,
            wish.Language,
            wish.Weeks,
            wish.Places,
            wish.Instructors,
            wish.Interpreters,
            wish.Country,
            wish.Prerequisites ?? [],
            wish.CompletionRate
        );
        return WhyNot(id, terms, wish.Disclosure, known) is { } invalid
            ? invalid
            : new CoursePublished(id, wish.Provider, terms, wish.Disclosure, now);
    }

    /// <summary>Decides on a change; nothing when it says what is already so.</summary>
    public static Decision<CourseEvent> Amend(
        Course course,
        AmendCourse change,
        IReadOnlyList<Course> known,
        Actor actor
    )
    {
        if (!actor.IsDonor(course.Provider))
            return new Forbidden("Only its provider amends a course.");
        if (Check.Reason(change.Reason) is { } reason)
            return reason;
        var was = course.Terms;
        var terms = was with
        {
            Title = change.Title?.Trim() ?? was.Title,
            Programme = change.Programme is null ? was.Programme : NoneIfEmpty(change.Programme),
            Level = change.Level ?? was.Level,
            Language = change.Language ?? was.Language,
            Weeks = change.Weeks ?? was.Weeks,
            Places = change.Places ?? was.Places,
            Instructors = change.Instructors ?? was.Instructors,
            Interpreters = change.Interpreters ?? was.Interpreters,
            Country = change.Country ?? was.Country,
            Prerequisites = change.Prerequisites ?? was.Prerequisites,
            CompletionRate = change.CompletionRate ?? was.CompletionRate,
        };
        if (WhyNot(course.Id, terms, course.Disclosure, known) is { } invalid)
            return invalid;
        var same =
            terms with { Prerequisites = was.Prerequisites } == was
            && terms.Prerequisites.SequenceEqual(was.Prerequisites);
        return same ? default(Decision<CourseEvent>) : new CourseAmended(terms);
    }

    private static InvalidInput? WhyNot(
        string id,
        CourseTerms terms,
        Disclosure disclosure,
        IReadOnlyList<Course> known
    )
    {
        var check = new Check();
        var capability = check.Capability(terms.Capability, "/capability");
        check.That(capability is null or { Area: "training" }, "/capability", "A capability of the area training.");
        check.Text(terms.Title, "/title", 200);
        check.Text(terms.Programme, "/programme", 200, required: false);
        check.That(Languages.IsKnown(terms.Language), "/language", "A language, ISO 639-1: two small letters.");
        check.That(terms.Weeks is >= 1 and <= MaxWeeks, "/weeks", $"1 to {MaxWeeks} weeks.");
        check.That(terms.Places is >= 1 and <= MaxPlaces, "/places", $"1 to {MaxPlaces} places.");
        check.That(terms.Instructors is >= 0 and <= MaxStaff, "/instructors", $"0 to {MaxStaff} persons.");
        check.That(terms.Interpreters is >= 0 and <= MaxStaff, "/interpreters", $"0 to {MaxStaff} persons.");
        check.That(
            Parties.IsNation(terms.Country),
            "/country",
            "A country, ISO 3166-1 alpha-3; nothing more precise is kept."
        );
        check.That(
            terms.CompletionRate is > 0 and <= 1 && decimal.Round(terms.CompletionRate, 4) == terms.CompletionRate,
            "/completionRate",
            "More than 0, at most 1, four decimals."
        );
        Prerequisites(check, id, terms, disclosure, known);
        return check.Error;
    }

    private static void Prerequisites(
        Check check,
        string id,
        CourseTerms terms,
        Disclosure disclosure,
        IReadOnlyList<Course> known
    )
    {
        check.Count(terms.Prerequisites, "/prerequisites", 0, MaxPrerequisites);
        check.That(terms.Prerequisites.Distinct().Count() == terms.Prerequisites.Count, "/prerequisites", "Each once.");
        var byId = known.DistinctBy(c => c.Id).ToDictionary(c => c.Id);
        foreach (var (other, i) in terms.Prerequisites.Take(MaxPrerequisites).Select((p, i) => (p, i)))
        {
            var at = $"/prerequisites/{i}";
            var course = byId.GetValueOrDefault(other);
            check.That(course is not null || other == id, at, "There is no such course.");
            check.That(course is null || course.Disclosure <= disclosure, at, "It is less open than this course.");
            check.That(!LeadsTo(other, id, byId), at, "It asks for this course itself.");
        }
    }

    private static bool LeadsTo(string from, string to, Dictionary<string, Course> known)
    {
        var (seen, next) = (new HashSet<string>(), new Stack<string>([from]));
        while (next.TryPop(out var one))
        {
            if (one == to)
                return true;
            if (!seen.Add(one) || !known.TryGetValue(one, out var course))
                continue;
            foreach (var before in course.Terms.Prerequisites)
                next.Push(before);
        }

        return false;
    }

    private static string? NoneIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
