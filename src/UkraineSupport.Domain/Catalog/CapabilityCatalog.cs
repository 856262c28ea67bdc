namespace UkraineSupport.Domain.Catalog;

/// <summary>
/// The capabilities that requirements and pledges are counted in (DOMAIN §1 row 12), as shipped with the product.
/// </summary>
public static class CapabilityCatalog
{
    private static readonly Dictionary<string, Capability> ByCode = Read().ToDictionary(c => c.Code);

    /// <summary>All capabilities in the catalogue's order.</summary>
    public static IReadOnlyList<Capability> All { get; } = [.. ByCode.Values];

    /// <summary>The capability of that code, or null.</summary>
    public static Capability? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>Money, in EUR.</summary>
    public static Capability Funding => ByCode["FUNDING"];

    private static List<Capability> Read() =>
        Shipped.Rows(
            "capabilities.csv",
            csv => new Capability(
                csv["code"]!,
                csv["area"]!,
                csv["name_en"]!,
                csv["name_nl"]!,
                csv["unit"]!,
                csv["seed_section"]!,
                string.IsNullOrEmpty(csv["note"]) ? null : csv["note"]
            )
        );
}
