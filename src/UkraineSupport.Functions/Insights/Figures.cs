using UkraineSupport.Domain.Insights;

namespace UkraineSupport.Functions.Insights;

/// <summary>How figures are written and where they lead.</summary>
internal static class Figures
{
    /// <summary>A sum without zeros at the end: what is the same is written the same.</summary>
    public static decimal Plain(this decimal sum) => sum / 1.0000000000000000000000000000m;

    /// <summary>The same of seven ledgers in EUR.</summary>
    public static EurSums Plain(this EurSums eur) =>
        new(
            eur.Pledged.Plain(),
            eur.Accepted.Plain(),
            eur.Committed.Plain(),
            eur.Allocated.Plain(),
            eur.Dispatched.Plain(),
            eur.Delivered.Plain(),
            eur.Received.Plain()
        );

    /// <summary>The same of groups.</summary>
    public static GroupSums Plain(this GroupSums sums) =>
        new(sums.EuropeAndCanada.Plain(), sums.UnitedStates.Plain(), sums.Others.Plain());

    /// <summary>The same of needs.</summary>
    public static NeedSums Plain(this NeedSums sums) =>
        sums with
        {
            Required = sums.Required.Plain(),
            Covered = sums.Covered.Plain(),
            Open = sums.Open.Plain(),
            Accepted = sums.Accepted.Plain(),
        };

    /// <summary>The list that holds what is behind a figure: of the parameters those that have a value.</summary>
    public static string Link(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var asked = parameters.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}").ToList();
        return asked.Count == 0 ? $"/api/{path}" : $"/api/{path}?{string.Join('&', asked)}";
    }
}
