namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Prices of a day in each part of a serial's time, as parts of the serial's weight, found by subgradient steps: each
/// unit then goes where it earns most. They bound what any assignment is worth (see <see cref="DualBound"/>), and where
/// the units go by them is a good start.
/// </summary>
internal sealed class DualPrices
{
    private const int Patience = 12;
    private const double LeastStep = 0.002;
    private const double Memory = 0.92;

    private readonly Component _component;
    private readonly double[] _weights;
    private readonly double[] _prices;
    private readonly double[] _usage;
    private readonly double[] _shares;
    private readonly double[] _earnings;

    /// <summary>Starts from prices known, or from half the weight.</summary>
    public DualPrices(Component component, Emphasis emphasis, double[]? known)
    {
        _component = component;
        _weights = [.. component.Weights.Select((_, s) => (double)component.Weight(s, emphasis))];
        _usage = new double[component.PartDays.Length];
        _shares = new double[component.Choices.Length];
        _earnings = new double[component.Choices.Length];
        _prices = known is null ? Start() : (double[])known.Clone();
        Best = _prices;
    }

    /// <summary>The best prices found, by part.</summary>
    public double[] Best { get; private set; }

    /// <summary>Betters the prices.</summary>
    /// <param name="target">Worth of the best assignment known: no bound is lower.</param>
    /// <param name="steps">At most so many steps.</param>
    public void Descend(double target, int steps)
    {
        var (least, theta, idle) = (double.PositiveInfinity, 1.0, 0);
        for (var step = 0; step < steps && theta > LeastStep; step++)
        {
            var value = Price();
            if (value < least - (1e-9 * least))
                (least, idle, Best) = (value, 0, (double[])_prices.Clone());
            else if (++idle == Patience)
                (theta, idle) = (theta / 2, 0);
            if (least <= target || !Step(theta * (value - (target * 0.9999))))
                break;
        }
    }

    /// <summary>For each unit the choice that it made most, of those steps that count still.</summary>
    public IEnumerable<int> Favourites() =>
        _component
            .ChoicesOfUnit.Select(choices => choices.MaxBy(c => _shares[c]))
            .Where(c => _shares[c] > 0);

    private double[] Start()
    {
        foreach (var (choice, c) in _component.Choices.Select((x, c) => (x, c)))
            Use(c, choice.Amount);
        var start = new double[_usage.Length];
        for (var s = 0; s < _component.Serials.Length; s++)
        {
            for (var p = _component.FirstPart[s]; p < _component.FirstPart[s + 1]; p++)
                start[p] = _usage[p] <= _component.Required[s] ? 1 : 0.5;
        }

        return start;
    }

    /// <summary>Lets each unit choose, and answers the value of the dual.</summary>
    private double Price()
    {
        Array.Clear(_usage);
        for (var c = 0; c < _earnings.Length; c++)
        {
            _earnings[c] = Earns(c);
            _shares[c] *= Memory;
        }

        var value = 0.0;
        for (var u = 0; u < _component.Units.Length; u++)
        {
            var best = -1;
            foreach (var c in _component.ChoicesOfUnit[u])
            {
                if (best < 0 || _earnings[c] > _earnings[best])
                    best = c;
            }

            if (_earnings[best] <= 0 && !_component.Held[u])
                continue;
            value += _earnings[best];
            _shares[best] += 1 - Memory;
            Use(best, _component.Choices[best].Amount);
        }

        for (var s = 0; s < _weights.Length; s++)
        {
            for (var p = _component.FirstPart[s]; p < _component.FirstPart[s + 1]; p++)
                value += (1 - _prices[p]) * _component.PartDays[p] * _component.Required[s] * _weights[s];
        }

        return value;
    }

    private double Earns(int choice)
    {
        var earned = 0.0;
        foreach (var span in _component.Spans[choice])
        {
            for (var p = span.First; p < span.End; p++)
                earned += _prices[p] * _component.PartDays[p];
        }

        return earned * _component.Choices[choice].Amount * _weights[_component.Choices[choice].Serial];
    }

    private void Use(int choice, long amount)
    {
        foreach (var span in _component.Spans[choice])
        {
            for (var p = span.First; p < span.End; p++)
                _usage[p] += amount;
        }
    }

    /// <summary>Makes dearer what is wanted beyond its need, and cheaper what is not; false when nothing moves.</summary>
    private bool Step(double miss)
    {
        var slope = 0.0;
        for (var s = 0; s < _weights.Length; s++)
        {
            for (var p = _component.FirstPart[s]; p < _component.FirstPart[s + 1]; p++)
            {
                var by = Excess(p, s);
                slope += by * by * _weights[s] * _component.Required[s] * _component.PartDays[p];
            }
        }

        if (slope <= 0)
            return false;
        var length = miss / slope;
        for (var s = 0; s < _weights.Length; s++)
        {
            for (var p = _component.FirstPart[s]; p < _component.FirstPart[s + 1]; p++)
                _prices[p] = Math.Clamp(_prices[p] - (length * Excess(p, s)), 0, 1);
        }

        return true;
    }

    /// <summary>Part of the need by which what is there passes it; where the price can't follow it counts not.</summary>
    private double Excess(int part, int serial)
    {
        var by = (_usage[part] / _component.Required[serial]) - 1;
        return (by > 0 && _prices[part] <= 0) || (by < 0 && _prices[part] >= 1) ? 0 : by;
    }
}
