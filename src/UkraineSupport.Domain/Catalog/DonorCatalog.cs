using System.Globalization;

namespace UkraineSupport.Domain.Catalog;

/// <summary>A party's gross domestic product.</summary>
/// <param name="EurBn">EUR billion.</param>
/// <param name="Year">Of which year.</param>
/// <param name="Source">Where the figure is from, and how it became EUR.</param>
public sealed record GrossDomesticProduct(decimal EurBn, int Year, string Source);

/// <summary>What is known of a donor before it pledges anything.</summary>
/// <param name="Party">ISO 3166-1 alpha-3, or an institution: EU, NATO, EIB, EPF.</param>
/// <param name="Gdp">Its gross domestic product; null of an institution, which has no fair share.</param>
/// <param name="Makes">Capabilities that its industry or forces provide: invented for demonstration.</param>
public sealed record DonorProfile(string Party, GrossDomesticProduct? Gdp, IReadOnlySet<string> Makes);

/// <summary>
/// Who can be a donor: the parties of the shipped table (gross domestic product 2023, World Bank) and the institutions.
/// What they make is demonstration data: an installation puts its own table in its place.
/// </summary>
public static class DonorCatalog
{
    /// <summary>The party whose falling deliveries leave the gaps: it gives, but does not close its own.</summary>
    public const string UnitedStates = "USA";

    private static readonly Dictionary<string, GrossDomesticProduct> Gdp = Shipped
        .Rows(
            "gdp.csv",
            csv =>
                (
                    Party: csv["party"]!,
                    Gdp: new GrossDomesticProduct(
                        decimal.Parse(csv["gdp_eur_bn"]!, CultureInfo.InvariantCulture),
                        int.Parse(csv["year"]!, CultureInfo.InvariantCulture),
                        csv["source"]!
                    )
                )
        )
        .ToDictionary(g => g.Party, g => g.Gdp);

    private static readonly Dictionary<string, DonorProfile> ByParty = Shipped
        .Rows(
            "donors.csv",
            csv => new DonorProfile(
                csv["party"]!,
                Gdp.GetValueOrDefault(csv["party"]!),
                csv["makes"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet()
            )
        )
        .ToDictionary(d => d.Party);

    /// <summary>All donors, in the order of the table.</summary>
    public static IReadOnlyList<DonorProfile> All { get; } = [.. ByParty.Values];

    /// <summary>The donor, or null when the table does not have it.</summary>
    public static DonorProfile? Find(string? party) => party is null ? null : ByParty.GetValueOrDefault(party);

    /// <summary>Whether that party can close gaps: an ally or an institution, not the one that leaves them.</summary>
    public static bool ClosesGaps(string? party) => Find(party) is not null && party != UnitedStates;
}
