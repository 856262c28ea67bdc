using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Requirements;

/// <summary>How often a need comes back.</summary>
public enum RecurrenceEvery
{
    /// <summary>Each month.</summary>
    Monthly,

    /// <summary>Every three months.</summary>
    Quarterly,
}

/// <summary>
/// A need that comes back: one request files a series, each its own requirement, needed on the same day of the month
/// (or the month's last, where it has no such day).
/// </summary>
/// <param name="Every">How often.</param>
/// <param name="Count">How many in all, with the first; this, or <paramref name="Until"/>.</param>
/// <param name="Until">The day that none is needed after.</param>
public sealed record Recurrence(RecurrenceEvery Every, int? Count = null, DateOnly? Until = null)
{
    /// <summary>Most requirements in a series.</summary>
    public const int Most = 36;

    /// <summary>The days on which they are needed, the first included; one more than <see cref="Most"/> at most.</summary>
    public IReadOnlyList<DateOnly> Days(DateOnly first)
    {
        var days = new List<DateOnly>();
        for (var n = 0; n <= Most && n < (Count ?? int.MaxValue); n++)
        {
            var day = first.AddMonths(n * (Every == RecurrenceEvery.Monthly ? 1 : 3));
            if (day > Until)
                break;
            days.Add(day);
        }

        return days;
    }

    /// <summary>Checks it.</summary>
    internal void Check(Check check, DateOnly first)
    {
        check.That((Count is null) != (Until is null), "/recurrence", "How many, or until when: one of the two.");
        check.That(Count is null or (>= 2 and <= Most), "/recurrence/count", $"2 to {Most}.");
        check.That(
            Until is null || Days(first).Count is >= 2 and <= Most,
            "/recurrence/until",
            $"So that there are 2 to {Most} of them."
        );
    }

    /// <summary>A further requirement of a series, by what the first one was filed as.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="n">Which, from 2.</param>
    /// <param name="id">Its id.</param>
    public static RequirementSubmitted Next(RequirementSubmitted first, int n, string id)
    {
        var day = first.Recurrence!.Days(first.RequiredBy)[n - 1];
        return first with
        {
            Id = id,
            RequiredBy = day,
            RequiredByReminderAt =
                first.RequiredByReminderAt
                + (Moments.Begin(day.AddDays(1)) - Moments.Begin(first.RequiredBy.AddDays(1))),
            Series = first.Series! with { N = n },
            Recurrence = null,
        };
    }
}

/// <summary>Which of a series a requirement is.</summary>
/// <param name="First">Id of the first one, which all of them name.</param>
/// <param name="N">Which, from 1.</param>
/// <param name="Of">How many there are.</param>
public sealed record RequirementSeries(string First, int N, int Of);
