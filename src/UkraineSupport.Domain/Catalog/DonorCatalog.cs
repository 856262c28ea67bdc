using System.Globalization;

namespace UkraineSupport.Domain.Catalog;

/// <summary>What is known of a donor before it pledges anything.</summary>
/// <param name="Party">ISO 3166-1 alpha-3.</param>
/// <param name="GdpEurBn">Gross domestic product, EUR billion a year: a rounded figure for demonstration, no
/// statistic.</param>
/// <param name="Makes">Capabilities that its industry or forces provide: invented for demonstration.</param>
public sealed record DonorProfile(string Party, decimal GdpEurBn, IReadOnlySet<string> Makes);

/// <summary>
/// Donors as shipped with the product, all of it marked demo: an installation puts its own table in its place.
/// </summary>
public static class DonorCatalog
{
    /// <summary>Counts for a donor that is not in the table, EUR billion: it is asked, but for little.</summary>
    private const decimal UnknownGdp = 10;

    private static readonly Dictionary<string, DonorProfile> ByParty = Shipped
        .Rows(
            "donors.csv",
            csv => new DonorProfile(
                csv["party"]!,
                decimal.Parse(csv["gdp_eur_bn"]!, CultureInfo.InvariantCulture),
                csv["makes"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet()
            )
        )
        .ToDictionary(d => d.Party);

    /// <summary>All donors, in the order of the table.</summary>
    public static IReadOnlyList<DonorProfile> All { get; } = [.. ByParty.Values];

    /// <summary>The donor, or null when the table does not have it.</summary>
    public static DonorProfile? Find(string party) => ByParty.GetValueOrDefault(party);

    /// <summary>Gross domestic product, EUR billion.</summary>
    public static decimal GdpOf(string party) => Find(party)?.GdpEurBn ?? UnknownGdp;
}
