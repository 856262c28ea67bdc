using DisjointSets = UkraineSupport.Domain.Backfill.DisjointSets;

namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// The input in numbers, sorted by id, so that the order in which it came is forgotten. Only units that are usable
/// somewhere have choices.
/// </summary>
internal sealed class Problem
{
    /// <summary>Finer than a millionth of a person is no serial weighed.</summary>
    private const long MaxScale = 1_000_000;

    /// <summary>Points stay exact in the doubles of a solver.</summary>
    private const long MaxPoints = 1L << 53;

    public Problem(BalanceInput input)
    {
        DDay = input.DDay;
        Serials = Sorted(input.Serials, s => s.Id, "serial");
        Units = Sorted(input.Units, u => u.Id, "commitment");
        foreach (var (serial, i) in Serials.Select((s, i) => (s, i)))
            SerialOf[serial.Id] = i;
        Scale = ScaleOf(Serials, DDay);
        Weights = [.. Serials.Select(s => s.Count is { } count ? Math.Max(1, s.Strength * Scale / count) : Scale)];
        Successor = Chains();
        ChoicesOf = [.. Units.Select((_, u) => ChoicesFor(u).ToList())];
        Choices = [.. ChoicesOf.SelectMany(c => c)];
    }

    public DateOnly DDay { get; }

    public Serial[] Serials { get; }

    public ForceUnit[] Units { get; }

    public Dictionary<string, int> SerialOf { get; } = new(StringComparer.Ordinal);

    /// <summary>Points of a person for a day.</summary>
    public long Scale { get; }

    /// <summary>By serial, points of what it is measured by for a day.</summary>
    public long[] Weights { get; }

    /// <summary>By unit, who relieves it, or -1; a chain never closes.</summary>
    public int[] Successor { get; }

    /// <summary>By unit, then by serial.</summary>
    public Choice[] Choices { get; }

    /// <summary>By unit.</summary>
    public List<Choice>[] ChoicesOf { get; }

    private static T[] Sorted<T>(IEnumerable<T> all, Func<T, string> id, string what)
    {
        T[] sorted = [.. all.OrderBy(id, StringComparer.Ordinal)];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (id(sorted[i - 1]) == id(sorted[i]))
                throw new ArgumentException($"The {what} {id(sorted[i])} comes twice.", what);
        }

        return sorted;
    }

    /// <summary>The least scale in which all weights are whole numbers, or as fine a one as is sensible.</summary>
    private static long ScaleOf(Serial[] serials, DateOnly dDay)
    {
        var days = serials.Sum(s => (double)s.Strength * (s.End(dDay).DayNumber - s.Start(dDay).DayNumber));
        var limit = Math.Clamp((long)(MaxPoints / Math.Max(1, days)), 1, MaxScale);
        var scale = 1L;
        foreach (var count in serials.Select(s => s.Count).OfType<int>().Where(c => c > 0).Distinct().Order())
        {
            scale = scale / Common(scale, count) * count;
            if (scale > limit)
                return limit;
        }

        return scale;
    }

    private static long Common(long one, long other)
    {
        while (other != 0)
            (one, other) = (other, one % other);
        return one;
    }

    private int[] Chains()
    {
        var byId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var u = 0; u < Units.Length; u++)
            byId[Units[u].Id] = u;
        var joined = new DisjointSets(Units.Length);
        var successor = new int[Units.Length];
        for (var u = 0; u < Units.Length; u++)
        {
            successor[u] = -1;
            if (Units[u].Terms.Successor is not { } id || !byId.TryGetValue(id, out var next))
                continue;
            if (joined.Root(u) == joined.Root(next))
                continue;
            joined.Join(u, next);
            successor[u] = next;
        }

        return successor;
    }

    private IEnumerable<Choice> ChoicesFor(int u)
    {
        var unit = Units[u];
        if (!Suitability.UsableStatus(unit.Status))
            yield break;
        for (var s = 0; s < Serials.Length; s++)
        {
            var serial = Serials[s];
            if (unit.Terms.Domain != serial.Domain || (unit.Serial is { } held && held != serial.Id))
                continue;
            var days = Suitability.UsableDays(serial, unit, DDay);
            var amount = Math.Min(serial.Required, Suitability.Amount(serial, unit));
            if (days.Count > 0 && amount > 0)
                yield return new(u, s, amount, [.. days.Select(Offsets)]);
        }
    }

    private (int From, int End) Offsets(DayRange range) =>
        (range.From.DayNumber - DDay.DayNumber, range.To.DayNumber + 1 - DDay.DayNumber);
}
