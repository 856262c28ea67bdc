namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// A plan of one component in the making: how many atoms flow along each edge. Never more than lines have free and
/// needs have open.
/// </summary>
internal sealed class Draft
{
    private readonly Component _component;
    private readonly long[] _free;
    private readonly decimal[] _open;
    private readonly decimal[] _room;

    public Draft(Component component)
    {
        _component = component;
        Atoms = new long[component.Edges.Length];
        _free = [.. component.Lines.Select(l => l.Free)];
        _open = [.. component.Needs.Select(n => n.Open)];
        _room = [.. component.Groups.Select(g => g.Room)];
    }

    /// <summary>By edge.</summary>
    public long[] Atoms { get; }

    /// <summary>How many more atoms fit along an edge.</summary>
    public long Fits(int edge)
    {
        var e = _component.Edges[edge];
        return (long)Math.Min(Math.Min(_free[e.Line], e.Most - Atoms[edge]), _open[e.Need] / e.Credit);
    }

    /// <summary>Adds atoms, or takes them away again.</summary>
    public void Add(int edge, long atoms)
    {
        var e = _component.Edges[edge];
        Atoms[edge] += atoms;
        _free[e.Line] -= atoms;
        _open[e.Need] -= atoms * e.Credit;
        if (e.Group >= 0)
            _room[e.Group] -= atoms * e.Credit;
    }

    /// <summary>What is left of a line, in atoms.</summary>
    public long Free(int line) => _free[line];

    /// <summary>What is left of a need, in its unit.</summary>
    public decimal Open(int need) => _open[need];

    /// <summary>What is left of a donor's ceiling, in the capability's unit; negative beyond it.</summary>
    public decimal Room(int group) => _room[group];

    /// <summary>Points, the penalty for what is beyond ceilings taken off.</summary>
    public decimal Objective()
    {
        var points = 0m;
        for (var e = 0; e < Atoms.Length; e++)
        {
            if (Atoms[e] != 0)
                points += Atoms[e] * _component.Edges[e].Value;
        }

        for (var g = 0; g < _room.Length; g++)
            points -= Math.Max(0, -_room[g]) * _component.Groups[g].Penalty;
        return points;
    }

    /// <summary>How many parts it adds to what is kept.</summary>
    public int Parts() => Atoms.Where((a, e) => a > 0 && !_component.Edges[e].HasKept).Count();

    /// <summary>What all of it is worth in EUR.</summary>
    public decimal Price() =>
        Atoms.Select((a, e) => a == 0 ? 0 : a * _component.Lines[_component.Edges[e].Line].Price).Sum();

    /// <summary>Whether it is better: more points, or as many in fewer parts, or in as many for less money.</summary>
    public bool IsBetterThan(Draft other) =>
        (Objective(), -Parts(), -Price()).CompareTo((other.Objective(), -other.Parts(), -other.Price())) > 0;
}
