namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// A truth about one part of a serial's time: what is filled in it is no more than what each unit adds, and a constant.
/// </summary>
/// <param name="Part">The part.</param>
/// <param name="Constant">The constant.</param>
/// <param name="Terms">By choice that covers the part, what it adds.</param>
internal sealed record Row(int Part, long Constant, (int Choice, long Adds)[] Terms)
{
    /// <summary>What a choice adds, if it has to do with the part.</summary>
    public long Adds(int choice) => Array.Find(Terms, t => t.Choice == choice).Adds;

    /// <summary>That nobody adds more than there is of them.</summary>
    public static Row Plain(Component component, int part, IEnumerable<int> choices) =>
        new(part, 0, [.. choices.Select(c => (c, component.Adds(c, part)))]);

    /// <summary>
    /// A flow cover: units of which some are enough to fill the room fill it no better because they are larger than
    /// what the largest of them, all but the last that is needed, leave. Cuts off a shared-out assignment, or null when
    /// none of these does.
    /// </summary>
    /// <param name="plain">The plain row of the part.</param>
    /// <param name="room">What there is to fill.</param>
    /// <param name="filled">What the shared-out assignment fills.</param>
    /// <param name="taken">By choice, what part of it the assignment takes.</param>
    public static Row? Cover(Row plain, long room, double filled, double[] taken)
    {
        var used = Array.FindAll(plain.Terms, t => taken[t.Choice] > 1e-6);
        Array.Sort(used, (a, b) => Compare(a, b, taken));
        var (best, least) = ((Row?)null, filled - (0.002 * room));
        var rest = used.Sum(t => t.Adds * taken[t.Choice]);
        var cover = new List<(int Choice, long Adds)>();
        var sum = 0L;
        foreach (var term in used)
        {
            cover.Add(term);
            cover.Sort((a, b) => b.Adds.CompareTo(a.Adds) is not 0 and var by ? by : a.Choice.CompareTo(b.Choice));
            sum += term.Adds;
            rest -= term.Adds * taken[term.Choice];
            if (sum <= room)
                continue;
            var (left, constant) = Left(cover, room);
            var right = rest + constant + cover.Sum(t => Math.Min(t.Adds, left) * taken[t.Choice]);
            if (right >= least)
                continue;
            var inside = cover.Select(t => t.Choice).ToHashSet();
            least = right;
            best = new(
                plain.Part,
                constant,
                [.. plain.Terms.Select(t => inside.Contains(t.Choice) ? (t.Choice, Math.Min(t.Adds, left)) : t)]
            );
        }

        return best;
    }

    /// <summary>What the largest leave, all but the one that fills the room; and by how much they are larger.</summary>
    private static (long Left, long Constant) Left(List<(int Choice, long Adds)> cover, long room)
    {
        var (count, sum) = (0, 0L);
        while (sum + cover[count].Adds < room)
            sum += cover[count++].Adds;
        var left = room - sum;
        return (left, cover.Take(count).Sum(t => Math.Max(0, t.Adds - left)));
    }

    private static int Compare((int Choice, long Adds) one, (int Choice, long Adds) other, double[] taken) =>
        taken[other.Choice].CompareTo(taken[one.Choice]) is not 0 and var by ? by : one.Choice.CompareTo(other.Choice);
}
