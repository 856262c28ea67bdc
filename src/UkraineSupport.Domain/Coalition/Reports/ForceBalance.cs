using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Domain.Coalition.Reports;

/// <summary>
/// The force as it would stand: the best assignment of commitments to serials over the whole time for which serials must
/// be held, read on a day or over a period. Method: docs/decisions/0021.
/// </summary>
public sealed class ForceBalance
{
    /// <summary>No ally should provide more (advisory letter section 2, NATO's defence planning).</summary>
    public const decimal CeilingPercent = 50;

    private readonly Dictionary<string, string> _placeOf = new(StringComparer.Ordinal);
    private readonly ILookup<string, ForceUnit> _usedIn;
    private readonly ILookup<string, ForceUnit> _placedIn;
    private readonly Dictionary<(string Serial, string Unit), IReadOnlyList<DayRange>> _days = [];

    private ForceBalance(BalanceInput input, Solution solution)
    {
        (Input, Solution) = (input, solution);
        var (serials, units) = (solution.Problem.Serials, solution.Problem.Units);
        for (var u = 0; u < units.Length; u++)
        {
            if (solution.SerialOf[u] is not (>= 0 and var s))
                continue;
            _placeOf[units[u].Id] = serials[s].Id;
            _days[(serials[s].Id, units[u].Id)] = Suitability.UsableDays(serials[s], units[u], input.DDay);
        }

        _usedIn = Lookup(units);
        foreach (var (unit, serial) in Placement.Of(this, units))
            _placeOf[unit.Id] = serial.Id;
        _placedIn = Lookup(units);
    }

    /// <summary>What it is made of.</summary>
    public BalanceInput Input { get; }

    /// <summary>How good the assignment is.</summary>
    public Optimum Optimum => OptimumOf(Solution);

    internal Solution Solution { get; }

    internal IEnumerable<Serial> Serials => Solution.Problem.Serials;

    internal IEnumerable<ForceUnit> Units => Solution.Problem.Units;

    /// <summary>Makes the assignment.</summary>
    public static ForceBalance Of(BalanceInput input, CancellationToken cancel = default) =>
        new(input, Solution.Of(input, cancel: cancel));

    /// <summary>The units that the assignment puts into serials, by commitment: the serial's id.</summary>
    public IReadOnlyDictionary<string, string> Assigned =>
        Units.Where(u => IsUsed(u)).ToDictionary(u => u.Id, u => _placeOf[u.Id], StringComparer.Ordinal);

    /// <summary>The balance on a day; a serial that must stand later is looked at on its first day.</summary>
    public BalanceOnDay At(DateOnly day) => new DayReport(this, day).Write();

    /// <summary>The balance over a period, both days included.</summary>
    public BalanceOverTime Between(DateOnly from, DateOnly to) => new PeriodReport(this, from, to).Write();

    internal static Optimum OptimumOf(Solution solution)
    {
        decimal Days(long points) => Math.Round(points / (decimal)solution.Problem.Scale, 2);
        var (points, bound) = (solution.Points, solution.Bound);
        return new(Days(points.Critical), Days(bound.Critical), Days(points.All), Days(bound.All), points.Splits);
    }

    /// <summary>The serial that a unit is placed in, or null.</summary>
    internal string? PlaceOf(ForceUnit unit) => _placeOf.GetValueOrDefault(unit.Id);

    /// <summary>Whether the assignment uses it.</summary>
    internal bool IsUsed(ForceUnit unit) =>
        _placeOf.TryGetValue(unit.Id, out var serial) && _days.ContainsKey((serial, unit.Id));

    /// <summary>The units that are used in a serial.</summary>
    internal IEnumerable<ForceUnit> UsedIn(Serial serial) => _usedIn[serial.Id].Where(IsUsed);

    /// <summary>The units that are placed in a serial, used or not.</summary>
    internal IEnumerable<ForceUnit> PlacedIn(Serial serial) => _placedIn[serial.Id];

    /// <summary>The stretch of days around <paramref name="day"/> on which a unit is usable there, or null.</summary>
    internal DayRange? UsableAround(Serial serial, ForceUnit unit, DateOnly day)
    {
        foreach (var range in DaysOf(serial, unit))
        {
            if (range.Contains(day))
                return range;
        }

        return null;
    }

    /// <summary>The days on which a unit that is used in a serial is usable there.</summary>
    internal IReadOnlyList<DayRange> DaysOf(Serial serial, ForceUnit unit) =>
        _days.GetValueOrDefault((serial.Id, unit.Id)) ?? [];

    /// <summary>What is usable in a serial on a day, in what it is measured by.</summary>
    internal long UsableOn(Serial serial, DateOnly day) =>
        UsedIn(serial).Where(u => UsableAround(serial, u, day) is not null).Sum(u => Suitability.Amount(serial, u));

    private ILookup<string, ForceUnit> Lookup(IEnumerable<ForceUnit> units) =>
        units.Where(u => _placeOf.ContainsKey(u.Id)).ToLookup(u => _placeOf[u.Id], StringComparer.Ordinal);
}
