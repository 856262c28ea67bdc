namespace UkraineSupport.Domain.Backfill;

/// <summary>A line that can serve a need; quantities in atoms of the line, see <see cref="Atom"/>.</summary>
/// <param name="Line">Index of the line within the component.</param>
/// <param name="Need">Index of the need within the component.</param>
/// <param name="Group">Index of the donor's ceiling for the need's capability, or -1 where none applies.</param>
/// <param name="Credit">What an atom covers, in the need's unit.</param>
/// <param name="Value">Points an atom is worth, the ceiling aside.</param>
/// <param name="Most">Most atoms that both sides allow, and that come in time to be of use.</param>
/// <param name="HasKept">Whether something is kept along it: more of the same is no further part then.</param>
internal readonly record struct Edge(
    int Line,
    int Need,
    int Group,
    decimal Credit,
    decimal Value,
    long Most,
    bool HasKept = false
);

/// <summary>A donor's ceiling for one capability.</summary>
/// <param name="Room">What the donor may still cover without a penalty, in the capability's unit.</param>
/// <param name="Penalty">Points that each unit beyond it costs.</param>
internal readonly record struct CeilingGroup(decimal Room, decimal Penalty);

/// <summary>A line within a component.</summary>
/// <param name="Id">Index in the whole problem.</param>
/// <param name="Free">Whole atoms that are free.</param>
/// <param name="Price">EUR an atom.</param>
internal readonly record struct Source(int Id, long Free, decimal Price);

/// <summary>A need within a component.</summary>
/// <param name="Id">Index in the whole problem.</param>
/// <param name="Open">What can be covered, in the need's unit.</param>
internal readonly record struct Sink(int Id, decimal Open);

/// <summary>
/// A part of the problem that shares nothing with the rest: needs, the lines that can serve them and the ceilings over
/// both. Edges are in order of line, then need.
/// </summary>
internal sealed class Component(Source[] lines, Sink[] needs, CeilingGroup[] groups, Edge[] edges)
{
    public Source[] Lines { get; } = lines;

    public Sink[] Needs { get; } = needs;

    public CeilingGroup[] Groups { get; } = groups;

    public Edge[] Edges { get; } = edges;

    /// <summary>
    /// The edges in the order in which a careful clerk would take them: needs by priority and day, for each its own
    /// capability first, the timeliest, earliest and cheapest line first.
    /// </summary>
    public required int[] ClerksOrder { get; init; }

    /// <summary>Where each line's edges begin; one entry more than there are lines.</summary>
    public int[] FirstEdge { get; } = Firsts(lines.Length, edges);

    /// <summary>The edges by what a unit of credit is worth along them, large parts first.</summary>
    public int[] WorthOrder => field ??= ByWorth(Edges);

    private static int[] ByWorth(Edge[] edges)
    {
        var order = Enumerable.Range(0, edges.Length).ToArray();
        var worth = Array.ConvertAll(edges, e => e.Value / e.Credit);
        Array.Sort(
            order,
            (a, b) =>
                worth[b].CompareTo(worth[a]) is not 0 and var c ? c
                : edges[b].Credit.CompareTo(edges[a].Credit) is not 0 and var d ? d
                : a.CompareTo(b)
        );
        return order;
    }

    private static int[] Firsts(int lines, Edge[] edges)
    {
        var first = new int[lines + 1];
        foreach (var edge in edges)
            first[edge.Line + 1]++;
        for (var l = 0; l < lines; l++)
            first[l + 1] += first[l];
        return first;
    }
}
