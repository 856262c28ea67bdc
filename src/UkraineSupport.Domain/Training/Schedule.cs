using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Training;

/// <summary>
/// A training command schedules intakes on a line of its own pledge. The pledge reserves the places of all of them in
/// one transaction, and with that they exist: making them cannot be refused any more, and may be repeated.
/// </summary>
public static class Schedule
{
    /// <summary>Most intakes that a pledge gives places to.</summary>
    public const int MaxIntakes = 1000;

    private const int MostAtOnce = 52;
    private const int MostWeeksApart = 52;

    /// <summary>Decides on <paramref name="wish"/>.</summary>
    /// <param name="pledge">The pledge it names.</param>
    /// <param name="course">The course it names, or null when the caller sees no such course.</param>
    /// <param name="wish">What is asked.</param>
    /// <param name="id">The id of the nth intake, from 0.</param>
    /// <param name="actor">Who schedules.</param>
    /// <param name="now">The present.</param>
    /// <param name="settings">How long steps take.</param>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        Course? course,
        ScheduleIntakes wish,
        Func<int, string> id,
        Actor actor,
        DateTimeOffset now,
        TrainingSettings settings
    )
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("The places are its donor's to give.");
        if (course is not null && !actor.IsDonor(course.Provider))
            return new Forbidden("Only its provider schedules intakes of a course.");
        var line = pledge.Line(wish.Line);
        if (WhyNot(pledge, line, course, wish, now) is { } invalid)
            return invalid;
        var times = wish.Repeat?.Times ?? 1;
        if (Free(pledge, line!, wish.Places * times) is { } conflict)
            return conflict;
        if (pledge.Intakes.Count + times > MaxIntakes)
            return new Conflict("too-many-intakes", $"A pledge gives places to at most {MaxIntakes} intakes.");
        return new PledgeIntakesScheduled(
            wish.Line,
            wish.Places,
            [.. Enumerable.Range(0, times).Select(n => One(course!, wish, n, id, now, settings))],
            now
        )
        {
            Disclosure = wish.Disclosure,
        };
    }

    /// <summary>Why a line has not so many places left, or null.</summary>
    internal static Conflict? Free(Pledge pledge, PledgeLine line, int places)
    {
        if (!pledge.IsCommitted)
            return new("not-committed", $"The pledge is {pledge.Status}; only a commitment gives places.");
        var free = pledge.Ledger(line).Free;
        return places > free
            ? new("over-commitment", $"Line {line.Line} has {Math.Max(0, free)} places left of {line.Committed}.")
            : null;
    }

    private static InvalidInput? WhyNot(
        Pledge pledge,
        PledgeLine? line,
        Course? course,
        ScheduleIntakes wish,
        DateTimeOffset now
    )
    {
        var check = new Check();
        check.That(course is not null, "/courseId", "There is no such course.");
        check.That(
            line is not null,
            "/line",
            $"There is no line {wish.Line}; lines are numbered from 1 to {pledge.Lines.Count}."
        );
        check.That(
            course is null || line is null || line.Capability == course.Terms.Capability,
            "/line",
            $"The course trains {course?.Terms.Capability}, and the line is {line?.Capability}."
        );
        var most = wish.Capacity ?? course?.Terms.Places ?? int.MaxValue;
        check.That(wish.Capacity is null or (>= 1 and <= 10_000), "/capacity", "1 to 10000 places.");
        check.That(wish.Places >= 1 && wish.Places <= most, "/places", $"1 to the {most} places of the intake.");
        check.Lots(wish.Places, line?.Lot, "/places");
        if (wish.Repeat is { } repeat)
        {
            check.That(repeat.EveryWeeks is >= 1 and <= MostWeeksApart, "/repeat/everyWeeks", "1 to 52 weeks.");
            check.That(repeat.Times is >= 2 and <= MostAtOnce, "/repeat/times", $"2 to {MostAtOnce} intakes.");
        }

        ScheduleRules.Dates(
            check,
            new(wish.Start, wish.End, wish.NominationDeadline),
            course?.Terms.Weeks ?? WeeksOf(wish),
            now
        );
        check.That(
            course is null || course.Disclosure <= wish.Disclosure,
            "/disclosure",
            $"It would be more open than the course, which is {course?.Disclosure}."
        );
        check.That(
            pledge.Disclosure <= wish.Disclosure,
            "/disclosure",
            $"It would be more open than the pledge, which is {pledge.Disclosure}."
        );
        return check.Error;
    }

    /// <summary>Of a course that is not known nothing is said about its weeks.</summary>
    private static int WeeksOf(ScheduleIntakes wish) => (wish.End.DayNumber - wish.Start.DayNumber + 7) / 7;

    private static IntakeSchedule One(
        Course course,
        ScheduleIntakes wish,
        int n,
        Func<int, string> id,
        DateTimeOffset now,
        TrainingSettings settings
    )
    {
        var later = 7 * n * (wish.Repeat?.EveryWeeks ?? 0);
        var dates = new IntakeDates(
            wish.Start.AddDays(later),
            wish.End.AddDays(later),
            wish.NominationDeadline.AddDays(later)
        );
        return new(
            id(n),
            course.Id,
            course.Terms.Capability,
            course.Terms.Language,
            course.Terms.Country,
            course.Terms.CompletionRate,
            course.Provider,
            wish.Capacity ?? course.Terms.Places,
            dates.Start,
            dates.End,
            dates.NominationDeadline,
            ScheduleRules.NominationFrom(dates, now, settings),
            wish.Repeat is null ? null : id(0),
            wish.Disclosure
        );
    }
}
