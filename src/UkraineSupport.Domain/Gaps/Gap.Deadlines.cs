using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Gaps;

public sealed partial record Gap
{
    /// <summary>What happens next by itself, or null when nothing will.</summary>
    public Deadline? NextDeadline(GapSettings settings) => Pending(settings).MinBy(d => (d.At, d.Kind));

    /// <summary>
    /// A deadline of one of its months was reached; nothing when it no longer stands or was dealt with. (What is given
    /// back is the pledges' to say.)
    /// </summary>
    public Decision<GapEvent> Reached(
        Deadline deadline,
        GapSettings settings,
        IReadOnlyList<string> board,
        DateTimeOffset now
    )
    {
        if (deadline.At > now || !Pending(settings).Contains(deadline))
            return default;
        return deadline.Kind switch
        {
            DeadlineKind.GapMonthReminder => new GapMonthNear(deadline.Month!.Value),
            DeadlineKind.GapMonth => new GapMonthMissed(deadline.Month!.Value, board),
            _ => default(Decision<GapEvent>),
        };
    }

    private IEnumerable<Deadline> Pending(GapSettings settings)
    {
        if (ReleaseAt is { } release)
            yield return new(DeadlineKind.Surplus, release);
        if (Gone || Status == GapStatus.AcceptedRisk)
            yield break;
        var inTime = Filled(Coverage).Where(f => !f.Late).ToLookup(f => f.Month.Month, f => f.Quantity);
        foreach (var month in Months.Where(m => m.Shortfall > inTime[m.Month].Sum()).Select(m => m.Month))
        {
            var remindAt = Moments.Begin(month.First) - settings.MonthReminder;
            // Of a month that was as near, or over, when the gap was found, that was the news.
            if (remindAt > OpenedAt && !Near.Contains(month))
                yield return new(DeadlineKind.GapMonthReminder, remindAt, Month: month);
            if (month.End() > OpenedAt && !Missed.Contains(month))
                yield return new(DeadlineKind.GapMonth, month.End(), Month: month);
        }
    }
}
