using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>What baselines and reports have in common.</summary>
internal static class FlowRules
{
    /// <summary>More than this of anything but money, in a month, is a slip of the pen.</summary>
    public const decimal MaxUnits = 1_000_000_000;

    public static void Quantity(Check check, decimal quantity, Capability capability, string pointer)
    {
        check.Quantity(quantity, capability, pointer, zeroToo: true);
        check.That(
            capability.IsMoney || quantity <= MaxUnits,
            pointer,
            $"More than 1,000,000,000 {capability.Unit} in a month cannot be meant."
        );
    }

    /// <summary>Money is its own value: given, it must be the same to the cent; left out, it is the quantity.</summary>
    public static EurValue? OfMoney(Check check, EurValue? value, decimal quantity, Capability capability, string at)
    {
        if (!capability.IsMoney)
            return value;
        check.That(
            value is null || Math.Abs(value.Eur - quantity) <= 0.01m,
            $"{at}/value",
            $"It comes to {value?.Eur} EUR, and the quantity, in EUR, says {quantity}."
        );
        return value is null ? new(quantity, quantity, "EUR", 1) : value with { Eur = quantity };
    }
}
