using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>What makes sense in the terms of an agreement; the same when it is filed and amended.</summary>
internal static class TermsRules
{
    private const int Many = 20;
    private const int MostYears = 20;

    /// <summary>Of the open terms.</summary>
    public static void Open(Check check, AgreementTerms terms)
    {
        check.Text(terms.Product, "/terms/product", 200);
        var capability = check.Capability(terms.Capability, "/terms/capability");
        check.That(
            capability is null || capability.Area is not ("training" or "funding"),
            "/terms/capability",
            "Something that is made: neither training nor funding."
        );
        check.Quantity(terms.MinimumYearly, capability, "/terms/minimumYearly", zeroToo: true);
        check.That(terms.ContractTo >= terms.ContractFrom, "/terms/contractTo", "Not before the contract begins.");
        check.That(
            terms.ContractFrom.Year >= 2000
                && terms.ContractTo.Year <= 2199
                && terms.ContractTo.Year < terms.ContractFrom.Year + MostYears,
            "/terms/contractTo",
            $"At most {MostYears} years, in the years 2000 to 2199."
        );
        check.That(
            terms.RecipientShare is > 0 and <= 1 && decimal.Round(terms.RecipientShare, 4) == terms.RecipientShare,
            "/terms/recipientShare",
            "More than 0, at most 1, four decimals."
        );
        Financing(check, terms.Financing);
        check.Count(terms.ExportLicences, "/terms/exportLicences", 0, Many);
        foreach (var (licence, n) in terms.ExportLicences.Take(Many).Select((l, n) => (l, n)))
        {
            Nation(check, licence.Country, $"/terms/exportLicences/{n}/country");
            check.Text(licence.Text, $"/terms/exportLicences/{n}/text", 500);
        }

        Origins(check, terms.Origins);
    }

    /// <summary>Of the commercial terms.</summary>
    public static void Commercial(Check check, CommercialTerms terms)
    {
        check.Count(terms.Partners, "/commercial/partners", 1, Many);
        foreach (var (partner, n) in terms.Partners.Take(Many).Select((p, n) => (p, n)))
        {
            check.Text(partner.Name, $"/commercial/partners/{n}/name", 200);
            Nation(check, partner.Country, $"/commercial/partners/{n}/country");
        }

        Money(check, terms.Price.Baseline, "/commercial/price/baseline");
        Money(check, terms.Price.Agreed, "/commercial/price/agreed");
        check.Text(terms.Price.Index, "/commercial/price/index", 200, required: false);
    }

    private static void Financing(Check check, IReadOnlyList<FinancingLine> lines)
    {
        check.Count(lines, "/terms/financing", 1, Many);
        foreach (var (line, n) in lines.Take(Many).Select((l, n) => (l, n)))
        {
            Money(check, line.Eur, $"/terms/financing/{n}/eur");
            check.Text(line.Text, $"/terms/financing/{n}/text", 500, required: false);
        }
    }

    private static void Origins(Check check, IReadOnlyList<ComponentOrigin> origins)
    {
        check.Count(origins, "/terms/origins", 0, 100);
        foreach (var (origin, n) in origins.Take(100).Select((o, n) => (o, n)))
        {
            Nation(check, origin.Country, $"/terms/origins/{n}/country");
            check.That(
                origin.Percent is > 0 and <= 100 && decimal.Round(origin.Percent, 2) == origin.Percent,
                $"/terms/origins/{n}/percent",
                "More than 0, at most 100, two decimals."
            );
        }

        check.That(
            origins.Select(o => o.Country).Distinct().Count() == origins.Count,
            "/terms/origins",
            "A country is named twice."
        );
        if (origins.All(o => o.Percent is > 0 and <= 100))
            check.That(
                origins.Sum(o => o.Percent) <= 100,
                "/terms/origins",
                $"Together {origins.Sum(o => o.Percent)} percent: at most 100."
            );
    }

    private static void Nation(Check check, string country, string pointer) =>
        check.That(Parties.IsNation(country), pointer, $"There is no country '{Check.Shorten(country)}'.");

    private static void Money(Check check, decimal eur, string pointer) =>
        check.That(
            eur is > 0 and <= Check.MaxQuantity && decimal.Round(eur, 2) == eur,
            pointer,
            "More than 0, at most 1,000,000,000,000 EUR, two decimals."
        );
}
