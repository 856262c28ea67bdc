namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>What signals leave of one month's expected deliveries.</summary>
/// <param name="Factor">0 to 1: the mean of what remains on each of its days.</param>
/// <param name="Ruling">The signals that rule on at least one of its days, earliest first.</param>
internal sealed record SignalledMonth(decimal Factor, IReadOnlyList<string> Ruling)
{
    /// <summary>No signal says anything about it.</summary>
    public static SignalledMonth Unsignalled { get; } = new(1, []);
}

/// <summary>
/// One signal rules a day of what comes under an authority: of those about it and in force on the day the one with the
/// latest first day, and of those from the same day the one recorded later. Nothing comes on a day of pause or halt, a
/// reduction leaves its factor, and what was resumed, or never signalled, comes in full. A month counts its days alike.
/// </summary>
internal static class DayRule
{
    public static SignalledMonth Of(IEnumerable<AppliedSignal> signals, Month month, UsAuthority authority)
    {
        var standing = signals
            .Where(s =>
                !s.Withdrawn
                && (s.Authority ?? authority) == authority
                && s.From <= month.Last
                && (s.Until is null || s.Until >= month.First)
            )
            .OrderByDescending(s => (s.From, s.RecordedAt))
            .ThenByDescending(s => s.Id, StringComparer.Ordinal)
            .ToList();
        if (standing.Count == 0)
            return SignalledMonth.Unsignalled;

        var ruling = new List<string>();
        var remaining = 0m;
        var days = month.Last.Day;
        for (var day = month.First; day <= month.Last; day = day.AddDays(1))
        {
            var rules = standing.Find(s => s.Spans(day));
            remaining += rules?.Remains ?? 1;
            if (rules is not null && !ruling.Contains(rules.Id))
                ruling.Add(rules.Id);
        }

        return new(remaining / days, ruling);
    }
}
