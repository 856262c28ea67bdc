using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Insights;

/// <summary>
/// Among whom the burden is shared (seed, section 2: the European allies and Canada instead of the USA).
/// </summary>
public enum BurdenGroup
{
    /// <summary>European nations, Canada, and the institutions of the European Union.</summary>
    EuropeAndCanada,

    /// <summary>The United States.</summary>
    UnitedStates,

    /// <summary>All others: partners elsewhere, and NATO's own funds, which all allies pay.</summary>
    Others,
}

/// <summary>Who belongs to which group.</summary>
public static class BurdenGroups
{
    private const string EuropeansAndCanada = """
        ALB AND AUT BEL BGR BIH CAN CHE CYP CZE DEU DNK EIB EPF ESP EST EU FIN FRA GBR GRC HRV HUN IRL ISL ITA LIE LTU
        LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU SMR SRB SVK SVN SWE TUR VAT
        """;

    private static readonly HashSet<string> InEuropeOrCanada =
    [
        .. EuropeansAndCanada.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>The group of a party.</summary>
    public static BurdenGroup Of(string party) =>
        party == DonorCatalog.UnitedStates ? BurdenGroup.UnitedStates
        : InEuropeOrCanada.Contains(party) ? BurdenGroup.EuropeAndCanada
        : BurdenGroup.Others;
}
