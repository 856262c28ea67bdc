namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// The days of a component's serials, cut into parts wherever one of its units comes or goes. All parts are numbered
/// through, serial by serial.
/// </summary>
internal sealed class Timeline
{
    private readonly int[] _firstPart;
    private readonly int[] _start;

    /// <summary>Cuts it.</summary>
    /// <param name="choices">All choices.</param>
    /// <param name="ofSerial">By serial, its choices.</param>
    public Timeline(Choice[] choices, List<int>[] ofSerial)
    {
        _firstPart = new int[ofSerial.Length + 1];
        var (starts, days, serials) = (new List<int>(), new List<long>(), new List<int>());
        for (var s = 0; s < ofSerial.Length; s++)
        {
            int[] cuts =
            [
                .. ofSerial[s]
                    .SelectMany(c => choices[c].Days)
                    .SelectMany(d => new[] { d.From, d.End })
                    .Distinct()
                    .Order(),
            ];
            for (var i = 1; i < cuts.Length; i++)
            {
                starts.Add(cuts[i - 1]);
                days.Add(cuts[i] - cuts[i - 1]);
                serials.Add(s);
            }

            _firstPart[s + 1] = starts.Count;
        }

        (_start, Days, Serial) = ([.. starts], [.. days], [.. serials]);
        Spans = [.. choices.Select(SpansOf)];
        Choices = ByPart();
    }

    /// <summary>By part, how many days it has.</summary>
    public long[] Days { get; }

    /// <summary>By part.</summary>
    public int[] Serial { get; }

    /// <summary>By choice, the parts in which it is usable.</summary>
    public Span[][] Spans { get; }

    /// <summary>By part, the choices that are usable in it.</summary>
    public List<int>[] Choices { get; }

    private Span[] SpansOf(Choice choice)
    {
        var (first, end) = (_firstPart[choice.Serial], _firstPart[choice.Serial + 1]);
        int At(int day) => Array.BinarySearch(_start, first, end - first, day) is >= 0 and var found ? found : end;
        return [.. choice.Days.Select(d => new Span(At(d.From), At(d.End)))];
    }

    private List<int>[] ByPart()
    {
        var choices = Days.Select(_ => new List<int>()).ToArray();
        for (var c = 0; c < Spans.Length; c++)
        {
            foreach (var span in Spans[c])
            {
                for (var p = span.First; p < span.End; p++)
                    choices[p].Add(c);
            }
        }

        return choices;
    }
}
