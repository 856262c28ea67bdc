namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Serials and units that hang together by choices. Everything in it has numbers of its own. The days of a serial are
/// cut into parts, see <see cref="Timeline"/>.
/// </summary>
internal sealed class Component
{
    private readonly Problem _problem;
    private readonly Timeline _time;

    /// <summary>By part, less than nothing where there is more than enough.</summary>
    private readonly long[] _signedRoom;

    public Component(Problem problem, int[] serials, int[] units, Choice[] choices)
    {
        _problem = problem;
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

        _time = new(choices, ChoicesOfSerial);
        Links = LinksOf(problem);
        _signedRoom = RoomBeside();
        Room = [.. _signedRoom.Select(r => Math.Max(0, r))];
        HasFree = [.. ChoicesOfPart.Select(all => all.Exists(c => !IsSure(choices[c].Unit)))];
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

    /// <summary>By part, how many days it has.</summary>
    public long[] PartDays => _time.Days;

    /// <summary>By choice, the parts in which it is usable.</summary>
    public Span[][] Spans => _time.Spans;

    /// <summary>By part, the choices that are usable in it.</summary>
    public List<int>[] ChoicesOfPart => _time.Choices;

    /// <summary>By unit, whom it relieves and who relieves it.</summary>
    public int[][] Links { get; }

    /// <summary>By part, what those who can go nowhere else leave to fill.</summary>
    public long[] Room { get; }

    /// <summary>Whether a unit can go nowhere else.</summary>
    public bool IsSure(int unit) => Held[unit] || ChoicesOfUnit[unit].Count == 1;

    /// <summary>What a unit adds to a part at most, beside those who can go nowhere else.</summary>
    public long Adds(int choice, int part) => Math.Min(Choices[choice].Amount, Room[part]);

    /// <summary>By part, whether anybody who can choose may be there.</summary>
    public bool[] HasFree { get; }

    /// <summary>Whether anything can be added to a part.</summary>
    public bool IsOpen(int part) => HasFree[part] && Room[part] > 0;

    /// <summary>What its serial requires.</summary>
    public long RequiredIn(int part) => Required[_time.Serial[part]];

    /// <summary>By part, what those who stay where they are leave to fill.</summary>
    public long RoomBesideHeld(int part) =>
        Math.Max(
            0,
            RequiredIn(part) - ChoicesOfPart[part].Where(c => Held[Choices[c].Unit]).Sum(c => Choices[c].Amount)
        );

    /// <summary>What there would be to fill in a part if this unit, which can go nowhere else, were gone.</summary>
    public long RoomWithout(int choice, int part) => Math.Max(0, _signedRoom[part] + Choices[choice].Amount);

    /// <summary>Whether some of the serials are critical and some are not.</summary>
    public bool IsMixed => Critical.Contains(true) && Critical.Contains(false);

    /// <summary>Points of one of what the serial is measured by, through a part.</summary>
    public long Worth(int part, Emphasis emphasis) => Weight(_time.Serial[part], emphasis) * PartDays[part];

    /// <summary>The parts in which a choice is usable.</summary>
    public IEnumerable<int> PartsOf(int choice) =>
        Spans[choice].SelectMany(s => Enumerable.Range(s.First, s.End - s.First));

    /// <summary>Points of those who can go nowhere else.</summary>
    public long SureWorth(Emphasis emphasis)
    {
        var worth = 0L;
        for (var p = 0; p < PartDays.Length; p++)
            worth += Worth(p, emphasis) * (Required[_time.Serial[p]] - Room[p]);

        return worth;
    }

    /// <summary>The same with fewer choices.</summary>
    public Component With(Choice[] choices) => new(_problem, Serials, Units, choices);

    /// <summary>Weight of a serial in points of which the critical ones count more.</summary>
    public long Weight(int serial, Emphasis emphasis) =>
        Weights[serial] * (Critical[serial] ? emphasis.Critical : emphasis.Other);

    private long[] RoomBeside()
    {
        long[] room = [.. _time.Serial.Select(s => Required[s])];
        for (var p = 0; p < room.Length; p++)
        {
            foreach (var c in ChoicesOfPart[p].Where(c => IsSure(Choices[c].Unit)))
                room[p] -= Choices[c].Amount;
        }

        return room;
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
