namespace UkraineSupport.Domain.Backfill;

/// <summary>
/// The input in a fixed order, with what follows from it: what a line can be used for, what a need's unit is worth,
/// what stays kept.
/// </summary>
internal sealed class Problem
{
    private readonly Dictionary<string, decimal> _dearest;
    private readonly Dictionary<string, decimal> _mean;
    private readonly Dictionary<string, decimal> _ceilingTotals;
    private readonly Dictionary<string, decimal> _worth;
    private readonly Dictionary<(string Capability, string Donor), decimal> _already;

    public Problem(PlanInput input, PlanOptions options)
    {
        Input = input;
        Options = options;
        Lines =
        [
            .. input
                .Lines.OrderBy(l => l.Pledge, StringComparer.Ordinal)
                .ThenBy(l => l.Line)
                .ThenBy(l => l.Intake, StringComparer.Ordinal),
        ];
        Needs = [.. input.Needs.OrderBy(n => n.Id, StringComparer.Ordinal)];
        var committed = (input.Committed ?? []).ToLookup(c => c.Capability);
        Uses = [.. Lines.Select(l => LineUse.Of(l, input.Today, committed))];
        _dearest = Lines.GroupBy(l => l.Capability).ToDictionary(g => g.Key, g => g.Max(l => l.UnitValueEur ?? 0));
        _mean = Lines
            .Where(l => l.UnitValueEur is not null)
            .GroupBy(l => l.Capability)
            .ToDictionary(g => g.Key, g => decimal.Round(g.Average(l => l.UnitValueEur!.Value), 2));
        _worth = Totals(Needs).ToDictionary(t => t.Key, t => Worth(t.Value));
        var shares = input.Shares ?? Shares(Needs.Where(HasCeiling));
        _ceilingTotals = shares.ToDictionary(s => s.Capability, s => s.Total);
        _already = shares
            .SelectMany(s => s.ByDonor.Select(d => (Key: (s.Capability, d.Key), d.Value)))
            .ToDictionary(d => d.Key, d => d.Value);
    }

    public PlanInput Input { get; }

    public PlanOptions Options { get; }

    /// <summary>By pledge and number.</summary>
    public SupplyLine[] Lines { get; }

    /// <summary>By id.</summary>
    public Need[] Needs { get; }

    /// <summary>By line: whether it can be used at all.</summary>
    public LineUse[] Uses { get; }

    /// <summary>All that is needed of each capability for which a donor has a ceiling.</summary>
    public IReadOnlyDictionary<string, decimal> CeilingTotals => _ceilingTotals;

    /// <summary>What donors cover already, by capability and donor.</summary>
    public IReadOnlyDictionary<(string Capability, string Donor), decimal> Already => _already;

    /// <summary>A donor's own stock is no support to Ukraine: no ceiling.</summary>
    public static bool HasCeiling(Need need) => need.Kind != NeedKind.Replenishment;

    /// <summary>Whether and how a line can serve a need.</summary>
    public Match MatchOf(int line, int need) =>
        Uses[line].Obstacle is not Obstacle.None and var obstacle
            ? new(obstacle)
            : Match.Of(Lines[line], Needs[need], Options);

    /// <summary>Points for a unit of a need, covered at a time worth that many per cent.</summary>
    public decimal Points(Need need, int percent)
    {
        var weight =
            Options.PriorityWeights[need.Priority - 1]
            * (need.Kind == NeedKind.Replenishment ? Options.ReplenishmentWeight : 1);
        return weight * percent / 100 * _worth[need.Capability];
    }

    /// <summary>A donor's ceiling for a capability, before the plan gives anything.</summary>
    public CeilingGroup Ceiling(string capability, string donor)
    {
        var room = (Options.Ceiling * _ceilingTotals[capability]) - _already.GetValueOrDefault((capability, donor));
        return new(Math.Max(0, room), Options.CeilingPenalty * Options.PriorityWeights[4] * _worth[capability]);
    }

    /// <summary>EUR a unit of a line; one of unknown value counts as the dearest of its capability, one without an
    /// exchange rate as the mean of those known.</summary>
    public decimal Price(int line) =>
        Lines[line].UnitValueEur ?? (Lines[line].NoRate ? _mean : _dearest).GetValueOrDefault(Lines[line].Capability);

    private static IReadOnlyList<NeedShare> Shares(IEnumerable<Need> needs) =>
        [
            .. needs
                .GroupBy(n => n.Capability)
                .Select(c => new NeedShare(
                    c.Key,
                    c.Sum(n => Math.Max(n.Total, n.Open)),
                    c.SelectMany(n => n.AlreadyByDonor ?? new Dictionary<string, decimal>())
                        .GroupBy(d => d.Key)
                        .ToDictionary(d => d.Key, d => d.Sum(x => x.Value))
                )),
        ];

    private static Dictionary<string, decimal> Totals(IEnumerable<Need> needs) =>
        needs.GroupBy(n => n.Capability).ToDictionary(g => g.Key, g => g.Sum(n => Math.Max(n.Total, n.Open)));

    /// <summary>
    /// One part of all that is needed, to four digits: few enough that points add up exactly in a decimal and in a
    /// solver's integers.
    /// </summary>
    private static decimal Worth(decimal total)
    {
        if (total <= 0)
            return 0;
        var part = 1 / total;
        var decimals = 4;
        for (var scaled = part; scaled < 0.1m && decimals < 20; scaled *= 10)
            decimals++;
        return decimal.Round(part, decimals);
    }
}
