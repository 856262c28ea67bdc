namespace UkraineSupport.Domain.Backfill;

/// <summary>Which of numbered things hang together.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];

    public int Root(int one)
    {
        while (_parent[one] != one)
            one = _parent[one] = _parent[_parent[one]];
        return one;
    }

    public void Join(int one, int other) => _parent[Root(one)] = Root(other);
}
