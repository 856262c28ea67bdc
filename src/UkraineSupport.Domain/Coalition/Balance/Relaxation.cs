using Google.OrTools.LinearSolver;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// A component's linear programme: units may be shared out, and those without a choice are where they must be. Its
/// prices bound what any assignment is worth (see <see cref="DualBound"/>), and where it puts most of a unit is a good
/// start. Everything is scaled to parts of a whole.
/// </summary>
internal sealed class Relaxation : IDisposable
{
    private readonly Component _component;
    private readonly Solver _solver;
    private readonly Variable?[] _taken;
    private readonly Variable?[] _filled;
    private readonly Row?[] _plain;
    private readonly List<(Row Row, Constraint Constraint)> _rows = [];
    private readonly double _scale;
    private Constraint? _critical;
    private bool _isSolved;

    public Relaxation(Component component)
    {
        _component = component;
        _solver =
            Solver.CreateSolver("GLOP")
            ?? throw new InvalidOperationException("OR-Tools has no GLOP on this platform.");
        _taken = new Variable?[component.Choices.Length];
        _filled = new Variable?[component.PartDays.Length];
        _plain = new Row?[component.PartDays.Length];
        _scale = Enumerable.Range(0, _filled.Length).Select(p => Worth(p, Emphases.All)).Append(1).Max();
        for (var u = 0; u < component.Units.Length; u++)
            AddUnit(u);
        for (var p = 0; p < _filled.Length; p++)
            AddPart(p);
        _solver.Objective().SetMaximization();
    }

    /// <summary>By choice, what part of it is taken.</summary>
    public double[] Taken { get; private set; } = [];

    /// <summary>What a critical strength-day more would cost of all, since <see cref="HoldCritical"/>.</summary>
    public double CriticalPrice => _critical is null || !_isSolved ? 0 : Math.Max(0, -_critical.DualValue());

    /// <summary>Sets what strength-days count.</summary>
    public void Aim(Emphasis emphasis)
    {
        for (var p = 0; p < _filled.Length; p++)
        {
            if (_filled[p] is { } filled)
                _solver.Objective().SetCoefficient(filled, Worth(p, emphasis) / _scale);
        }
    }

    /// <summary>Holds the critical serials to so many points, less what the solver rounds.</summary>
    public void HoldCritical(long points)
    {
        var least = (double)(points - _component.SureWorth(Emphases.CriticalOnly)) / _scale * (1 - 1e-7);
        _critical ??= _solver.MakeConstraint(least, double.PositiveInfinity);
        _critical.SetLb(least);
        for (var p = 0; p < _filled.Length; p++)
        {
            if (_filled[p] is { } filled)
                _critical.SetCoefficient(filled, Worth(p, Emphases.CriticalOnly) / _scale);
        }
    }

    /// <summary>Solves it. An abnormal end leaves no prices: it costs quality, not truth.</summary>
    public void Solve()
    {
        _isSolved = _solver.Solve() is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE;
        Taken = [.. _taken.Select(t => _isSolved ? t?.SolutionValue() ?? 0 : 0)];
    }

    /// <summary>Adds rows that cut off the solution; answers whether there are any.</summary>
    public bool Cut()
    {
        List<Row> found = [];
        for (var p = 0; p < _filled.Length && _isSolved; p++)
        {
            if (_filled[p] is not { } filled || _solver.Objective().GetCoefficient(filled) <= 0)
                continue;
            var room = _component.Room[p];
            if (new Covers(_plain[p]!, room, Taken).Deepest(filled.SolutionValue() * room) is { } row)
                found.Add(row);
        }

        found.ForEach(Add);
        return found.Count > 0;
    }

    /// <summary>The rows with their prices, as parts of what a day is worth by an emphasis.</summary>
    /// <param name="emphasis">The emphasis.</param>
    /// <param name="parts">What in it stands for one.</param>
    public IEnumerable<(Row Row, double Price)> Prices(Emphasis emphasis, long parts = 1)
    {
        foreach (var (row, constraint) in _rows.Where(_ => _isSolved))
        {
            var whole = Worth(row.Part, emphasis) / parts;
            if (whole > 0)
                yield return (row, constraint.DualValue() * _scale / whole);
        }
    }

    public void Dispose() => _solver.Dispose();

    private double Worth(int part, Emphasis emphasis) =>
        (double)_component.Worth(part, emphasis) * _component.Room[part];

    private void AddUnit(int unit)
    {
        if (_component.IsSure(unit))
            return;
        var once = _solver.MakeConstraint(double.NegativeInfinity, 1);
        foreach (var c in _component.ChoicesOfUnit[unit])
        {
            var taken = _solver.MakeNumVar(0, 1, "");
            once.SetCoefficient(taken, 1);
            _taken[c] = taken;
        }
    }

    private void AddPart(int part)
    {
        if (!_component.IsOpen(part))
            return;
        _filled[part] = _solver.MakeNumVar(0, 1, "");
        _plain[part] = Row.Plain(_component, part, _component.ChoicesOfPart[part].Where(c => _taken[c] is not null));
        Add(_plain[part]!);
    }

    private void Add(Row row)
    {
        var room = (double)_component.Room[row.Part];
        var constraint = _solver.MakeConstraint(double.NegativeInfinity, row.Constant / room);
        constraint.SetCoefficient(_filled[row.Part], 1);
        foreach (var (choice, adds) in row.Terms)
            constraint.SetCoefficient(_taken[choice], -adds / room);
        _rows.Add((row, constraint));
    }
}
