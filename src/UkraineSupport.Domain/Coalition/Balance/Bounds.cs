namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Bounds what a component can be worth, and leaves out choices that no assignment as good as the best one known has:
/// units that are left one choice then stand where they do, and the bound comes down.
/// </summary>
/// <param name="component">The component, less what was left out already.</param>
internal sealed class Bounds(Component component) : IDisposable
{
    private const int MaxCuts = 12;

    /// <summary>The price of critical strength-days is told in such parts.</summary>
    private const long Parts = 64;

    /// <summary>More than this is no price but a sign that nothing else is left.</summary>
    private const double MaxPrice = 1_000_000;

    /// <summary>A round that brings less of the bound down is the last.</summary>
    private const double Worthwhile = 0.0003;

    private readonly Relaxation _relaxation = new(component);
    private readonly List<(DualBound Dual, long Parts, Int128 Offset)> _found = [];

    /// <summary>By choice, what part of it the relaxation takes.</summary>
    public double[] Taken => _relaxation.Taken;

    /// <summary>By choice, whether an assignment with it might have so many points as were bounded.</summary>
    public bool[] Left(long points) =>
        [
            .. component.Choices.Select(
                (_, c) => _found.TrueForAll(f => f.Dual.Allows(c, (points * f.Parts) + f.Offset))
            ),
        ];

    /// <summary>By unit, whether an assignment in which it has none of the choices here might.</summary>
    public bool[] Absent(long points) =>
        [
            .. component.Units.Select(
                (_, u) =>
                    component.Held[u]
                    || component.ChoicesOfUnit[u].Count == 0
                    || _found.TrueForAll(f => f.Dual.AllowsWithout(u, (points * f.Parts) + f.Offset))
            ),
        ];

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
            var found = bound();
            _found.Add(found);
            var next = (long)Int128.Max(known, (found.Dual.Value - found.Offset) / found.Parts);
            var better = least - next;
            least = Math.Min(least, next);
            if (least == known || better < Worthwhile * least || !_relaxation.Cut())
                break;
        }

        return least;
    }
}
