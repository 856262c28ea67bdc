using System.Globalization;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>What an instrument asks of components.</summary>
/// <param name="Instrument">Whose money.</param>
/// <param name="MostOutside">Most percent of the estimated cost from outside.</param>
/// <param name="Inside">The countries that are not outside.</param>
/// <param name="Source">Where the rule is from.</param>
public sealed record OriginRule(
    FinancingSource Instrument,
    decimal MostOutside,
    IReadOnlySet<string> Inside,
    string Source
);

/// <summary>Whether components fit an instrument.</summary>
public enum EligibilityState
{
    /// <summary>They fit, whatever was not declared.</summary>
    Eligible,

    /// <summary>Too much is from outside.</summary>
    NotEligible,

    /// <summary>It depends on what was not declared.</summary>
    Undeclared,

    /// <summary>The shipped table has no rule of this instrument.</summary>
    NoRule,
}

/// <summary>How declared components stand against one line of the financing.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Source">Whose money.</param>
/// <param name="State">Whether they fit.</param>
/// <param name="OutsidePercent">Declared from outside; null without a rule.</param>
/// <param name="Reason">Why, with the numbers.</param>
/// <param name="Rule">Where the rule is from, or null.</param>
public sealed record EligibilityFinding(
    int Line,
    FinancingSource Source,
    EligibilityState State,
    decimal? OutsidePercent,
    string Reason,
    string? Rule
);

/// <summary>Components by origin against the rules of the instruments that pay: shipped data with sources.</summary>
public static class Eligibility
{
    /// <summary>The rules that are shipped.</summary>
    public static IReadOnlyList<OriginRule> Rules { get; } =
        Shipped.Rows(
            "eligibility.csv",
            csv => new OriginRule(
                DomainJson.TryWord<FinancingSource>(csv["instrument"], out var instrument)
                    ? instrument
                    : throw new FormatException(csv["instrument"]),
                decimal.Parse(csv["most_outside_percent"]!, CultureInfo.InvariantCulture),
                csv["inside"]!.Split(' ').ToHashSet(),
                csv["source"]!
            )
        );

    /// <summary>How the declared components stand, line by line.</summary>
    public static IReadOnlyList<EligibilityFinding> Of(AgreementTerms terms) =>
        [.. terms.Financing.Select((line, n) => Of(terms.Origins, line.Source, n + 1))];

    private static EligibilityFinding Of(IReadOnlyList<ComponentOrigin> origins, FinancingSource source, int line)
    {
        if (Rules.FirstOrDefault(r => r.Instrument == source) is not { } rule)
            return new(line, source, EligibilityState.NoRule, null, $"No rule of {source} is kept here.", null);
        var outside = origins.Where(o => !rule.Inside.Contains(o.Country)).Sum(o => o.Percent);
        var undeclared = 100 - origins.Sum(o => o.Percent);
        var state =
            outside > rule.MostOutside ? EligibilityState.NotEligible
            : outside + undeclared > rule.MostOutside ? EligibilityState.Undeclared
            : EligibilityState.Eligible;
        return new(
            line,
            source,
            state,
            outside,
            $"{outside} % from outside and {undeclared} % not declared; at most {rule.MostOutside} %.",
            rule.Source
        );
    }
}
