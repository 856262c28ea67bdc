namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Which commitment fills which serial, and how well: critical serials first, then most strength, then fewest splits.
/// Pure: the same input, in whatever order its lists are, gives the same balance; nothing depends on the clock or on
/// how busy the machine is.
/// </summary>
public sealed class ForceBalance
{
    private readonly Solution _solution;
    private readonly Lazy<IReadOnlyList<Placement>> _placements;

    internal ForceBalance(BalanceInput input, Solution solution)
    {
        (Input, _solution) = (input, solution);
        _placements = new(() => new Placements(solution).All());
    }

    /// <summary>What it was made of.</summary>
    public BalanceInput Input { get; }

    /// <summary>Where each unit stands, by id.</summary>
    public IReadOnlyList<Placement> Placements => _placements.Value;

    /// <summary>How good it is.</summary>
    public BalanceScore Score
    {
        get
        {
            var (points, bound, scale) = (_solution.Points, _solution.Bound, _solution.Problem.Scale);
            return new(
                new(points.Critical / scale, bound.Critical / scale),
                new(points.All / scale, bound.All / scale),
                new(points.Splits, bound.Splits)
            );
        }
    }

    internal Solution Solution => _solution;

    /// <summary>Makes the balance.</summary>
    /// <param name="input">Serials and units that the reader may see.</param>
    /// <param name="cancel">Stops it soon, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A serial or unit comes twice.</exception>
    public static ForceBalance Of(BalanceInput input, CancellationToken cancel = default) =>
        new(input, Solution.Of(input, cancel: cancel));

    /// <summary>
    /// The balance with nations left out, from this one: what they have nothing to do with stays as it is.
    /// </summary>
    public ForceBalance Without(IReadOnlyCollection<string> nations, CancellationToken cancel = default) =>
        new(Input.Without(nations), _solution.Without(nations, bounded: true, cancel));

    /// <summary>
    /// How the force stands on a day; a serial that need not stand yet is looked at on its own first day.
    /// </summary>
    public BalanceAt At(DateOnly day) => new AtView(this, day).Make();

    /// <summary>How the serials are held from one day to another, month by month.</summary>
    public BalancePeriod Over(DateOnly from, DateOnly to) => new PeriodView(this, from, to).Make();

    /// <summary>Nations by what falls when each one leaves, worst first.</summary>
    /// <param name="day">The day for which a serial falls or stands, as in <see cref="At"/>.</param>
    /// <param name="cancel">Stops it soon.</param>
    public IReadOnlyList<NationLoss> Dependence(DateOnly day, CancellationToken cancel = default) =>
        new DependenceRanking(this, day).Make(cancel);
}
