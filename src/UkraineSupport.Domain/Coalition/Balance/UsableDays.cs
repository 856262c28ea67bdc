namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// The days on which a unit that can serve a serial is usable there. Past its rotation it is gone, whether relieved or
/// not.
/// </summary>
internal readonly struct UsableDays(Serial serial, ForceUnit unit, DateOnly dDay)
{
    public IReadOnlyList<DayRange> All()
    {
        var first = Max(unit.Terms.From, Max(serial.Start(dDay), unit.DeployedOn ?? dDay.AddDays(unit.Terms.NtmDays)));
        var last = Min(unit.Terms.To, Min(serial.End(dDay).AddDays(-1), LastOfMandate()));
        if (first > last)
            return [];
        var found = serial.Turns.Count == 0 ? [new(first, last)] : OnItsTurns(first, last);
        return found.Count == 0 || unit.Terms.RotationMonths is not { } months
            ? found
            : Until(found, (unit.DeployedOn ?? found[0].From).AddMonths(months).AddDays(-1));
    }

    private DateOnly LastOfMandate() =>
        unit.Mandate.Status switch
        {
            MandateStatus.NotRequired => DateOnly.MaxValue,
            MandateStatus.Approved => unit.Mandate.Until ?? DateOnly.MaxValue,
            _ => DateOnly.MinValue,
        };

    private List<DayRange> OnItsTurns(DateOnly first, DateOnly last)
    {
        var found = new List<DayRange>();
        var start = serial.Start(dDay);
        for (var t = 0; t < serial.Turns.Count && start <= last; t++)
        {
            var next = start.AddMonths(serial.Turns[t].Months);
            var end = t == serial.Turns.Count - 1 ? last : Min(last, next.AddDays(-1));
            var from = Max(first, start);
            start = next;
            if (serial.Turns[t].Nation != unit.Nation || from > end)
                continue;
            if (found.Count > 0 && found[^1].To.AddDays(1) == from)
                found[^1] = found[^1] with { To = end };
            else
                found.Add(new(from, end));
        }

        return found;
    }

    private static List<DayRange> Until(IEnumerable<DayRange> ranges, DateOnly last) =>
        [.. ranges.Where(r => r.From <= last).Select(r => r with { To = Min(r.To, last) })];

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
