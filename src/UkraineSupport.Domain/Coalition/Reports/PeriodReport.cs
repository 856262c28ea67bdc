using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Coalition.Reports;

/// <summary>Reads a balance over a period.</summary>
internal sealed class PeriodReport(ForceBalance balance, DateOnly from, DateOnly to)
{
    private readonly DateOnly _dDay = balance.Input.DDay;

    public BalanceOverTime Write()
    {
        var serials = balance.Serials.Select(Of).OfType<SerialOverTime>().ToList();
        return new(
            _dDay,
            from,
            to,
            serials.TrueForAll(s => !s.Critical || s.Gaps.Count == 0),
            serials,
            balance.Optimum
        );
    }

    /// <summary>Null when it need not be held on any day of the period.</summary>
    private SerialOverTime? Of(Serial serial)
    {
        var first = Later(from, serial.Start(_dDay));
        var last = Earlier(to, serial.End(_dDay).AddDays(-1));
        if (first > last)
            return null;
        var stretches = Stretches(serial, first, last);
        return new(
            serial.Id,
            serial.Critical,
            serial.Required,
            serial.Start(_dDay),
            serial.End(_dDay).AddDays(-1),
            [.. Months(serial, stretches, first, last)],
            [.. Gaps(serial, stretches)]
        );
    }

    /// <summary>Stretches of days on which the same is usable.</summary>
    private List<(DayRange Days, long Usable)> Stretches(Serial serial, DateOnly first, DateOnly last)
    {
        var used = balance.UsedIn(serial).Select(u => (Unit: u, Days: balance.DaysOf(serial, u))).ToList();
        var starts = used.SelectMany(u => u.Days)
            .SelectMany(d => (DateOnly[])[d.From, d.To.AddDays(1)])
            .Where(d => d > first && d <= last)
            .Append(first)
            .Distinct()
            .Order()
            .ToList();
        var found = new List<(DayRange Days, long Usable)>();
        for (var i = 0; i < starts.Count; i++)
        {
            var days = new DayRange(starts[i], i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : last);
            var usable = used.Where(u => u.Days.Any(d => d.Contains(days.From)))
                .Sum(u => Suitability.Amount(serial, u.Unit));
            if (found.Count > 0 && found[^1].Usable == usable)
                found[^1] = (found[^1].Days with { To = days.To }, usable);
            else
                found.Add((days, usable));
        }

        return found;
    }

    private static IEnumerable<MonthBalance> Months(
        Serial serial,
        List<(DayRange Days, long Usable)> stretches,
        DateOnly first,
        DateOnly last
    )
    {
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            var least = stretches.Where(s => s.Days.From <= end && s.Days.To >= month).Min(s => s.Usable);
            yield return new(month, least, Math.Max(0, serial.Required - least));
        }
    }

    private IEnumerable<ForceGap> Gaps(Serial serial, List<(DayRange Days, long Usable)> stretches)
    {
        foreach (var (days, usable) in stretches.Where(s => s.Usable < serial.Required))
        {
            var before = days.From.AddDays(-1);
            var wasThere = before >= serial.Start(_dDay) ? balance.UsableOn(serial, before) : 0;
            yield return new(days.From, days.To, serial.Required - usable, wasThere > usable);
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
