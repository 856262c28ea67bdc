using Google.OrTools.Sat;

namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// A component in the integers of CP-SAT: atoms along edges, credits in each need's own step, points in the lattice's.
/// </summary>
internal sealed class ExactModel
{
    /// <summary>Price counts to a millionth of all there is: what parts cost must outweigh it.</summary>
    private const long PriceSteps = 1_000_000;

    private readonly Component _component;
    private readonly decimal _step;
    private readonly long[] _most;
    private readonly List<int> _edges;
    private readonly Dictionary<int, IntVar> _atoms;

    /// <summary>Builds it.</summary>
    /// <param name="component">The component.</param>
    /// <param name="most">By edge, the most atoms; edges with none are left out.</param>
    /// <param name="step">What a point of the model is worth: values are rounded up to it, penalties down, so that no
    /// plan has fewer here.</param>
    public ExactModel(Component component, long[] most, decimal step)
    {
        (_component, _step, _most) = (component, step, most);
        _edges = [.. Enumerable.Range(0, most.Length).Where(e => most[e] > 0)];
        _atoms = _edges.ToDictionary(e => e, e => Model.NewIntVar(0, most[e], ""));
        foreach (var line in _edges.GroupBy(e => component.Edges[e].Line))
            Model.Add(LinearExpr.Sum(line.Select(e => _atoms[e])) <= component.Lines[line.Key].Free);
        foreach (var need in _edges.GroupBy(e => component.Edges[e].Need))
            AddNeed(need.Key, [.. need]);
        var points = _edges.Select(e => LinearExpr.Term(_atoms[e], PointsOf(e))).ToList();
        foreach (var group in _edges.Where(e => component.Edges[e].Group >= 0).GroupBy(e => component.Edges[e].Group))
            points.Add(Penalty(group.Key, [.. group]));
        Points = LinearExpr.Sum(points);
    }

    public CpModel Model { get; } = new();

    /// <summary>In steps.</summary>
    public LinearExpr Points { get; }

    /// <summary>Points of a plan as the model counts them, or a little less.</summary>
    public long PointsOf(Draft plan) => (long)decimal.Floor(plan.Objective() / _step);

    /// <summary>Whether all sums stay well within 64 bits.</summary>
    public static bool Fits(Component component, long[] most, decimal step)
    {
        const decimal limit = 1L << 60;
        var edges = Enumerable.Range(0, most.Length).Where(e => most[e] > 0).ToList();
        return edges.Sum(e => component.Edges[e].Value * most[e]) / step < limit
            && edges
                .GroupBy(e => component.Edges[e].Need)
                .All(n => n.Sum(e => component.Edges[e].Credit * most[e]) < limit * Step(component, n))
            && edges
                .Where(e => component.Edges[e].Group >= 0)
                .GroupBy(e => component.Edges[e].Group)
                .All(g =>
                    Lattice.OfGroup(component, g.Key) is > 0 and var unit
                    && g.Sum(e => component.Edges[e].Credit * most[e]) < limit * unit
                );
    }

    /// <summary>Counts parts, and after them price.</summary>
    public LinearExpr PartsThenPrice()
    {
        var dearest = _edges.Sum(e => _component.Lines[_component.Edges[e].Line].Price * _most[e]);
        var terms = new List<LinearExpr>();
        foreach (var e in _edges)
        {
            if (!_component.Edges[e].HasKept)
                terms.Add(LinearExpr.Term(Used(e), 2 * PriceSteps));
            if (dearest > 0)
                terms.Add(
                    LinearExpr.Term(
                        _atoms[e],
                        (long)(_component.Lines[_component.Edges[e].Line].Price / dearest * PriceSteps)
                    )
                );
        }

        return LinearExpr.Sum(terms);
    }

    private BoolVar Used(int edge)
    {
        var used = Model.NewBoolVar("");
        Model.Add(_atoms[edge] <= LinearExpr.Term(used, _most[edge]));
        return used;
    }

    public void Hint(Draft start)
    {
        foreach (var e in _edges)
            Model.AddHint(_atoms[e], start.Atoms[e]);
    }

    /// <summary>The plan that the solver found, with what it had no time to add.</summary>
    public Draft Read(CpSolver solver)
    {
        var draft = new Draft(_component);
        foreach (var e in _edges)
        {
            if (solver.Value(_atoms[e]) is > 0 and var atoms)
                draft.Add(e, atoms);
        }

        return Greedy.ByWorth(_component, draft);
    }

    private long PointsOf(int edge) => (long)decimal.Ceiling(_component.Edges[edge].Value / _step);

    /// <summary>The step that all credits along some edges are multiples of.</summary>
    private static decimal Step(Component component, IEnumerable<int> edges) =>
        edges.Aggregate(0m, (s, e) => Lattice.Common(component.Edges[e].Credit, s));

    private void AddNeed(int need, int[] edges)
    {
        var step = Step(_component, edges);
        var most = edges.Sum(e => _component.Edges[e].Credit * _most[e]);
        Model.Add(
            LinearExpr.WeightedSum(
                edges.Select(e => _atoms[e]),
                edges.Select(e => (long)(_component.Edges[e].Credit / step))
            ) <= (long)(Math.Min(_component.Needs[need].Open, most) / step)
        );
    }

    private LinearExpr Penalty(int group, int[] edges)
    {
        var unit = Lattice.OfGroup(_component, group);
        var credits = LinearExpr.WeightedSum(
            edges.Select(e => _atoms[e]),
            edges.Select(e => (long)(_component.Edges[e].Credit / unit))
        );
        var most = edges.Sum(e => _component.Edges[e].Credit * _most[e]);
        var beyond = Model.NewIntVar(0, (long)(most / unit), "");
        Model.Add(beyond >= credits - (long)(Math.Min(_component.Groups[group].Room, most) / unit));
        return LinearExpr.Term(beyond, -(long)(_component.Groups[group].Penalty * unit / _step));
    }
}
