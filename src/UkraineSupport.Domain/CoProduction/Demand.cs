namespace UkraineSupport.Domain.CoProduction;

/// <summary>What agreements are short of, by kind and name.</summary>
/// <param name="Kind">What.</param>
/// <param name="Item">The material or component as it was named first; null where none is.</param>
/// <param name="IsCompeting">Whether two agreements or more name it.</param>
/// <param name="Lines">Who, and what it costs each: of different units, so no sum.</param>
public sealed record Demand(BottleneckKind Kind, string? Item, bool IsCompeting, IReadOnlyList<DemandLine> Lines)
{
    /// <summary>
    /// The open bottlenecks of these agreements, those that compete first; what has ended is short of nothing.
    /// </summary>
    public static IReadOnlyList<Demand> Of(IEnumerable<Agreement> agreements) =>
        [
            .. agreements
                .Where(a => !a.IsEnded)
                .SelectMany(a => a.Bottlenecks.Where(b => b.IsOpen).Select(b => (Agreement: a, Bottleneck: b)))
                .OrderBy(o => o.Bottleneck.OpenedAt)
                .ThenBy(o => o.Agreement.Id, StringComparer.Ordinal)
                .GroupBy(o => (o.Bottleneck.Kind, Name: Name(o.Bottleneck.Item)))
                .Select(g => new Demand(
                    g.Key.Kind,
                    g.First().Bottleneck.Item,
                    g.Key.Name is not null && g.DistinctBy(o => o.Agreement.Id).Skip(1).Any(),
                    [
                        .. g.Select(o => new DemandLine(
                            o.Agreement.Id,
                            o.Agreement.Terms.Capability,
                            o.Bottleneck.Number,
                            o.Bottleneck.CostsAMonth,
                            o.Bottleneck.Assigned
                        )),
                    ]
                ))
                .OrderByDescending(d => d.IsCompeting),
        ];

    /// <summary>Whether two names name the same: upper or lower case and spaces do not tell them apart.</summary>
    public static bool IsSame(string? one, string? other) => Name(one) == Name(other);

    private static string? Name(string? item) =>
        item is null ? null : string.Concat(item.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}

/// <summary>One agreement that is short of it.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Capability">What it makes.</param>
/// <param name="Bottleneck">The number of the bottleneck there.</param>
/// <param name="CostsAMonth">Output that it costs a month, in the capability's unit.</param>
/// <param name="Assigned">The party that sees to it, or null.</param>
public sealed record DemandLine(
    string Agreement,
    string Capability,
    int Bottleneck,
    decimal CostsAMonth,
    string? Assigned
);
