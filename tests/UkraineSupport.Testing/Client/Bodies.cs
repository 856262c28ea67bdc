using System.Globalization;
using System.Text.Json.Nodes;

namespace UkraineSupport.Testing.Client;

/// <summary>Bodies that the API accepts, for tests to send or to spoil.</summary>
public static class Bodies
{
    /// <summary>Every kind of pledge.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    ["training", "munitions", "drones", "equipment", "enablers", "funding", "coProduction"];

    /// <summary>A pledge of one line.</summary>
    public static JsonObject Pledge(
        string donor,
        string kind = "munitions",
        decimal quantity = 1000,
        string disclosure = "coalition",
        string? validUntil = null
    )
    {
        var body = new JsonObject
        {
            ["donor"] = donor,
            ["kind"] = kind,
            ["title"] = $"{kind} of {donor}",
            ["modality"] = kind switch
            {
                "funding" => "funding",
                "coProduction" => "newProduction",
                _ => "stock",
            },
            ["validUntil"] = validUntil ?? Day(90),
            ["disclosure"] = disclosure,
            ["evidence"] = new JsonObject { ["level"] = "documented", ["url"] = "https://example.org/letter" },
            ["conditions"] = new JsonArray(),
            ["caveats"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "use",
                    ["text"] = "Defensive use only",
                    ["blocking"] = false,
                }
            ),
            ["lines"] = new JsonArray(Line(kind, quantity)),
        };
        if (kind == "coProduction")
            body["agreement"] = "Letter of intent 12";
        return body;
    }

    /// <summary>What a kind of pledge offers in these tests.</summary>
    public static string CapabilityOf(string kind) =>
        kind switch
        {
            "training" => "TRAIN-BASIC",
            "munitions" => "AMMO-155",
            "drones" => "DRONE-FPV",
            "equipment" => "IFV",
            "enablers" => "ISR",
            "funding" => "FUNDING",
            "coProduction" => "LRPS",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
        };

    /// <summary>A line of a kind, with the fields of that kind.</summary>
    public static JsonObject Line(string kind, decimal quantity)
    {
        var line = new JsonObject
        {
            ["capability"] = CapabilityOf(kind),
            ["quantity"] = quantity,
            ["deliverBy"] = Day(60),
        };
        if (kind == "training")
            line["training"] = new JsonObject
            {
                ["course"] = "Section commander",
                ["start"] = Day(20),
                ["end"] = Day(50),
                ["location"] = "POL",
            };
        if (kind == "drones")
            line["drone"] = new JsonObject
            {
                ["class"] = "fpv",
                ["rangeBand"] = "short",
                ["payloadBand"] = "light",
            };
        if (kind is "munitions" or "equipment")
            (line["unitValue"], line["currency"], line["valuationBasis"]) = (3000, "EUR", "market");
        return line;
    }

    /// <summary>A requirement.</summary>
    public static JsonObject Requirement(string capability = "AMMO-155", decimal quantity = 1000) =>
        new()
        {
            ["title"] = $"Need of {capability}",
            ["capability"] = capability,
            ["quantity"] = quantity,
            ["priority"] = 2,
            ["requiredBy"] = Day(80),
        };

    /// <summary>A coordinator's decision on a pledge or requirement.</summary>
    public static JsonObject Decision(string decision, params (int Line, decimal Quantity)[] lines)
    {
        var body = new JsonObject { ["decision"] = decision, ["reason"] = $"Weighed: {decision}" };
        if (lines.Length > 0)
            body["lines"] = new JsonArray([
                .. lines.Select(line => new JsonObject { ["line"] = line.Line, ["quantity"] = line.Quantity }),
            ]);
        return body;
    }

    /// <summary>The legal act that makes a pledge a commitment.</summary>
    public static JsonObject Formalisation() =>
        new()
        {
            ["instrument"] = "Cabinet decision",
            ["legalReference"] = "CD 2031/12",
            ["signedOn"] = Day(0),
        };

    /// <summary>A reservation.</summary>
    public static JsonObject Allocation(string requirement, decimal quantity, int line = 1) =>
        new()
        {
            ["line"] = line,
            ["requirement"] = requirement,
            ["quantity"] = quantity,
            // Most stages have one donor: more than half of what is needed comes from it.
            ["despite"] = "There is nobody else",
        };

    /// <summary>A tranche.</summary>
    public static JsonObject Delivery(decimal quantity, int line = 1, string? due = null) =>
        new()
        {
            ["line"] = line,
            ["quantity"] = quantity,
            ["due"] = due ?? Day(30),
            ["waybill"] = "WB-1",
        };

    /// <summary>Where a tranche is.</summary>
    public static JsonObject Status(string status) => new() { ["status"] = status };

    /// <summary>What arrived.</summary>
    public static JsonObject Receipt(decimal received, string? discrepancy = null)
    {
        var body = new JsonObject { ["received"] = received };
        if (discrepancy is not null)
            body["discrepancy"] = discrepancy;
        return body;
    }

    /// <summary>Why.</summary>
    public static JsonObject Reason(string reason = "Plans changed") => new() { ["reason"] = reason };

    /// <summary>A day, counted from today.</summary>
    public static string Day(int fromToday) =>
        TimeProvider.System.GetUtcNow().AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant, counted from now.</summary>
    public static string Instant(TimeSpan fromNow) =>
        (TimeProvider.System.GetUtcNow() + fromNow).ToString("O", CultureInfo.InvariantCulture);
}
