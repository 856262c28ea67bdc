namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Flow covers: rows that are true of whole units and not of shared-out ones. Some units that are more than enough
/// together are the cover; those outside it add what they are.
/// </summary>
/// <param name="plain">The plain row of the part.</param>
/// <param name="room">What there is to fill.</param>
/// <param name="taken">By choice, what part of it the shared-out assignment takes.</param>
internal sealed class Covers(Row plain, long room, double[] taken)
{
    private const double Least = 1e-6;

    /// <summary>A row must cut off so much of the room to be worth it.</summary>
    private const double Depth = 0.002;

    /// <summary>The row that cuts off most of what the shared-out assignment fills, or null when none does.</summary>
    public Row? Deepest(double filled)
    {
        var used = Array.FindAll(plain.Terms, t => taken[t.Choice] > Least);
        Array.Sort(used, Likelier);
        var (best, least) = ((Row?)null, filled - (Depth * room));
        var cover = new List<(int Choice, long Adds)>();
        var (sum, rest) = (0L, used.Sum(Taken));
        foreach (var term in used)
        {
            cover.Add(term);
            sum += term.Adds;
            rest -= Taken(term);
            if (sum <= room)
                continue;
            foreach (var (constant, terms) in new[] { Spare(cover, sum - room), Larger(cover) })
            {
                var right = constant + rest + terms.Sum(Taken);
                if (right >= least)
                    continue;
                least = right;
                best = new(plain.Part, constant, Whole(terms));
            }
        }

        return best;
    }

    /// <summary>
    /// Without one of the cover, as much is missing as it is larger than what there is to spare; each that is missing
    /// takes off at least that.
    /// </summary>
    private (long Constant, List<(int Choice, long Adds)> Terms) Spare(List<(int Choice, long Adds)> cover, long spare)
    {
        var terms = cover.ConvertAll(t => (t.Choice, Math.Max(0, t.Adds - spare)));
        return (room - terms.Sum(t => t.Item2), terms);
    }

    /// <summary>
    /// The largest of the cover, all but the one that fills the room, leave something: nobody adds more than that,
    /// beside what these are larger.
    /// </summary>
    private (long Constant, List<(int Choice, long Adds)> Terms) Larger(List<(int Choice, long Adds)> cover)
    {
        var sorted = cover.OrderByDescending(t => t.Adds).ToList();
        var (count, sum) = (0, 0L);
        while (sum + sorted[count].Adds < room)
            sum += sorted[count++].Adds;
        var left = room - sum;
        return (
            sorted.Take(count).Sum(t => Math.Max(0, t.Adds - left)),
            cover.ConvertAll(t => (t.Choice, Math.Min(t.Adds, left)))
        );
    }

    private (int Choice, long Adds)[] Whole(List<(int Choice, long Adds)> inside)
    {
        var adds = inside.ToDictionary(t => t.Choice, t => t.Adds);
        return [.. plain.Terms.Select(t => adds.TryGetValue(t.Choice, out var a) ? (t.Choice, a) : t)];
    }

    private double Taken((int Choice, long Adds) term) => term.Adds * taken[term.Choice];

    private int Likelier((int Choice, long Adds) one, (int Choice, long Adds) other) =>
        taken[other.Choice].CompareTo(taken[one.Choice]) is not 0 and var by ? by : one.Choice.CompareTo(other.Choice);
}
