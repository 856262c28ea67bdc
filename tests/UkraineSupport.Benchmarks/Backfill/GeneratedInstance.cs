using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Benchmarks.Backfill;

/// <summary>
/// Needs and lines as the alliance might have them, the same for the same seed: munitions by the thousand beside
/// aircraft by the dozen, lots, substitutes, late and blocked lines, some capabilities short and others plentiful.
/// </summary>
/// <param name="seed">Which of the instances.</param>
/// <param name="most">So many capabilities at most: the fewer, the more lines can serve the same need.</param>
internal sealed class GeneratedInstance(int seed, int most = int.MaxValue)
{
    private static readonly DateOnly Today = new(2027, 1, 1);
    private static readonly string[] Donors =
        "AUS BEL BGR CAN CZE DEU DNK ESP EST FIN FRA GBR GRC HRV IRL ISL ITA JPN LTU LUX LVA NLD NOR NZL POL PRT ROU SVK SVN SWE TUR".Split(
            ' '
        );

    private static readonly Dictionary<string, (string Capability, decimal Factor)[]> Substitutes = new()
    {
        ["AMMO-155"] = [("AMMO-122", 0.7m), ("AMMO-MORTAR", 0.25m)],
        ["AMMO-122"] = [("AMMO-155", 1.2m)],
        ["TANK"] = [("IFV", 0.5m)],
        ["IAMD-HIGH"] = [("IAMD-MEDIUM", 0.3m)],
        ["IAMD-MEDIUM"] = [("IAMD-HIGH", 1.5m)],
        ["ARTILLERY"] = [("ROCKET-ARTILLERY", 1.5m)],
        ["DRONE-STRIKE"] = [("LRPS", 4m)],
        ["DRONE-FPV"] = [("AMMO-MORTAR", 0.5m)],
        ["C-UAS"] = [("DRONE-INTERCEPTOR", 0.05m)],
        ["SAT-OBS"] = [("ISR", 0.3m)],
    };

    private readonly Random _random = new(seed);

    public PlanInput Make(int needs, int lines)
    {
        List<Capability> capabilities = [.. CapabilityCatalog.All.Take(most)];
        var made = Enumerable
            .Range(0, needs)
            .Select(i => MakeNeed(i, capabilities[_random.Next(capabilities.Count)]))
            .ToList();
        var supply = made.GroupBy(n => n.Capability)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => (double)g.Sum(n => n.Open) * (0.5 + _random.NextDouble()) / Math.Max(1, lines * g.Count() / needs)
            );
        var codes = made.Select(n => n.Capability).ToList();
        return new(
            Today,
            [.. Enumerable.Range(0, lines).Select(i => MakeLine(i, codes[_random.Next(codes.Count)], supply))],
            made,
            Committed: []
        );
    }

    private static double Scale(Capability capability) =>
        capability switch
        {
            { IsMoney: true } => 50_000_000,
            { Area: "munitions" } => 20_000,
            { Area: "drones" } => 4_000,
            { Unit: "terminals" or "places" or "missiles" } => 400,
            { Unit: "vehicles" or "systems" or "interceptors" or "units" } => 60,
            _ => 12,
        };

    private Need MakeNeed(int i, Capability capability)
    {
        var quantity = Whole(Scale(capability) * (0.3 + (2 * _random.NextDouble())));
        var from = Today.AddMonths(_random.Next(18));
        var kind = _random.Next(10) switch
        {
            < 7 => NeedKind.Gap,
            < 9 => NeedKind.Requirement,
            _ => NeedKind.Replenishment,
        };
        var substitutes =
            _random.Next(10) < 6 && Substitutes.TryGetValue(capability.Code, out var known)
                ? known.Select(s => new Substitute(s.Capability, s.Factor)).ToList()
                : [];
        var open = Whole((double)quantity * (0.5 + (_random.NextDouble() / 2)));
        return new(
            $"need-{i:0000}",
            kind,
            capability.Code,
            open,
            quantity,
            from.AddMonths(1 + _random.Next(8)).AddDays(-1),
            1 + _random.Next(5),
            from,
            substitutes,
            quantity == open ? null : new Dictionary<string, decimal> { [Donor()] = quantity - open },
            kind == NeedKind.Replenishment ? Donor() : null
        );
    }

    private SupplyLine MakeLine(int i, string code, Dictionary<string, double> supply)
    {
        var capability = CapabilityCatalog.Find(code)!;
        var quantity = Whole(supply[code] * Math.Exp(_random.NextDouble() - 0.5));
        decimal? lot = _random.Next(4) == 0 && quantity >= 4 ? Whole((double)quantity / (1 + _random.Next(4))) : null;
        var by = Today.AddDays(_random.Next(700));
        return new(
            $"pledge-{i / 3:00000}",
            1 + (i % 3),
            Donor(),
            code,
            lot is null ? quantity : decimal.Floor(quantity / lot.Value) * lot.Value,
            by,
            by.AddDays(-_random.Next(180)),
            lot,
            capability.IsMoney ? 1 : Whole(1_000_000 / Scale(capability) * (10 + (6 * _random.NextDouble()))),
            _random.Next(33) == 0 ? [new Caveat("Not for use at sea", Blocking: true)] : null,
            _random.Next(33) == 0 ? [new Condition("If the others reach 1,000,000,000", code, 1_000_000_000)] : null
        );
    }

    private string Donor() => Donors[(int)(Donors.Length * _random.NextDouble() * _random.NextDouble())];

    private static decimal Whole(double quantity) => Math.Max(1, decimal.Round((decimal)quantity));
}
