namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Serials and units that hang together by choices. Everything in it has numbers of its own. The days of a serial are
/// cut into parts wherever one of its units comes or goes.
/// </summary>
internal sealed class Component
{
    public Component(Problem problem, int[] serials, int[] units, Choice[] choices)
    {
        (Serials, Units) = (serials, units);
        Required = [.. serials.Select(s => (long)problem.Serials[s].Required)];
        Weights = [.. serials.Select(s => problem.Weights[s])];
        Critical = [.. serials.Select(s => problem.Serials[s].Critical)];
        Held = [.. units.Select(u => problem.Units[u].Serial is not null)];
        Choices = choices;
        ChoicesOfUnit = [.. units.Select(_ => new List<int>())];
        ChoicesOfSerial = [.. serials.Select(_ => new List<int>())];
        for (var c = 0; c < choices.Length; c++)
        {
            ChoicesOfUnit[choices[c].Unit].Add(c);
            ChoicesOfSerial[choices[c].Serial].Add(c);
        }

        (FirstPart, PartStart, PartDays) = Parts();
        Spans = [.. choices.Select(SpansOf)];
        Links = LinksOf(problem);
    }

    /// <summary>By number here, the number in the problem.</summary>
    public int[] Serials { get; }

    /// <summary>By number here, the number in the problem.</summary>
    public int[] Units { get; }

    public long[] Required { get; }

    public long[] Weights { get; }

    public bool[] Critical { get; }

    /// <summary>By unit, whether it stays where it is.</summary>
    public bool[] Held { get; }

    public Choice[] Choices { get; }

    public List<int>[] ChoicesOfUnit { get; }

    public List<int>[] ChoicesOfSerial { get; }

    /// <summary>By serial, its first part; one more at the end.</summary>
    public int[] FirstPart { get; }

    /// <summary>By part, its first day after the ceasefire.</summary>
    public int[] PartStart { get; }

    /// <summary>By part.</summary>
    public long[] PartDays { get; }

    /// <summary>By choice.</summary>
    public Span[][] Spans { get; }

    /// <summary>By unit, whom it relieves and who relieves it.</summary>
    public int[][] Links { get; }

    /// <summary>Weight of a serial in points of which the critical ones count more.</summary>
    public long Weight(int serial, Emphasis emphasis) =>
        Weights[serial] * (Critical[serial] ? emphasis.Critical : emphasis.Other);

    private (int[] First, int[] Start, long[] Days) Parts()
    {
        var first = new int[Serials.Length + 1];
        var starts = new List<int>();
        var days = new List<long>();
        for (var s = 0; s < Serials.Length; s++)
        {
            var cuts = ChoicesOfSerial[s]
                .SelectMany(c => Choices[c].Days)
                .SelectMany(d => new[] { d.From, d.End })
                .Distinct()
                .Order()
                .ToArray();
            for (var i = 1; i < cuts.Length; i++)
            {
                starts.Add(cuts[i - 1]);
                days.Add(cuts[i] - cuts[i - 1]);
            }

            first[s + 1] = starts.Count;
        }

        return (first, [.. starts], [.. days]);
    }

    private Span[] SpansOf(Choice choice)
    {
        var (first, end) = (FirstPart[choice.Serial], FirstPart[choice.Serial + 1]);
        int At(int day) =>
            Array.BinarySearch(PartStart, first, end - first, day) is >= 0 and var found ? found : end;
        return [.. choice.Days.Select(d => new Span(At(d.From), At(d.End)))];
    }

    private int[][] LinksOf(Problem problem)
    {
        var here = new Dictionary<int, int>();
        for (var u = 0; u < Units.Length; u++)
            here[Units[u]] = u;
        var links = Units.Select(_ => new List<int>()).ToArray();
        for (var u = 0; u < Units.Length; u++)
        {
            if (!here.TryGetValue(problem.Successor[Units[u]], out var next))
                continue;
            links[u].Add(next);
            links[next].Add(u);
        }

        return [.. links.Select(l => l.ToArray())];
    }
}
