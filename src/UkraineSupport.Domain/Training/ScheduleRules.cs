using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Training;

/// <summary>What makes sense in the dates of an intake; the same when it is scheduled, amended and postponed.</summary>
internal static class ScheduleRules
{
    private const int DaysOfAWeek = 7;
    private const int MostYearsAhead = 10;

    /// <summary>Of the dates, for a course of so many weeks.</summary>
    public static void Dates(Check check, IntakeDates dates, int weeks, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        check.That(dates.Start > today, "/start", "After today.");
        check.That(dates.Start.Year <= today.Year + MostYearsAhead, "/start", $"Within {MostYearsAhead} years.");
        check.That(dates.End >= dates.Start, "/end", "Not before the start.");
        if (dates.End >= dates.Start)
        {
            var takes = (dates.End.DayNumber - dates.Start.DayNumber + DaysOfAWeek) / DaysOfAWeek;
            check.That(
                takes == weeks,
                "/end",
                $"The course takes {weeks} weeks, and from the start to the end there are {takes}."
            );
        }

        check.That(dates.NominationDeadline < dates.Start, "/nominationDeadline", "Before the start.");
        check.That(dates.NominationDeadline >= today, "/nominationDeadline", "Not in the past.");
    }

    /// <summary>When nominations open: some time before their deadline, or at once.</summary>
    public static DateTimeOffset NominationFrom(IntakeDates dates, DateTimeOffset now, TrainingSettings settings)
    {
        var opens = Moments.Begin(dates.NominationDeadline) - settings.NominationOpen;
        return opens > now ? opens : now;
    }
}
