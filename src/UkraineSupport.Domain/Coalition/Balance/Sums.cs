namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Adds lines up, in persons.</summary>
internal static class Sums
{
    /// <summary>Of each phase, then each domain, then the whole force.</summary>
    public static IReadOnlyList<SumLine> Of(IReadOnlyList<SerialLine> lines) =>
        [
            .. lines
                .GroupBy(l => l.Serial.Phase)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Sum([.. g], g.Key, null)),
            .. lines.GroupBy(l => l.Serial.Domain).OrderBy(g => g.Key).Select(g => Sum([.. g], null, g.Key)),
            Sum(lines, null, null),
        ];

    /// <summary>What some of what a serial is measured by stands for, whole persons.</summary>
    public static long Persons(Serial serial, long amount) =>
        serial.Count is { } count and > 0 ? amount * serial.Strength / count : amount;

    private static SumLine Sum(IReadOnlyList<SerialLine> lines, string? phase, ForceDomain? domain)
    {
        long Add(Func<SerialLine, long> what) => lines.Sum(l => Persons(l.Serial, what(l)));
        var held = lines.Where(l => l.Required > 0).ToList();
        return new(
            phase,
            domain,
            Add(l => l.Required),
            Add(l => l.Offered),
            Add(l => l.Accepted),
            Add(l => l.Ready),
            Add(l => l.Usable),
            held.Sum(l => l.Serial.Strength - Persons(l.Serial, l.Required - l.Missing)),
            lines.Sum(l => l.DoubleHatted),
            held.Count,
            held.Count(l => l.Filled)
        );
    }
}

/// <summary>Nations' shares in what is usable.</summary>
internal static class Shares
{
    /// <summary>Of each domain, then of the whole force; largest first.</summary>
    public static IReadOnlyList<NationShare> Of(IReadOnlyList<SerialLine> lines) =>
        [.. lines.GroupBy(l => l.Serial.Domain).OrderBy(g => g.Key).SelectMany(g => Of(g, g.Key)), .. Of(lines, null)];

    private static IEnumerable<NationShare> Of(IEnumerable<SerialLine> lines, ForceDomain? domain)
    {
        var persons = lines
            .SelectMany(l => l.Contributions.Select(c => (c.Nation, Persons: Sums.Persons(l.Serial, c.Amount))))
            .GroupBy(x => x.Nation)
            .Select(g => (Nation: g.Key, Persons: g.Sum(x => x.Persons)))
            .OrderByDescending(x => x.Persons)
            .ThenBy(x => x.Nation, StringComparer.Ordinal)
            .ToList();
        var all = persons.Sum(x => x.Persons);
        return persons.Select(x => new NationShare(domain, x.Nation, x.Persons, all, x.Persons * 2 > all));
    }
}
