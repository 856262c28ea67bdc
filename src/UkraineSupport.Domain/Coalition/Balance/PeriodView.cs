namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Makes the view of a balance over a time.</summary>
internal sealed class PeriodView(ForceBalance balance, DateOnly from, DateOnly to)
{
    private readonly Problem _problem = balance.Solution.Problem;
    private readonly Loads _loads = new(balance.Solution.Problem, balance.Solution.SerialOf);

    public BalancePeriod Make() =>
        new(from, to, [.. Enumerable.Range(0, _problem.Serials.Length).Select(Of)], balance.Score);

    private SerialPeriod Of(int s)
    {
        var stretches = _loads.Stretches(s).Select(Clip).Where(x => x.Days.Days > 0).ToList();
        return new(_problem.Serials[s], Months(s, stretches), Gaps(s, stretches));
    }

    private Stretch Clip(Stretch one) =>
        one with
        {
            Days = new(one.Days.From > from ? one.Days.From : from, one.Days.To < to ? one.Days.To : to),
        };

    private List<MonthLine> Months(int s, List<Stretch> stretches)
    {
        var months = new List<MonthLine>();
        if (stretches.Count == 0)
            return months;
        var required = (long)_problem.Serials[s].Required;
        var last = stretches[^1].Days.To;
        for (var month = First(stretches[0].Days.From); month <= last; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            var least = stretches.Where(x => x.Days.From <= end && x.Days.To >= month).Min(x => x.Load);
            months.Add(new(month, required, least, Math.Max(0, required - least)));
        }

        return months;
    }

    private List<HoldGap> Gaps(int s, List<Stretch> stretches)
    {
        var gaps = new List<HoldGap>();
        var required = (long)_problem.Serials[s].Required;
        foreach (var (days, load) in stretches.Where(x => x.Load < required))
        {
            var missing = required - load;
            if (gaps.Count > 0 && gaps[^1].Missing == missing && gaps[^1].Days.To.AddDays(1) == days.From)
                gaps[^1] = gaps[^1] with { Days = gaps[^1].Days with { To = days.To } };
            else
                gaps.Add(new(days, missing, GoneBefore(s, days.From)));
        }

        return gaps;
    }

    /// <summary>Of those who held it before a day and are not there on it, the last ones.</summary>
    private string[] GoneBefore(int s, DateOnly day)
    {
        var offset = day.DayNumber - _problem.DDay.DayNumber;
        var gone = _loads
            .Of(s)
            .Where(c => c.Days[0].From < offset && !Array.Exists(c.Days, d => d.From <= offset && offset < d.End))
            .Select(c => (c.Unit, Until: c.Days.Where(d => d.End <= offset).Max(d => d.End)))
            .ToList();
        var last = gone.Select(g => g.Until).DefaultIfEmpty().Max();
        return [.. gone.Where(g => g.Until == last).Select(g => _problem.Units[g.Unit].Id)];
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
}
