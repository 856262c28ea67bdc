using System.Text.Json.Nodes;

namespace UkraineSupport.Testing.Client;

/// <summary>A force commitment, as far as the tests look at it.</summary>
public sealed record ForceView(
    string Id,
    string Nation,
    string Status,
    long Version,
    int Strength,
    IReadOnlyList<string> UnknownSerials,
    bool SuccessorLost,
    string? Call,
    string? SuspendedFrom
)
{
    /// <summary>Where it is.</summary>
    public string Path => $"coalition/commitments/{Id}";
}

/// <summary>A call for forces, as far as the tests look at it.</summary>
public sealed record CallView(
    string Id,
    long Version,
    IReadOnlyList<CalledView> Nations,
    bool Ended,
    IReadOnlyList<string> Escalated
)
{
    /// <summary>Where it is.</summary>
    public string Path => $"coalition/calls/{Id}";
}

/// <summary>One nation that was called.</summary>
public sealed record CalledView(
    string Nation,
    string Status,
    bool Reminded,
    string? Reason,
    IReadOnlyList<string> Commitments
);

/// <summary>Bodies and steps of the coalition's force generation.</summary>
public static class ForceSteps
{
    /// <summary>The statement of requirements of the installation.</summary>
    public const string Requirements = "coalition/requirements";

    /// <summary>A statement of one phase.</summary>
    public static JsonObject Statement(params JsonNode[] serials) =>
        new()
        {
            ["phases"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "one",
                    ["title"] = "Reassurance",
                    ["fromDay"] = 0,
                    ["months"] = 12,
                }
            ),
            ["serials"] = new JsonArray(serials),
            ["reason"] = "As planned",
        };

    /// <summary>A critical serial.</summary>
    public static JsonObject Serial(string id, string domain = "land", string disclosure = "coalition") =>
        new()
        {
            ["id"] = id,
            ["phase"] = "one",
            ["forceElement"] = "Mechanised battalion",
            ["domain"] = domain,
            ["strength"] = 1000,
            ["ntmDays"] = 30,
            ["basing"] = new JsonArray("inUkraine"),
            ["fromDay"] = 10,
            ["sustainMonths"] = 24,
            ["critical"] = true,
            ["disclosure"] = disclosure,
        };

    /// <summary>A nation's offer, from so many days on for three hundred.</summary>
    public static JsonObject Force(string nation, int from = 100, string disclosure = "coalition") =>
        new()
        {
            ["nation"] = nation,
            ["forceElement"] = "Mechanised battalion",
            ["domain"] = "land",
            ["strength"] = 800,
            ["ntmDays"] = 20,
            ["from"] = Bodies.Day(from),
            ["to"] = Bodies.Day(from + 300),
            ["basing"] = new JsonArray("inUkraine"),
            ["mandate"] = new JsonObject { ["status"] = "notRequired" },
            ["disclosure"] = disclosure,
        };

    /// <summary>Makes sure that there is a statement, whoever put it.</summary>
    public static async Task EnsureStatementAsync(this TestApp app)
    {
        if ((await app.Coordinator.GetAsync(Requirements)).Code != 200)
            await app.Coordinator.PutAsync(Requirements, Statement(Serial("L1"), Serial("M1", "maritime")));
    }

    /// <summary>A nation offers a force.</summary>
    public static async Task<ForceView> OfferForceAsync(this TestApp app, string nation, JsonObject? body = null) =>
        (await app.Donor(nation).CreateAsync("coalition/commitments", body ?? Force(nation)))
            .Expect(201)
            .Read<ForceView>();
}
