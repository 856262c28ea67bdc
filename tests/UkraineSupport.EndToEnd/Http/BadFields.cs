using System.Text.Json;
using System.Text.Json.Nodes;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>Good bodies with one value replaced by something that cannot be meant.</summary>
internal static class BadFields
{
    private const string Marker = "@@here@@";

    private static readonly string[] NotANumber =
    [
        "\"x\"",
        "\"5\"",
        "true",
        "{}",
        "[]",
        "-1",
        "1e400",
        "-1e400",
        "NaN",
        "Infinity",
        "\"NaN\"",
        "99999999999999999999",
        "1e30",
        "0.123456789",
        "01",
        "+1",
        "0x10",
    ];

    private static readonly string[] NotAText =
    [
        "5",
        "true",
        "{}",
        "[]",
        "[\"x\"]",
        "\"\"",
        "\"   \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
    ];

    private static readonly string[] NotAThing = ["5", "\"x\"", "true", "[]", "{\"surprise\":1}"];

    private static readonly string[] NotAList =
    [
        "5",
        "true",
        "\"x\"",
        "{}",
        "[5]",
        "[[]]",
        "[null]",
        "[{\"surprise\":1}]",
    ];

    private static readonly string[] NotABoolean = ["5", "\"true\"", "{}", "[]"];

    /// <summary>Texts that may be left out, and so may be empty.</summary>
    private static readonly string[] Optional = ["waybill", "type", "note", "despite", "reference", "programme"];

    /// <summary>Lists whose items may be written as a text alone.</summary>
    private static readonly string[] Shorthand = ["conditions", "caveats"];

    /// <summary>Fields that may be left out of a pledge, a requirement or a step.</summary>
    private static readonly string[] NotNeeded =
    [
        "unit",
        "substitutes",
        "disclosure",
        "evidence",
        "modality",
        "conditions",
        "caveats",
        "parliamentApprovedOn",
        "waybill",
        "despite",
        "at",
        "eta",
        "returned",
        "announced",
        "contracted",
        "value",
        "currency",
        "eurRate",
        "until",
        "withdraw",
        "note",
        "count",
        "serials",
        "rotationMonths",
        "successor",
        "alsoPromised",
        "call",
        "indicated",
        "nations",
        "reference",
        "headquarters",
        "role",
        "turns",
        "critical",
        "programme",
    ];

    /// <summary>Every body in which one value, at any depth, is of a wrong type or out of all bounds.</summary>
    public static IEnumerable<(string What, string Text)> Of(JsonObject good) =>
        from path in Paths(good, [])
        from bad in BadFor(path, Value(good, path))
        select ($"{string.Join('/', path)} = {bad}", With(good, path, bad));

    /// <summary>Every body in which one field, at any depth, has a text longer than any field takes.</summary>
    public static IEnumerable<(string What, string Text)> TooLong(JsonObject good) =>
        from path in Paths(good, [])
        where Value(good, path)!.GetValueKind() == JsonValueKind.String
        select ($"{string.Join('/', path)} too long", With(good, path, $"\"{new string('x', 20_000)}\""));

    /// <summary>Every body that lacks a field it needs, or says that it is null.</summary>
    /// <param name="good">A good body.</param>
    /// <param name="needed">The fields it needs, where those are not all that it has but for the usual ones.</param>
    public static IEnumerable<(string What, string Text)> Missing(JsonObject good, string[]? needed = null)
    {
        foreach (var name in needed ?? good.Select(field => field.Key).Except(NotNeeded))
        {
            yield return ($"{name} = null", With(good, [name], "null"));
            var without = good.DeepClone().AsObject();
            without.Remove(name);
            yield return ($"no {name}", without.ToJsonString());
        }
    }

    private static IEnumerable<string> BadFor(object[] path, JsonNode? value) =>
        value!.GetValueKind() switch
        {
            JsonValueKind.Number => NotANumber,
            JsonValueKind.String when Optional.Contains(path[^1]) => NotAText.Except(["\"\"", "\"   \""]),
            JsonValueKind.String => NotAText,
            JsonValueKind.Object when path.Length > 1 && Shorthand.Contains(path[^2]) => NotAThing.Except(["\"x\""]),
            JsonValueKind.Object => NotAThing,
            JsonValueKind.Array => NotAList,
            _ => NotABoolean,
        };

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] above)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(field => ((object)field.Key, field.Value)),
            JsonArray items => items.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        foreach (var (step, child) in children)
        {
            object[] path = [.. above, step];
            yield return path;
            foreach (var below in Paths(child, path))
                yield return below;
        }
    }

    private static JsonNode? Value(JsonNode root, object[] path) =>
        path.Aggregate((JsonNode?)root, (node, step) => step is string name ? node![name] : node![(int)step]);

    /// <summary>The token goes in as it is, also when it is no JSON.</summary>
    private static string With(JsonObject good, object[] path, string token)
    {
        var copy = good.DeepClone();
        var parent = Value(copy, path[..^1])!;
        if (path[^1] is string name)
            parent[name] = Marker;
        else
            parent[(int)path[^1]] = Marker;
        return copy.ToJsonString().Replace($"\"{Marker}\"", token, StringComparison.Ordinal);
    }
}
