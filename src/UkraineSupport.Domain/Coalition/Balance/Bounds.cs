namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Bounds what a component can be worth, and leaves out choices that no assignment as good as the best one known has:
/// units that are left one choice then stand where they do, and the bound comes down.
/// </summary>
/// <param name="component">The component, less what was left out already.</param>
internal sealed class Bounds(Component component) : IDisposable
{
    private const int MaxCuts = 4;

    /// <summary>The price of critical strength-days is told in such parts.</summary>
    private const long Parts = 64;

    /// <summary>More than this is no price but a sign that nothing else is left.</summary>
    private const double MaxPrice = 1_000_000;

    /// <summary>A round that brings less of the bound down is the last.</summary>
    private const double Worthwhile = 0.0001;

    private readonly Relaxation _relaxation = new(component);

    /// <summary>By choice, whether it is left.</summary>
    public bool[] Left { get; } = [.. component.Choices.Select(_ => true)];

    /// <summary>By unit, whether it may have none of the choices here.</summary>
    public bool[] Absent { get; } = [.. component.Units.Select(_ => true)];

    /// <summary>By choice, what part of it the relaxation takes.</summary>
    public double[] Taken => _relaxation.Taken;

    /// <summary>Of the critical strength-days.</summary>
    public long Critical(Points known)
    {
        _relaxation.Aim(Emphases.CriticalOnly);
        return Descend(known.Critical, () => (Dual(Emphases.CriticalOnly, 1), 1, 0));
    }

    /// <summary>Of all strength-days of those assignments that fill as much of the critical ones.</summary>
    public long All(Points known)
    {
        _relaxation.Aim(Emphases.All);
        if (component.IsMixed)
            _relaxation.HoldCritical(known.Critical);
        return Descend(
            known.All,
            () =>
            {
                var price = (long)(Math.Min(_relaxation.CriticalPrice, MaxPrice) * Parts);
                return (Dual(new(Parts + price, Parts), Parts), Parts, (Int128)price * known.Critical);
            }
        );
    }

    public void Dispose() => _relaxation.Dispose();

    private DualBound Dual(Emphasis emphasis, long parts) =>
        new(component, emphasis, _relaxation.Prices(emphasis, parts));

    /// <summary>Cuts and solves as long as it is worthwhile.</summary>
    /// <param name="known">Points of the best assignment known.</param>
    /// <param name="bound">Makes the bound of the prices there are: in parts of a point, with an offset.</param>
    private long Descend(long known, Func<(DualBound Dual, long Parts, Int128 Offset)> bound)
    {
        var least = long.MaxValue;
        for (var round = 0; round <= MaxCuts; round++)
        {
            _relaxation.Solve();
            var (dual, parts, offset) = bound();
            for (var c = 0; c < Left.Length; c++)
                Left[c] &= dual.Allows(c, ((Int128)known * parts) + offset);
            for (var u = 0; u < Absent.Length; u++)
            {
                if (!component.Held[u] && component.ChoicesOfUnit[u].Count > 0)
                    Absent[u] &= dual.AllowsWithout(u, ((Int128)known * parts) + offset);
            }

            var next = (long)Int128.Max(known, (dual.Value - offset) / parts);
            var better = least - next;
            least = Math.Min(least, next);
            if (least == known || better < Worthwhile * least || !_relaxation.Cut())
                break;
        }

        return least;
    }
}
