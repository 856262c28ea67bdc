using System.Text.Json.Nodes;
using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Functions.Tests.Fuzzing;

/// <summary>
/// Bodies that fit a schema, mostly: right types, plausible days and codes, ids of what is there; now and then a value
/// that cannot be meant, a member too many or too few. The same from the same seed.
/// </summary>
internal sealed class Wild(Random random, DateTimeOffset now, IReadOnlyList<string> ids)
{
    private static readonly string[] Parties =
    [
        "NLD",
        "NLD",
        "DNK",
        "DNK",
        "GBR",
        "UKR",
        "USA",
        "KOR",
        "EU",
        "NATO",
        "XXX",
        "nld",
    ];
    private static readonly string[] Currencies = ["EUR", "USD", "PLN", "UAH", "XXX"];

    private static readonly string[] Texts =
    [
        "As agreed",
        "Згідно з домовленістю",
        "‮reversed‬ and 🇺🇦",
        "<script>alert(1)</script>",
        "' OR 1=1; --",
        "a\u0000b",
        "\ud800",
        "",
        "   ",
        "=cmd|'/C calc'!A0",
        "../../etc/passwd",
        "line\r\nbreak",
        new('x', 200),
        new('x', 5_000),
        new('Ж', 40_000),
    ];

    private static readonly string[] Words = ["demo", "uk", "basic", "inUkraine", "P1", "one", "licence-1", "ministry"];

    private static readonly string[] Hostile =
    [
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "-0.0000001",
        "79228162514264337593543950335",
        "99999999999999999999999",
        "1e-28",
        "0.1234567890123456789",
        "\"\"",
        "\"9999-12-31\"",
        "\"0001-01-01\"",
        "\"2027-02-30\"",
        "\"9999-12-31T23:59:59+14:00\"",
        "[]",
        "{}",
        "[[[[[[]]]]]]",
        "{\"a\":{\"b\":null}}",
        "[null,null]",
    ];

    /// <summary>A body, as text.</summary>
    public string Body(JsonObject schema)
    {
        var text = Object(schema);
        return random.Next(60) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => text + text,
            2 => $"[{text}]",
            _ => text,
        };
    }

    /// <summary>What stands for a name in a path.</summary>
    public string Segment(string name) =>
        name switch
        {
            "n" => random.Next(-1, 4).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "capability" => Pick([.. CapabilityCatalog.All.Select(c => c.Code)]),
            "currency" => Pick(Currencies),
            "month" => Month(),
            _ => random.Next(30) == 0 ? "nothing" : Pick(ids),
        };

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private string Value(JsonObject schema, string name)
    {
        if (random.Next(80) == 0)
            return Pick(Hostile);
        if (schema["enum"] is JsonArray words)
            return words[random.Next(words.Count)]?.ToJsonString() ?? "null";
        var types = schema["type"] is JsonArray several
            ? [.. several.Select(t => (string)t!)]
            : (string[])[(string?)schema["type"] ?? "object"];
        return types[0] switch
        {
            "object" => Object(schema),
            "array" => Array(schema, name),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "integer" => Integer(),
            "number" => Number(),
            _ => JsonValue.Create(Text(name, (string?)schema["format"])).ToJsonString(),
        };
    }

    private string Object(JsonObject schema)
    {
        var needed = (schema["required"] as JsonArray ?? []).Select(r => (string)r!).ToHashSet();
        var members = (schema["properties"] as JsonObject ?? [])
            .Where(p => needed.Contains(p.Key) ? random.Next(60) > 0 : random.Next(3) == 0)
            .Select(p => $"{JsonValue.Create(p.Key).ToJsonString()}:{Value(p.Value!.AsObject(), p.Key)}")
            .ToList();
        if (random.Next(60) == 0)
            members.Add("\"surprise\":1");
        if (members.Count > 0 && random.Next(60) == 0)
            members.Add(members[0]);
        return $"{{{string.Join(',', members)}}}";
    }

    private string Array(JsonObject schema, string name)
    {
        var items = schema["items"] as JsonObject ?? new JsonObject { ["type"] = "string" };
        var count = random.Next(40) == 0 ? 300 : random.Next(4);
        return $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => Value(items, name.TrimEnd('s'))))}]";
    }

    private string Integer() =>
        Pick(["1", "1", "1", "2", "3", "12", "60", "365", "0", "-5", "2147483647", "2147483648"]);

    private string Number() => Pick(["1", "5", "10", "40", "100", "1000", "0.5", "0.85", "2500000", "0", "-1", "1e15"]);

    private string Text(string name, string? format) =>
        format switch
        {
            "date" => Day(),
            "date-time" => $"{Day()}T12:00:00Z",
            _ => name switch
            {
                "capability" or "othersCapability" => Pick([.. CapabilityCatalog.All.Select(c => c.Code)]),
                "donor" or "nation" or "country" or "provider" or "madeBy" or "deliveredBy" or "givenBy" or "to" =>
                    Pick(Parties),
                "currency" => Pick(Currencies),
                "month" => Month(),
                "unit" => Pick(["rounds", "EUR", "persons", "vehicles", "drones"]),
                "url" => Pick(["https://example.org/letter", "http://x", "javascript:alert(1)", "not an address"]),
                "title" or "reason" or "text" or "note" or "instrument" or "legalReference" => random.Next(4) > 0
                    ? Texts[0]
                    : Pick(Texts),
                _ => random.Next(8) == 0 ? Pick(Texts) : Pick([Pick(ids), Pick(Words)]),
            },
        };

    private string Day() => now.AddDays(random.Next(-60, 500)).ToString("yyyy-MM-dd");

    private string Month() => now.AddMonths(random.Next(-6, 24)).ToString("yyyy-MM");
}
