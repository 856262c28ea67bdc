namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>An assignment of a component's units in the making, with what it is worth.</summary>
internal sealed class Draft
{
    private readonly Component _component;
    private readonly long[] _load;
    private readonly int[] _units;
    private readonly int[] _links;

    /// <summary>With nobody but those who stay where they are.</summary>
    public Draft(Component component)
    {
        _component = component;
        _load = new long[component.PartDays.Length];
        _units = new int[component.Serials.Length];
        _links = new int[component.Serials.Length];
        ChoiceOf = new int[component.Units.Length];
        Array.Fill(ChoiceOf, -1);
        for (var u = 0; u < ChoiceOf.Length; u++)
        {
            if (component.Held[u])
                Add(component.ChoicesOfUnit[u][0]);
        }
    }

    /// <summary>By unit, or -1 when it is nowhere.</summary>
    public int[] ChoiceOf { get; }

    public Points Points { get; private set; }

    /// <summary>A draft with these choices; a unit that stays where it is stays.</summary>
    public static Draft With(Component component, IEnumerable<int> choices)
    {
        var draft = new Draft(component);
        foreach (var choice in choices)
        {
            if (draft.ChoiceOf[component.Choices[choice].Unit] < 0)
                draft.Add(choice);
        }

        return draft;
    }

    /// <summary>The serial of a unit, or -1.</summary>
    public int SerialOf(int unit) => ChoiceOf[unit] is >= 0 and var choice ? _component.Choices[choice].Serial : -1;

    /// <summary>What the draft would be worth with this choice too.</summary>
    public Points With(int choice)
    {
        var (unit, serial) = (_component.Choices[choice].Unit, _component.Choices[choice].Serial);
        return Points + Worth(serial, Gain(choice), Splits(serial, 1, Linked(unit, serial)));
    }

    public void Add(int choice)
    {
        var (unit, serial) = (_component.Choices[choice].Unit, _component.Choices[choice].Serial);
        var links = Linked(unit, serial);
        Points += Worth(serial, Gain(choice), Splits(serial, 1, links));
        Load(choice, _component.Choices[choice].Amount);
        _units[serial]++;
        _links[serial] += links;
        ChoiceOf[unit] = choice;
    }

    public void Remove(int unit)
    {
        var choice = ChoiceOf[unit];
        var serial = _component.Choices[choice].Serial;
        var links = Linked(unit, serial);
        Load(choice, -_component.Choices[choice].Amount);
        Points += Worth(serial, -Gain(choice), Splits(serial, -1, -links));
        _units[serial]--;
        _links[serial] -= links;
        ChoiceOf[unit] = -1;
    }

    /// <summary>What a choice that is not taken would fill, in days of what its serial is measured by.</summary>
    public long Gain(int choice)
    {
        var (amount, serial) = (_component.Choices[choice].Amount, _component.Choices[choice].Serial);
        var required = _component.Required[serial];
        var gain = 0L;
        foreach (var span in _component.Spans[choice])
        {
            var load = _load.AsSpan(span.First, span.End - span.First);
            var days = _component.PartDays.AsSpan(span.First, load.Length);
            for (var p = 0; p < load.Length; p++)
            {
                var room = required - load[p];
                if (room > 0)
                    gain += days[p] * Math.Min(room, amount);
            }
        }

        return gain;
    }

    private int Splits(int serial, int units, int links)
    {
        var chains = _units[serial] - _links[serial];
        return Math.Max(0, chains + units - links - 1) - Math.Max(0, chains - 1);
    }

    private Points Worth(int serial, long gain, long splits)
    {
        var points = gain * _component.Weights[serial];
        return new(_component.Critical[serial] ? points : 0, points, splits);
    }

    private int Linked(int unit, int serial)
    {
        var linked = 0;
        foreach (var other in _component.Links[unit])
        {
            if (SerialOf(other) == serial)
                linked++;
        }

        return linked;
    }

    private void Load(int choice, long amount)
    {
        foreach (var span in _component.Spans[choice])
        {
            for (var p = span.First; p < span.End; p++)
                _load[p] += amount;
        }
    }
}
