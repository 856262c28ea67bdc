using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>What the coalition sees of what was agreed.</summary>
/// <param name="Product">What is made, in words.</param>
/// <param name="Model">Who makes it where.</param>
/// <param name="Capability">Code from the catalogue; its unit is what output is counted in.</param>
/// <param name="Vehicle">Through whom it is procured.</param>
/// <param name="Financing">Who pays how much.</param>
/// <param name="ContractFrom">First day.</param>
/// <param name="ContractTo">Last day.</param>
/// <param name="MinimumYearly">Least output of a year, in the capability's unit.</param>
/// <param name="RecipientShare">Ukraine's part of the output: more than 0, at most 1, four decimals.</param>
/// <param name="ExportLicences">Licences that are needed.</param>
/// <param name="Origins">Components by origin, percent of the estimated cost; what is not declared is not known.</param>
public sealed record AgreementTerms(
    string Product,
    ProductionModel Model,
    string Capability,
    ProcurementVehicle Vehicle,
    IReadOnlyList<FinancingLine> Financing,
    DateOnly ContractFrom,
    DateOnly ContractTo,
    decimal MinimumYearly,
    decimal RecipientShare,
    IReadOnlyList<ExportLicence> ExportLicences,
    IReadOnlyList<ComponentOrigin> Origins
);

/// <summary>What only its parties see, unless they release it.</summary>
/// <param name="Partners">The industry partners.</param>
/// <param name="Price">The price.</param>
public sealed record CommercialTerms(IReadOnlyList<IndustryPartner> Partners, UnitPrice Price);

/// <summary>A company in an agreement. Companies only: no person is named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Country">Where it has its seat, ISO 3166-1 alpha-3.</param>
/// <param name="Role">What it does.</param>
public sealed record IndustryPartner(string Name, string Country, PartnerRole Role);

/// <summary>What one unit costs, EUR.</summary>
/// <param name="Baseline">What it cost before the agreement.</param>
/// <param name="Agreed">What was agreed.</param>
/// <param name="Index">What the price is adjusted by, or null: fixed.</param>
public sealed record UnitPrice(decimal Baseline, decimal Agreed, string? Index = null);

/// <summary>Who pays. Whether it is there says its approval.</summary>
/// <param name="Source">Where the money comes from.</param>
/// <param name="Eur">How much, EUR.</param>
/// <param name="Text">Under which condition, or null.</param>
public sealed record FinancingLine(FinancingSource Source, decimal Eur, string? Text = null);

/// <summary>A licence that is needed.</summary>
/// <param name="Country">The state that gives it.</param>
/// <param name="Text">For what.</param>
public sealed record ExportLicence(string Country, string Text);

/// <summary>Which part of the components' cost comes from where.</summary>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Percent">Percent of the estimated cost, two decimals.</param>
public sealed record ComponentOrigin(string Country, decimal Percent);

/// <summary>A donor nation files an agreement.</summary>
/// <param name="Donor">Whose it is: the caller's own party.</param>
/// <param name="Terms">What the coalition sees.</param>
/// <param name="Unit">The capability's unit, or null.</param>
/// <param name="Commercial">What its parties see.</param>
/// <param name="Disclosure">Who may see it, for good.</param>
/// <param name="Released">Who may see the commercial terms; the parties unless said otherwise.</param>
public sealed record FileAgreement(
    string Donor,
    AgreementTerms Terms,
    CommercialTerms Commercial,
    string? Unit = null,
    Disclosure Disclosure = Disclosure.Coalition,
    Disclosure Released = Disclosure.Restricted
);

/// <summary>A donor's change; what is left out stays. Once co-signed it waits for Ukraine's signature.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Terms">All of the open terms.</param>
/// <param name="Commercial">All of the commercial terms.</param>
/// <param name="Released">Who may see the commercial terms: as many as now, or more.</param>
public sealed record AmendAgreement(
    string Reason,
    AgreementTerms? Terms = null,
    CommercialTerms? Commercial = null,
    Disclosure? Released = null
);

/// <summary>Ukraine's ministry signs too.</summary>
/// <param name="Reason">Words to it.</param>
public sealed record CoSignAgreement(string? Reason = null);
