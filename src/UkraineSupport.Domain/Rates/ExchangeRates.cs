using System.Globalization;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Rates;

/// <summary>The mean rate of a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="PerEur">Units of the currency for one EUR.</param>
/// <param name="Source">Where it is from.</param>
public sealed record ExchangeRate(Month Month, decimal PerEur, string Source);

/// <summary>
/// A rate as it was used for a decision, and stays whatever becomes known later (DOMAIN §5 rule 6).
/// </summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="EurRate">EUR for one unit of the currency, eight decimals.</param>
/// <param name="Month">The month that it is the mean of: the latest known by the day of the decision.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="AgeMonths">How many months before the decision that was.</param>
public sealed record FrozenRate(string Currency, decimal EurRate, Month Month, string Source, int AgeMonths);

/// <summary>
/// Monthly mean rates as shipped (Federal Reserve H.10, twelve currencies to mid-2026), and those that coordinators put
/// beside them.
/// </summary>
public static class ExchangeRates
{
    private static readonly ILookup<string, ExchangeRate> Table = Shipped
        .Rows(
            "exchange-rates-by-month.csv",
            csv =>
                (
                    Currency: csv["currency"]!,
                    Rate: new ExchangeRate(
                        Month.TryParse(csv["month"], out var month) ? month : throw new FormatException(csv["month"]),
                        decimal.Parse(csv["per_eur"]!, CultureInfo.InvariantCulture),
                        csv["source"]!.Replace(
                            "same, ",
                            "Federal Reserve H.10 monthly mean, ",
                            StringComparison.Ordinal
                        )
                    )
                )
        )
        .ToLookup(r => r.Currency, r => r.Rate);

    /// <summary>Currencies of which rates are shipped.</summary>
    public static IReadOnlyList<string> Currencies { get; } =
    [.. Table.Select(t => t.Key).Order(StringComparer.Ordinal)];

    /// <summary>The shipped rates of a currency, earliest first.</summary>
    public static IReadOnlyList<ExchangeRate> ShippedOf(string currency) => [.. Table[currency].OrderBy(r => r.Month)];

    /// <summary>
    /// The rate of a day: of the latest month, not after the day's, of which there is one; a coordinator's before a
    /// shipped one. Null when there is none.
    /// </summary>
    /// <param name="currency">ISO 4217, not EUR.</param>
    /// <param name="day">The day of the decision.</param>
    /// <param name="own">Rates that coordinators put.</param>
    public static FrozenRate? At(string currency, DateOnly day, IReadOnlyList<ExchangeRate> own)
    {
        var month = Month.Of(day);
        var found = own.Concat(Table[currency])
            .Where(r => r.Month <= month)
            .Select((rate, i) => (rate, i))
            .OrderByDescending(r => r.rate.Month)
            .ThenBy(r => r.i)
            .Select(r => r.rate)
            .FirstOrDefault();
        return found is null
            ? null
            : new(currency, decimal.Round(1 / found.PerEur, 8), found.Month, found.Source, month.Since(found.Month));
    }
}
