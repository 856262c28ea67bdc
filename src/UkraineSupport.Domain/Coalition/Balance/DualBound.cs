namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// An upper bound of a component's strength-days that holds whatever prices its rows are given (weak duality): what is
/// filled earns what the prices leave of its weight, each unit goes where it earns most. All in whole numbers, so that
/// no rounding gets into it.
/// </summary>
internal sealed class DualBound
{
    private const int Steps = 1 << 20;

    private readonly Component _component;
    private readonly Emphasis _emphasis;
    private readonly List<(Row Row, long Price)>[] _rows;
    private readonly Int128[] _earns;
    private readonly Int128 _total;

    /// <summary>Makes it.</summary>
    /// <param name="component">The component.</param>
    /// <param name="emphasis">What strength-days count.</param>
    /// <param name="rows">True rows, and their prices as parts of the weight of a day.</param>
    public DualBound(Component component, Emphasis emphasis, IEnumerable<(Row Row, double Price)> rows)
    {
        (_component, _emphasis) = (component, emphasis);
        _earns = new Int128[component.Choices.Length];
        _rows = [.. component.PartDays.Select(_ => new List<(Row, long)>())];
        _total = (Int128)component.SureWorth(emphasis) * Steps;
        foreach (var (row, price) in rows)
        {
            if ((long)(Math.Clamp(price, 0, 1) * Steps) is not 0 and var exact)
                _rows[row.Part].Add((row, exact));
        }

        for (var p = 0; p < _rows.Length; p++)
        {
            _total += Rest(p, component.Room[p]);
            foreach (var (row, price) in _rows[p])
            {
                var worth = component.Worth(p, emphasis) * (Int128)price;
                _total += worth * row.Constant;
                foreach (var (choice, adds) in row.Terms)
                    _earns[choice] += worth * adds;
            }
        }

        for (var u = 0; u < component.Units.Length; u++)
            _total += Most(u, _earns);
    }

    /// <summary>The bound, in points by the emphasis.</summary>
    public Int128 Value => _total / Steps;

    /// <summary>Whether an assignment with this choice might have so many points.</summary>
    public bool Allows(int choice, Int128 points) =>
        _component.IsSure(_component.Choices[choice].Unit)
        || _total - Most(_component.Choices[choice].Unit, _earns) + _earns[choice] >= points * Steps;

    /// <summary>Whether an assignment in which a unit has none of these choices might have so many points.</summary>
    public bool AllowsWithout(int unit, Int128 points) =>
        (_component.ChoicesOfUnit[unit].Count == 1 ? WithoutSure(unit) : _total - Most(unit, _earns)) >= points * Steps;

    /// <summary>
    /// The same prices where a unit that was counted on is gone: there is more room then, which others can add more to.
    /// </summary>
    private Int128 WithoutSure(int unit)
    {
        var (gone, total) = (_component.ChoicesOfUnit[unit][0], _total);
        var earns = new Dictionary<int, Int128>();
        foreach (var p in _component.PartsOf(gone))
        {
            var room = _component.RoomWithout(gone, p);
            var worth = (Int128)_component.Worth(p, _emphasis);
            total += Rest(p, room) - Rest(p, _component.Room[p]) - (worth * (room - _component.Room[p]) * Steps);
            total -= _rows[p].Aggregate((Int128)0, (sum, r) => sum + (worth * r.Price * r.Row.Constant));
            var price = Math.Min(Steps, _rows[p].Sum(r => r.Price));
            foreach (var c in _component.ChoicesOfPart[p].Where(c => !_component.IsSure(_component.Choices[c].Unit)))
            {
                var before = _rows[p].Aggregate((Int128)0, (sum, r) => sum + (worth * r.Price * r.Row.Adds(c)));
                var now = worth * price * Math.Min(_component.Choices[c].Amount, room);
                earns[c] = earns.GetValueOrDefault(c, _earns[c]) + now - before;
            }
        }

        return earns
            .Keys.Select(c => _component.Choices[c].Unit)
            .Distinct()
            .Aggregate(total, (sum, u) => sum + Most(u, earns) - Most(u, _earns));
    }

    /// <summary>What the prices leave of a part's weight, where it can be filled at all.</summary>
    private Int128 Rest(int part, long room) =>
        _component.HasFree[part]
            ? (Int128)Math.Max(0, Steps - _rows[part].Sum(r => r.Price)) * _component.Worth(part, _emphasis) * room
            : 0;

    private Int128 Most(int unit, Int128[] earns)
    {
        Int128 most = 0;
        if (_component.IsSure(unit))
            return most;
        foreach (var c in _component.ChoicesOfUnit[unit])
            most = Int128.Max(most, earns[c]);
        return most;
    }

    private Int128 Most(int unit, Dictionary<int, Int128> earns) =>
        _component
            .ChoicesOfUnit[unit]
            .Aggregate((Int128)0, (most, c) => Int128.Max(most, earns.GetValueOrDefault(c, _earns[c])));
}
