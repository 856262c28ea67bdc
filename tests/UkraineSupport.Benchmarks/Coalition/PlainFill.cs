using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Benchmarks.Coalition;

/// <summary>
/// What a careful planner would do, for comparison: serials one after the other, critical ones first, then by their
/// first day; each takes the unit that adds most until none adds anything. Day by day, sharing no code with the balance
/// but the rules.
/// </summary>
internal static class PlainFill
{
    /// <summary>Strength-days filled of critical serials and of all, in persons.</summary>
    public static (decimal Critical, decimal All) Of(BalanceInput input)
    {
        var left = input.Units.OrderBy(u => u.Id, StringComparer.Ordinal).ToList();
        var (critical, all) = (0m, 0m);
        var order = input
            .Serials.OrderByDescending(s => s.Critical)
            .ThenBy(s => s.FromDay)
            .ThenBy(s => s.Id, StringComparer.Ordinal);
        foreach (var unit in left.Where(u => u.Serial is not null).ToList())
            left.Remove(unit);
        foreach (var serial in order)
        {
            var filled = Fill(input, serial, left);
            var persons = serial.Count is { } count ? (decimal)filled * serial.Strength / count : filled;
            all += persons;
            critical += serial.Critical ? persons : 0;
        }

        return (critical, all);
    }

    private static long Fill(BalanceInput input, Serial serial, List<ForceUnit> left)
    {
        var start = serial.Start(input.DDay).DayNumber;
        var load = new long[Math.Max(0, serial.End(input.DDay).DayNumber - start)];
        var able = left.Concat(input.Units.Where(u => u.Serial == serial.Id))
            .Select(u => (Unit: u, Days: Suitability.UsableDays(serial, u, input.DDay)))
            .Where(x => x.Days.Count > 0)
            .ToList();
        foreach (var held in able.Where(x => x.Unit.Serial is not null).ToList())
        {
            Add(serial, load, start, held);
            able.Remove(held);
        }

        while (true)
        {
            var (most, best) = able.Select((x, i) => (Gain(serial, load, start, x), -i)).DefaultIfEmpty().Max();
            if (most <= 0)
                break;
            Add(serial, load, start, able[-best]);
            left.Remove(able[-best].Unit);
            able.RemoveAt(-best);
        }

        return load.Sum(l => Math.Min(l, serial.Required));
    }

    private static long Gain(Serial serial, long[] load, int start, (ForceUnit, IReadOnlyList<DayRange>) one) =>
        Days(one, start).Sum(d => Math.Clamp(serial.Required - load[d], 0, Suitability.Amount(serial, one.Item1)));

    private static void Add(Serial serial, long[] load, int start, (ForceUnit, IReadOnlyList<DayRange>) one)
    {
        foreach (var day in Days(one, start))
            load[day] += Suitability.Amount(serial, one.Item1);
    }

    private static IEnumerable<int> Days((ForceUnit, IReadOnlyList<DayRange> Ranges) one, int start) =>
        one.Ranges.SelectMany(r => Enumerable.Range(r.From.DayNumber - start, r.Days));
}
