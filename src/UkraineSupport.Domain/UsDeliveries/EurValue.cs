using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>
/// An amount of money in EUR at the rate that was given with it; the original is kept (DOMAIN §5 rule 6).
/// </summary>
/// <param name="Eur">EUR, rounded to cents.</param>
/// <param name="Amount">As it was given, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="EurRate">EUR for one unit of the currency; 1 for EUR.</param>
public sealed record EurValue(decimal Eur, decimal Amount, string Currency, decimal EurRate)
{
    private const decimal MaxRate = 10_000;
    private const int RateDecimals = 8;

    /// <summary>
    /// Reads value, currency and rate as callers give them: EUR unless another currency is named, which then needs its
    /// rate.
    /// </summary>
    internal static EurValue? Read(Check check, decimal? value, string? currency, decimal? rate, string at)
    {
        if (value is not { } amount)
        {
            check.That(currency is null, $"{at}/currency", "A currency goes with a value.");
            check.That(rate is null, $"{at}/eurRate", "A rate goes with a value.");
            return null;
        }

        var code = currency ?? "EUR";
        check.That(
            amount is >= 0 and <= Check.MaxQuantity && decimal.Round(amount, 2) == amount,
            $"{at}/value",
            "Not negative, at most 1,000,000,000,000, two decimals."
        );
        check.That(Currencies.IsKnown(code), $"{at}/currency", "An ISO 4217 code.");
        check.That(
            code == "EUR" || rate is not null,
            $"{at}/eurRate",
            "Say how many EUR one unit of the currency is worth."
        );
        check.That(code != "EUR" || rate is null or 1, $"{at}/eurRate", "One EUR is one EUR.");
        check.That(
            rate is null or (> 0 and <= MaxRate) && decimal.Round(rate ?? 1, RateDecimals) == (rate ?? 1),
            $"{at}/eurRate",
            "More than 0, at most 10,000, eight decimals."
        );
        return check.Error is null ? new(Cents(amount * (rate ?? 1)), amount, code, rate ?? 1) : null;
    }

    /// <summary>
    /// The part of this that <paramref name="part"/> of <paramref name="whole"/> is worth, EUR, to the cent; nothing
    /// when there is no whole.
    /// </summary>
    internal decimal ProRata(decimal part, decimal whole) => whole == 0 ? 0 : Cents(Eur * (part / whole));

    /// <summary>Half a cent goes up (Council Regulation 1103/97, article 5).</summary>
    private static decimal Cents(decimal eur) => decimal.Round(eur, 2, MidpointRounding.AwayFromZero);
}
