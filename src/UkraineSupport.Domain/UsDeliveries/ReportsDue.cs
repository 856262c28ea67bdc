using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>
/// The report of each month of which something was expected is due some time after the month is over: at half of it
/// coordinators are reminded, at its end it is put before the escalation board (DOMAIN §5 rule 4).
/// </summary>
public static class ReportsDue
{
    /// <summary>What is to be told by <paramref name="now"/> and has not been; nothing when there is none.</summary>
    /// <param name="flow">The deliveries.</param>
    /// <param name="time">From a month's end to its report.</param>
    /// <param name="board">Who is told of what is overdue.</param>
    /// <param name="now">The present.</param>
    public static Decision<UsFlowEvent> Decide(
        UsFlow flow,
        TimeSpan time,
        IReadOnlyList<string> board,
        DateTimeOffset now
    )
    {
        var missing = flow.WithoutReport().ToList();
        var overdue = missing.Where(m => m.End() + time <= now).ToList();
        var reminded = missing.Where(m => m.End() + (time / 2) <= now).Except(overdue).Except(flow.Reminded).ToList();
        var news = overdue.Except(flow.Overdue).ToList();
        var told = new List<UsFlowEvent>();
        if (reminded.Count > 0)
            told.Add(new UsReportsReminded(reminded));
        if (news.Count > 0)
            told.Add(new UsReportsOverdue(news, board));
        return told.ToArray();
    }

    /// <summary>When the next thing is to be told, once all is told by now; null when nothing will be.</summary>
    public static DateTimeOffset? Next(UsFlow flow, TimeSpan time, DateTimeOffset now) =>
        flow.WithoutReport()
            .SelectMany(m => new[] { m.End() + (time / 2), m.End() + time })
            .Where(at => at > now)
            .Select(at => (DateTimeOffset?)at)
            .Min();
}
