using Google.OrTools.LinearSolver;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// A component's linear programme on some of its edges. Everything is scaled to parts of a whole (an edge's most, a
/// line's free, a need's open quantity), so that a billion euros and four aircraft are numbers of the same size to the
/// solver. More edges can be added and it be solved again: GLOP then goes on from where it was, as long as it neither
/// presolves nor scales by itself.
/// </summary>
internal sealed class LinearProgramme : IDisposable
{
    private const string Parameters = "use_preprocessing:false use_scaling:false";

    private readonly Component _component;
    private readonly Solver _solver;
    private readonly Variable?[] _parts;
    private readonly Constraint[] _lines;
    private readonly Constraint[] _needs;
    private readonly Constraint[] _groups;
    private readonly double _scale;

    public LinearProgramme(Component component)
    {
        _component = component;
        _solver =
            Solver.CreateSolver("GLOP")
            ?? throw new InvalidOperationException("OR-Tools has no GLOP on this platform.");
        if (!_solver.SetSolverSpecificParametersAsString(Parameters))
            throw new InvalidOperationException("GLOP does not know its parameters.");
        _scale = (double)component.Edges.Max(e => e.Value * e.Most);
        _lines = [.. component.Lines.Select(_ => _solver.MakeConstraint(double.NegativeInfinity, 1))];
        _needs = [.. component.Needs.Select(_ => _solver.MakeConstraint(double.NegativeInfinity, 1))];
        _groups =
        [
            .. component.Groups.Select(
                (g, i) => _solver.MakeConstraint(double.NegativeInfinity, (double)(g.Room / GroupSize(i)))
            ),
        ];
        _parts = new Variable?[component.Edges.Length];
        for (var g = 0; g < _groups.Length; g++)
        {
            var beyond = _solver.MakeNumVar(0, double.PositiveInfinity, "");
            _groups[g].SetCoefficient(beyond, -1);
            _solver.Objective().SetCoefficient(beyond, -(double)(component.Groups[g].Penalty * GroupSize(g)) / _scale);
        }

        _solver.Objective().SetMaximization();
    }

    /// <summary>Makes a column of each of these edges that is none yet.</summary>
    public void Add(bool[] isColumn)
    {
        for (var e = 0; e < _parts.Length; e++)
        {
            if (isColumn[e])
                _parts[e] ??= Column(_component.Edges[e]);
        }
    }

    /// <summary>Answers the points.</summary>
    public decimal Solve(CancellationToken cancel)
    {
        using var stop = cancel.Register(() => _solver.InterruptSolve());
        var status = _solver.Solve();
        cancel.ThrowIfCancellationRequested();
        // Any prices give a true bound and any flows a plan: an abnormal end costs quality, not truth.
        return status == Solver.ResultStatus.OPTIMAL ? (decimal)(_solver.Objective().Value() * _scale) : 0;
    }

    /// <summary>By edge, in atoms.</summary>
    public double[] Flows() =>
        [.. _parts.Select((p, e) => p is null ? 0 : p.SolutionValue() * _component.Edges[e].Most)];

    /// <summary>Points a unit.</summary>
    public decimal[] NeedPrices() => [.. _needs.Select((n, i) => Price(n, _component.Needs[i].Open))];

    /// <summary>Points a unit.</summary>
    public decimal[] GroupPrices() => [.. _groups.Select((g, i) => Price(g, GroupSize(i)))];

    public void Dispose() => _solver.Dispose();

    private Variable Column(Edge edge)
    {
        var most = (double)edge.Most;
        var credit = edge.Credit * edge.Most;
        var part = _solver.MakeNumVar(0, 1, "");
        _lines[edge.Line].SetCoefficient(part, most / _component.Lines[edge.Line].Free);
        _needs[edge.Need].SetCoefficient(part, (double)(credit / _component.Needs[edge.Need].Open));
        if (edge.Group >= 0)
            _groups[edge.Group].SetCoefficient(part, (double)(credit / GroupSize(edge.Group)));
        _solver.Objective().SetCoefficient(part, (double)(edge.Value * edge.Most) / _scale);
        return part;
    }

    private decimal GroupSize(int group) => Math.Max(_component.Groups[group].Room, 1);

    private decimal Price(Constraint row, decimal size)
    {
        var price = row.DualValue() * _scale;
        return double.IsFinite(price) && Math.Abs(price) < 1e15 ? Math.Max(0, (decimal)price) / size : 0;
    }
}
