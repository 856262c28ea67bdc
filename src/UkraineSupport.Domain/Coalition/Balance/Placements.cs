namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// Places every unit: those that the optimum assigned, and after them the others, where they would be looked for.
/// </summary>
internal sealed class Placements
{
    private readonly Solution _solution;
    private readonly Problem _problem;
    private readonly PlacementReasons _reasons;
    private readonly long[] _missing;

    public Placements(Solution solution)
    {
        (_solution, _problem) = (solution, solution.Problem);
        _reasons = new(solution);
        _missing = Missing();
    }

    /// <summary>By id.</summary>
    public IReadOnlyList<Placement> All() => [.. _problem.Units.Select((_, u) => Place(u))];

    private Placement Place(int u)
    {
        var unit = _problem.Units[u];
        if (_solution.SerialOf[u] is >= 0 and var assigned)
            return Make(
                u,
                assigned,
                unit.Serial is null ? PlacementKind.Assigned : PlacementKind.Held,
                _reasons.Assigned(u),
                []
            );
        if (!CountsSomewhere(unit.Status))
            return Nowhere(u, new Hindrance(Obstacle.Status, null, $"It is {unit.Status}, and counts nowhere."));
        if (unit.Serial is { } held && !_problem.SerialOf.ContainsKey(held))
            return Nowhere(u, new Hindrance(Obstacle.HeldElsewhere, null, "It was activated for another serial."));
        if (_problem.ChoicesOf[u] is { Count: > 0 } choices)
            return Make(
                u,
                MostMissing(choices.Select(c => c.Serial)),
                PlacementKind.Reserve,
                [PlacementReasons.Reserve],
                []
            );
        return NotUsable(u);
    }

    private Placement NotUsable(int u)
    {
        var unit = _problem.Units[u];
        var named = unit.Serial is { } held ? [held] : unit.Terms.Serials;
        if (named.Count == 1 && _problem.SerialOf.TryGetValue(named[0], out var one))
            return Make(u, one, PlacementKind.NotUsable, ["It is named for it."], WhyNever(u, one));
        int[] able =
        [
            .. Enumerable.Range(0, _problem.Serials.Length).Where(s => Suitability.CanServe(_problem.Serials[s], unit)),
        ];
        if (able.Length > 0)
        {
            var best = MostMissing(able);
            return Make(
                u,
                best,
                PlacementKind.NotUsable,
                ["Of the serials that it can serve, most is missing of it."],
                WhyNever(u, best)
            );
        }

        return Nowhere(u, [.. _problem.Serials.Where(s => Concerns(s, unit)).SelectMany(s => WhyNot(s, unit))]);
    }

    /// <summary>Serials that a unit is named for, or all of its domain, or all when there are none.</summary>
    private bool Concerns(Serial serial, ForceUnit unit) =>
        unit.Terms.Serials.Count > 0 && unit.Terms.Serials.Any(_problem.SerialOf.ContainsKey)
            ? unit.Terms.Serials.Contains(serial.Id)
            : serial.Domain == unit.Terms.Domain;

    private static IEnumerable<Hindrance> WhyNot(Serial serial, ForceUnit unit) => Suitability.WhyNot(serial, unit);

    private Placement Make(
        int u,
        int serial,
        PlacementKind kind,
        IReadOnlyList<string> reasons,
        IReadOnlyList<Hindrance> hindrances
    ) =>
        new(
            _problem.Units[u].Id,
            _problem.Serials[serial].Id,
            kind,
            Suitability.UsableDays(_problem.Serials[serial], _problem.Units[u], _problem.DDay),
            reasons,
            hindrances
        );

    private Placement Nowhere(int u, params Hindrance[] why) =>
        new(
            _problem.Units[u].Id,
            null,
            PlacementKind.Nowhere,
            [],
            [],
            why.Length > 0
                ? why
                : [new(Obstacle.OtherSerials, null, "There is no serial of its domain, or that it is for.")]
        );

    /// <summary>Why a unit is usable in a serial on no day: what holds on its best day, the first that it could serve.
    /// </summary>
    private IReadOnlyList<Hindrance> WhyNever(int u, int s)
    {
        var (unit, serial) = (_problem.Units[u], _problem.Serials[s]);
        var day = serial.Start(_problem.DDay);
        if (unit.Terms.From > day)
            day = unit.Terms.From;
        var why = Suitability.WhyNotOn(serial, unit, _problem.DDay, day);
        var there = unit.DeployedOn ?? _problem.DDay.AddDays(unit.Terms.NtmDays);
        // Something else than the way there must stand against it on the day that it is there, if it never comes.
        return day < there ? Suitability.WhyNotOn(serial, unit, _problem.DDay, there) : why;
    }

    private int MostMissing(IEnumerable<int> serials) => serials.MaxBy(s => _missing[s]);

    /// <summary>By serial, strength-days that nobody fills.</summary>
    private long[] Missing()
    {
        var filled = new Loads(_problem, _solution.SerialOf);
        return [.. _problem.Serials.Select((_, s) => filled.Missing(s) * _problem.Weights[s])];
    }

    internal static bool CountsSomewhere(ForceStatus status) =>
        status is not (ForceStatus.Indicated or ForceStatus.Withdrawn or ForceStatus.Declined or ForceStatus.Lapsed);
}
