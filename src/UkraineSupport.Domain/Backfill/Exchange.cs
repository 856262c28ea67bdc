namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// Gives parts to other lines as long as that brings points, or costs none and saves a part or money. Makes large plans
/// cheaper, whose exact search would take too long.
/// </summary>
internal sealed class Exchange
{
    private const int MaxPasses = 5;

    /// <summary>Beyond this it would take longer than the rest of the plan.</summary>
    private const int MaxEdges = 100_000;

    private readonly Component _component;
    private readonly Draft _draft;
    private readonly ILookup<int, int> _edgesOfNeed;

    private Exchange(Component component, Draft draft)
    {
        (_component, _draft) = (component, draft);
        _edgesOfNeed = Enumerable.Range(0, component.Edges.Length).ToLookup(e => component.Edges[e].Need);
    }

    /// <summary>Betters the draft in place.</summary>
    public static Draft Better(Component component, Draft draft)
    {
        if (component.Edges.Length > MaxEdges)
            return draft;
        var exchange = new Exchange(component, draft);
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            if (!exchange.Pass())
                break;
        }

        return draft;
    }

    private bool Pass()
    {
        var any = false;
        for (var e = 0; e < _draft.Atoms.Length; e++)
        {
            if (_draft.Atoms[e] == 0 || Best(e) is not { } to)
                continue;
            _draft.Add(e, -_draft.Atoms[e]);
            _draft.Add(to.Edge, to.Atoms);
            any = true;
        }

        return any;
    }

    private (int Edge, long Atoms)? Best(int part)
    {
        var from = _component.Edges[part];
        var credit = from.Credit * _draft.Atoms[part];
        (int, long)? best = null;
        var most = (0m, 0, 0m);
        foreach (var e in _edgesOfNeed[from.Need])
        {
            var edge = _component.Edges[e];
            if (edge.Line == from.Line || credit % edge.Credit != 0)
                continue;
            if (credit / edge.Credit > Math.Min(_draft.Free(edge.Line), edge.Most - _draft.Atoms[e]))
                continue;
            var atoms = (long)(credit / edge.Credit);
            var price =
                (_draft.Atoms[part] * _component.Lines[from.Line].Price) - (atoms * _component.Lines[edge.Line].Price);
            var saves = (
                (atoms * edge.Value) - (_draft.Atoms[part] * from.Value) - Penalty(from.Group, edge.Group, credit),
                IsPart(e) - (from.HasKept ? 1 : 0),
                price
            );
            if (saves.CompareTo(most) > 0)
                (best, most) = ((e, atoms), saves);
        }

        return best;
    }

    /// <summary>1 where something flows or is kept already, so that more of it is no further part.</summary>
    private int IsPart(int edge) => _draft.Atoms[edge] > 0 || _component.Edges[edge].HasKept ? 1 : 0;

    /// <summary>What the ceilings' penalties grow by when credit moves from one donor to another.</summary>
    private decimal Penalty(int from, int to, decimal credit) =>
        from == to ? 0 : Grows(to, credit) + Grows(from, -credit);

    private decimal Grows(int group, decimal by)
    {
        if (group < 0)
            return 0;
        var beyond = -_draft.Room(group);
        return (Math.Max(0, beyond + by) - Math.Max(0, beyond)) * _component.Groups[group].Penalty;
    }
}
