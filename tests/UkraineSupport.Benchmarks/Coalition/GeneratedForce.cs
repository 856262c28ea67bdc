using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Balance;

namespace UkraineSupport.Benchmarks.Coalition;

/// <summary>
/// A force that might be: serials of all domains, each sought after by chains of units that relieve each other every
/// six to twelve months, some of which break off; units that are for several serials or any; caveats, mandates, and
/// units that are not ready yet. The same seed gives the same force.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="forSeveral">How many units of a hundred are for several serials; a quarter of them for any.</param>
internal sealed class GeneratedForce(int seed, int forSeveral)
{
    private const int Months = 60;

    /// <summary>Of what is required, how much the chains for a serial bring.</summary>
    private const double Supply = 1.1;

    private static readonly DateOnly DDay = new(2026, 6, 1);

    private static readonly string[] Nations =
        "AUS AUT BEL BGR CAN CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC HRV HUN IRL ISL ITA JPN KOR LTU LUX LVA MDA MLT MNE NLD NOR NZL POL PRT ROU SVK SVN SWE TUR".Split(
            ' '
        );

    private static readonly (ForceDomain Domain, int Percent)[] Domains =
    [
        (ForceDomain.Land, 30),
        (ForceDomain.Air, 12),
        (ForceDomain.Maritime, 14),
        (ForceDomain.Logistics, 16),
        (ForceDomain.Training, 12),
        (ForceDomain.Headquarters, 6),
        (ForceDomain.Cyber, 6),
        (ForceDomain.Space, 4),
    ];

    private readonly Random _random = new(seed);

    public BalanceInput Make(int serials, int units)
    {
        List<Serial> made = [.. Enumerable.Range(0, serials).Select(MakeSerial)];
        var force = new List<ForceUnit>();
        while (force.Count < units)
            AddChain(force, made, units);
        return new(DDay, made, force);
    }

    private Serial MakeSerial(int i)
    {
        var domain = Pick(Domains);
        var counts = domain is ForceDomain.Maritime or ForceDomain.Air && _random.Next(2) == 0;
        var from = _random.Next(3) * 30;
        return new(
            $"S-{i:000}",
            from == 0 ? "reassurance" : "monitoring",
            "element",
            domain,
            domain == ForceDomain.Headquarters ? 20 + _random.Next(40) : 80 + (20 * _random.Next(40)),
            counts ? 2 + _random.Next(6) : null,
            10 + (10 * _random.Next(6)),
            [(Basing)_random.Next(4), Basing.InUkraine],
            from,
            Months - 3 - (12 * _random.Next(3)),
            _random.Next(10) < 3
        );
    }

    /// <summary>Units for one serial, one after the other until it need not be held any more or the chain breaks.
    /// </summary>
    private void AddChain(List<ForceUnit> force, List<Serial> serials, int units)
    {
        var serial = serials[_random.Next(serials.Count)];
        var same = serials.Where(s => s.Domain == serial.Domain).ToList();
        var share = Supply * (0.2 + (0.4 * _random.NextDouble()));
        var from = serial.Start(DDay).AddDays(-_random.Next(60));
        var one = Nations[_random.Next(Nations.Length)];
        while (from < serial.End(DDay) && force.Count < units && _random.Next(12) != 0)
        {
            var months = 6 + (3 * _random.Next(3));
            var nation = _random.Next(3) == 0 ? Nations[_random.Next(Nations.Length)] : one;
            force.Add(MakeUnit(force.Count, nation, serial, same, from, months, share));
            from = from.AddMonths(months).AddDays(_random.Next(10) == 0 ? 20 : -7);
        }
    }

    private ForceUnit MakeUnit(
        int i,
        string nation,
        Serial serial,
        List<Serial> same,
        DateOnly from,
        int months,
        double share
    )
    {
        var size = share * (0.8 + (0.4 * _random.NextDouble()));
        var terms = new ForceTerms(
            serial.ForceElement,
            serial.Domain,
            Math.Max(1, (int)(serial.Strength * size)),
            serial.Count is { } count ? Math.Max(1, (int)Math.Round(count * size)) : null,
            For(serial, same),
            _random.Next(20) == 0 ? 90 : 5 + _random.Next(serial.NtmDays - 5),
            from,
            from.AddMonths(months + _random.Next(4)),
            _random.Next(20) == 0 ? [Basing.Neighbour] : [serial.Basing[0], Basing.InUkraine],
            months,
            _random.Next(15) == 0 ? null : $"C-{i + 1:00000}",
            Caveats(serial),
            _random.Next(5) == 0 ? [new("NATO Force Model", 50)] : []
        );
        return new($"C-{i:00000}", nation, Status(), terms, MandateOf(terms));
    }

    private List<string> For(Serial serial, List<Serial> same) =>
        _random.Next(100) switch
        {
            var one when one >= forSeveral => [serial.Id],
            var some when some * 4 >= forSeveral =>
            [
                .. same.OrderBy(_ => _random.Next()).Take(2).Append(serial).Select(s => s.Id).Distinct(),
            ],
            _ => [],
        };

    private List<ForceCaveat> Caveats(Serial serial) =>
        _random.Next(20) switch
        {
            0 => [new(CaveatType.Area, "Not there", true, [serial.Id], [])],
            1 => [new(CaveatType.Task, "No crowd control", false, [], [])],
            _ => [],
        };

    private ForceStatus Status() =>
        _random.Next(20) switch
        {
            0 => ForceStatus.Offered,
            1 => ForceStatus.Accepted,
            2 => ForceStatus.Suspended,
            _ => ForceStatus.Ready,
        };

    private Mandate MandateOf(ForceTerms terms) =>
        _random.Next(20) switch
        {
            0 => new(MandateStatus.Asked),
            1 => new(MandateStatus.Approved, terms.From.AddMonths(3)),
            < 8 => new(MandateStatus.Approved, terms.To.AddMonths(12)),
            _ => new(MandateStatus.NotRequired),
        };

    private ForceDomain Pick((ForceDomain Domain, int Percent)[] domains)
    {
        var at = _random.Next(100);
        return domains.First(d => (at -= d.Percent) < 0).Domain;
    }
}
