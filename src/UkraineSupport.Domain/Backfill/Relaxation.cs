namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// A component with fractions of atoms allowed: a linear programme, solved by GLOP on the columns that matter. Its
/// prices give the bound (<see cref="DualBound"/>), its flows the plan to round. Columns are edges; those that would
/// pay at the prices found are added until none does, so that a component of a million edges is solved on some ten
/// thousands.
/// </summary>
internal sealed class Relaxation
{
    private const int FirstColumns = 3;
    private const int MoreColumns = 2;
    private const int MaxRounds = 25;
    private const decimal Enough = 0.000001m;

    private readonly Component _component;
    private readonly bool[] _isColumn;

    private Relaxation(Component component)
    {
        _component = component;
        _isColumn = new bool[component.Edges.Length];
        Flows = new double[component.Edges.Length];
    }

    /// <summary>By edge, in atoms, not whole.</summary>
    public double[] Flows { get; private set; }

    /// <summary>Points for a unit of each need.</summary>
    public decimal[] NeedPrices { get; private set; } = [];

    /// <summary>Points for a unit of each ceiling's room.</summary>
    public decimal[] GroupPrices { get; private set; } = [];

    /// <summary>No plan has more points.</summary>
    public decimal Bound { get; private set; } = decimal.MaxValue;

    /// <summary>Solves it.</summary>
    /// <param name="component">The component.</param>
    /// <param name="starts">Plans whose edges are among the first columns.</param>
    /// <param name="cancel">Stops the solver.</param>
    public static Relaxation Of(Component component, IEnumerable<Draft> starts, CancellationToken cancel)
    {
        var relaxation = new Relaxation(component);
        relaxation.Begin(starts);
        using var programme = new LinearProgramme(component);
        for (var round = 0; round < MaxRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var points = relaxation.Solve(programme, cancel);
            if (relaxation.Bound - points <= Enough * relaxation.Bound || !relaxation.AddColumns())
                break;
        }

        return relaxation;
    }

    private void Begin(IEnumerable<Draft> starts)
    {
        foreach (var start in starts)
        {
            for (var e = 0; e < _isColumn.Length; e++)
                _isColumn[e] |= start.Atoms[e] > 0;
        }

        for (var line = 0; line < _component.Lines.Length; line++)
            Take(line, FirstColumns, e => _component.Edges[e].Value * _component.Edges[e].Most);
    }

    /// <summary>Makes columns of the line's edges that pay best; says whether there were any.</summary>
    private bool Take(int line, int count, Func<int, decimal> pays)
    {
        var edges = Enumerable
            .Range(_component.FirstEdge[line], _component.FirstEdge[line + 1] - _component.FirstEdge[line])
            .Where(e => !_isColumn[e])
            .Select(e => (Edge: e, Pays: pays(e)))
            .Where(x => x.Pays > 0)
            .OrderByDescending(x => x.Pays)
            .ThenBy(x => x.Edge)
            .Take(count)
            .ToList();
        foreach (var (edge, _) in edges)
            _isColumn[edge] = true;
        return edges.Count > 0;
    }

    private bool AddColumns()
    {
        var any = false;
        for (var line = 0; line < _component.Lines.Length; line++)
        {
            var own = LinePrice(line);
            any |= Take(line, MoreColumns, e => Gain(e) - own);
        }

        return any;
    }

    /// <summary>What an atom brings beyond the prices of what it uses.</summary>
    public decimal Gain(int edge)
    {
        var e = _component.Edges[edge];
        return e.Value - (e.Credit * (NeedPrices[e.Need] + (e.Group < 0 ? 0 : GroupPrices[e.Group])));
    }

    private decimal LinePrice(int line)
    {
        var price = 0m;
        for (var e = _component.FirstEdge[line]; e < _component.FirstEdge[line + 1]; e++)
        {
            if (_isColumn[e])
                price = Math.Max(price, Gain(e));
        }

        return price;
    }

    /// <summary>Solves on the present columns; answers its points.</summary>
    private decimal Solve(LinearProgramme programme, CancellationToken cancel)
    {
        programme.Add(_isColumn);
        var points = programme.Solve(cancel);
        (Flows, NeedPrices, GroupPrices) = (programme.Flows(), programme.NeedPrices(), programme.GroupPrices());
        Bound = DualBound.Of(_component, NeedPrices, GroupPrices);
        return points;
    }
}
