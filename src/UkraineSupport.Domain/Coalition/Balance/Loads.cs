namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>A stretch of days on which as much stands in a serial.</summary>
/// <param name="Days">The days.</param>
/// <param name="Load">What stands there, in what the serial is measured by.</param>
internal readonly record struct Stretch(DayRange Days, long Load);

/// <summary>What stands in each serial through the time that it must be held.</summary>
internal sealed class Loads
{
    private readonly Problem _problem;
    private readonly List<Choice>[] _taken;

    public Loads(Problem problem, int[] serialOf)
    {
        _problem = problem;
        _taken = [.. problem.Serials.Select(_ => new List<Choice>())];
        foreach (var choice in problem.Choices)
        {
            if (serialOf[choice.Unit] == choice.Serial)
                _taken[choice.Serial].Add(choice);
        }
    }

    /// <summary>Who counts in a serial.</summary>
    public IReadOnlyList<Choice> Of(int serial) => _taken[serial];

    /// <summary>What the units really bring there, which may be more than is required.</summary>
    public IReadOnlyList<Stretch> Stretches(int serial)
    {
        var of = _problem.Serials[serial];
        var (start, end) = (of.Start(_problem.DDay), of.End(_problem.DDay));
        if (start >= end)
            return [];
        var changes = new SortedDictionary<int, long> { [Offset(start)] = 0, [Offset(end)] = 0 };
        foreach (var choice in _taken[serial])
        {
            var amount = Suitability.Amount(of, _problem.Units[choice.Unit]);
            foreach (var (from, until) in choice.Days)
            {
                changes[from] = changes.GetValueOrDefault(from) + amount;
                changes[until] = changes.GetValueOrDefault(until) - amount;
            }
        }

        var (found, load, at) = (new List<Stretch>(), 0L, int.MinValue);
        foreach (var (day, change) in changes)
        {
            if (at != int.MinValue)
                found.Add(new(new(Day(at), Day(day - 1)), load));
            (load, at) = (load + change, day);
        }

        return found;
    }

    /// <summary>What is missing, in days of what the serial is measured by.</summary>
    public long Missing(int serial) =>
        Stretches(serial).Sum(s => s.Days.Days * Math.Max(0, _problem.Serials[serial].Required - s.Load));

    private int Offset(DateOnly day) => day.DayNumber - _problem.DDay.DayNumber;

    private DateOnly Day(int offset) => _problem.DDay.AddDays(offset);
}
