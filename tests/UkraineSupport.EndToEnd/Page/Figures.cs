using System.Text.Json;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>What the public interface answers, as the tests of the page hold it against what is shown.</summary>
internal static class Figures
{
    /// <summary>All items of a list that the public sees.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ItemsAsync(this Register register, string list) =>
        await register.App.Anonymous.ListAsync<JsonElement>(list);

    /// <summary>A record as the public sees it.</summary>
    public static async Task<JsonElement> RecordAsync(this Register register, string path) =>
        (await register.App.Anonymous.GetAsync(path)).Expect(200).Read<JsonElement>();

    /// <summary>A figure of it.</summary>
    public static decimal Figure(this JsonElement item, string name) => item.GetProperty(name).GetDecimal();

    /// <summary>A text of it.</summary>
    public static string Text(this JsonElement item, string name) => item.GetProperty(name).GetString()!;

    /// <summary>A ledger over rows, of what has a value, in euros.</summary>
    public static decimal Euros(this IEnumerable<JsonElement> rows, string ledger) =>
        rows.Select(row => row.GetProperty("eur"))
            .Where(eur => eur.ValueKind != JsonValueKind.Null)
            .Sum(eur => eur.Figure(ledger));

    /// <summary>A ledger by what a property says, each group in the unit of its rows.</summary>
    public static Dictionary<string, decimal> By(this IEnumerable<JsonElement> rows, string name, string ledger) =>
        rows.GroupBy(row => row.Text(name)).ToDictionary(group => group.Key, group => group.Sum(r => r.Figure(ledger)));
}
