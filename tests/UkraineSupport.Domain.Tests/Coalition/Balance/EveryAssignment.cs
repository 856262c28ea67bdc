using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

/// <summary>Tries every assignment that there is, day by day.</summary>
internal sealed class EveryAssignment
{
    private readonly BalanceInput _input;
    private readonly long _scale;
    private readonly bool[,][] _usable;
    private readonly int[] _serialOf;
    private (long Critical, long All, long Splits)? _best;

    private EveryAssignment(BalanceInput input)
    {
        _input = input;
        _scale = input.Serials.Aggregate(1L, (product, s) => product * (s.Count ?? 1));
        _usable = new bool[input.Units.Count, input.Serials.Count][];
        for (var u = 0; u < input.Units.Count; u++)
        {
            for (var s = 0; s < input.Serials.Count; s++)
                _usable[u, s] = Days(input.Serials[s], input.Units[u]);
        }

        _serialOf = new int[input.Units.Count];
    }

    /// <summary>The best, by level, with strength-days in the scale of the problem that is asked for.</summary>
    public static (long Critical, long All, long Splits) Best(BalanceInput input, long scale)
    {
        var every = new EveryAssignment(input);
        every.Try(0);
        var (critical, all, splits) = every._best!.Value;
        return (critical * scale / every._scale, all * scale / every._scale, splits);
    }

    private bool[] Days(Serial serial, ForceUnit unit)
    {
        var (start, end) = (serial.Start(_input.DDay), serial.End(_input.DDay));
        return
        [
            .. Enumerable
                .Range(0, end.DayNumber - start.DayNumber)
                .Select(d => NaiveRules.IsUsable(serial, unit, _input.DDay, start.AddDays(d))),
        ];
    }

    private void Try(int unit)
    {
        if (unit == _serialOf.Length)
        {
            var found = Score();
            if (_best is not { } best || Compare(found, best) > 0)
                _best = found;
            return;
        }

        var held = _input.Units[unit].Serial;
        for (var s = -1; s < _input.Serials.Count; s++)
        {
            var can = s >= 0 && _usable[unit, s].Contains(true);
            if (held is null ? s >= 0 && !can : s >= 0 && (_input.Serials[s].Id != held || !can))
                continue;
            if (held is not null && s < 0 && CanHold(unit, held))
                continue;
            _serialOf[unit] = s;
            Try(unit + 1);
        }
    }

    private bool CanHold(int unit, string held) =>
        Enumerable
            .Range(0, _input.Serials.Count)
            .Any(s => _input.Serials[s].Id == held && _usable[unit, s].Contains(true));

    private (long, long, long) Score()
    {
        var (critical, all, splits) = (0L, 0L, 0L);
        for (var s = 0; s < _input.Serials.Count; s++)
        {
            var serial = _input.Serials[s];
            var here = Enumerable.Range(0, _serialOf.Length).Where(u => _serialOf[u] == s).ToArray();
            var filled = 0L;
            for (var d = 0; here.Length > 0 && d < _usable[0, s].Length; d++)
                filled += Math.Min(
                    serial.Required,
                    here.Where(u => _usable[u, s][d]).Sum(u => Suitability.Amount(serial, _input.Units[u]))
                );
            var persons = serial.Count is { } count ? filled * serial.Strength * _scale / count : filled * _scale;
            all += persons;
            critical += serial.Critical ? persons : 0;
            splits += Math.Max(0, Chains(here) - 1);
        }

        return (critical, all, splits);
    }

    private int Chains(int[] here)
    {
        var ids = here.Select(u => _input.Units[u].Id).ToHashSet();
        return here.Count(u => _input.Units[u].Terms.Successor is not { } next || !ids.Contains(next));
    }

    private static int Compare(
        (long Critical, long All, long Splits) one,
        (long Critical, long All, long Splits) other
    ) => (one.Critical, one.All, -one.Splits).CompareTo((other.Critical, other.All, -other.Splits));
}
