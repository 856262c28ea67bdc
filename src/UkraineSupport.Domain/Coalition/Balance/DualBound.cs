namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>
/// An upper bound of a component's strength-days that holds whatever prices it is asked with (weak duality): a day that
/// is filled costs the rest of its weight, and each unit goes where it earns most. All in whole numbers, so that no
/// rounding gets into it.
/// </summary>
internal static class DualBound
{
    private const int Steps = 1 << 20;

    /// <summary>The bound.</summary>
    /// <param name="component">The component.</param>
    /// <param name="emphasis">What strength-days count.</param>
    /// <param name="prices">By part, brought between 0 and 1.</param>
    public static long Of(Component component, Emphasis emphasis, double[] prices)
    {
        long[] exact = [.. prices.Select(p => (long)(Math.Clamp(p, 0, 1) * Steps))];
        Int128 bound = 0;
        for (var s = 0; s < component.Serials.Length; s++)
        {
            Int128 rest = 0;
            for (var p = component.FirstPart[s]; p < component.FirstPart[s + 1]; p++)
                rest += (Steps - exact[p]) * component.PartDays[p];
            bound += rest * component.Required[s] * component.Weight(s, emphasis);
        }

        for (var u = 0; u < component.Units.Length; u++)
        {
            Int128? best = component.Held[u] ? null : 0;
            foreach (var c in component.ChoicesOfUnit[u])
            {
                if (Earns(component, c, emphasis, exact) is var earns && (best is not { } most || earns > most))
                    best = earns;
            }

            bound += best ?? 0;
        }

        return (long)(bound / Steps);
    }

    private static Int128 Earns(Component component, int choice, Emphasis emphasis, long[] prices)
    {
        var days = 0L;
        foreach (var span in component.Spans[choice])
        {
            for (var p = span.First; p < span.End; p++)
                days += prices[p] * component.PartDays[p];
        }

        var of = component.Choices[choice];
        return (Int128)days * of.Amount * component.Weight(of.Serial, emphasis);
    }
}
