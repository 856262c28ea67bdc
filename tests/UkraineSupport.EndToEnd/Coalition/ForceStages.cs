using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Http;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Coalition;

/// <summary>The routes of the coalition that take a body, each in a state in which a good one is accepted.</summary>
internal static class ForceStages
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "requirements",
        "commitments",
        "calls",
        "amendment",
        "offer",
        "review",
        "readiness",
        "mandate",
        "suspension",
        "resumption",
        "withdrawal",
        "decline",
    ];

    public static async Task<Stage> SetAsync(TestApp app, string name)
    {
        await app.EnsureStatementAsync();
        return name switch
        {
            "requirements" => new(app, app.Coordinator, ForceSteps.Requirements, ForceSteps.Requirements, Statement())
            {
                Put = true,
            },
            "commitments" => new(app, app.Donor("NLD"), "coalition/commitments", null, FullForce()),
            "calls" => new(app, app.Coordinator, "coalition/calls", null, Call()),
            "decline" => await OfCallAsync(app),
            _ => await OfForceAsync(app, name),
        };
    }

    private static async Task<Stage> OfForceAsync(TestApp app, string name)
    {
        var body = ForceSteps.Force("NLD");
        body["indicated"] = name == "offer";
        var force = await app.OfferForceAsync("NLD", body);
        if (name is "readiness" or "suspension" or "resumption")
            (await app.Coordinator.ChangeAsync(force.Path, "review", Bodies.Decision("accept"))).Expect(200);
        if (name == "resumption")
            (await app.Donor("NLD").ChangeAsync(force.Path, "suspension", Bodies.Reason())).Expect(200);
        var caller = name == "review" ? app.Coordinator : app.Donor("NLD");
        return new(app, caller, $"{force.Path}/{name}", force.Path, Good(name));
    }

    private static JsonObject Good(string name)
    {
        var body = Bodies.Reason();
        switch (name)
        {
            case "amendment":
                (body["strength"], body["to"]) = (700, Bodies.Day(300));
                body["caveats"] = new JsonArray(Caveat());
                break;
            case "review":
                body["decision"] = "accept";
                break;
            case "readiness":
                body["ready"] = true;
                break;
            case "mandate":
                (body["status"], body["until"], body["reference"]) = ("Approved", Bodies.Day(400), "Letter 1");
                break;
            default:
                break;
        }

        return body;
    }

    private static async Task<Stage> OfCallAsync(TestApp app)
    {
        var call = (await app.Coordinator.CreateAsync("coalition/calls", Call())).Expect(201).Read<CallView>();
        // A nation counts its own part of a call.
        return new(app, app.Donor("NLD"), $"{call.Path}/decline", call.Path, Bodies.Reason())
        {
            Reader = app.Donor("NLD"),
        };
    }

    private static JsonObject Call() =>
        new()
        {
            ["deadline"] = Bodies.Instant(TimeSpan.FromDays(5)),
            ["serials"] = new JsonArray("L1"),
            ["nations"] = new JsonArray("NLD", "DNK"),
        };

    private static JsonObject Statement()
    {
        var command = ForceSteps.Serial("H1", "headquarters", "public");
        (command["headquarters"], command["role"]) = ("Multinational Force Ukraine", "commander");
        command["turns"] = new JsonArray(new JsonObject { ["nation"] = "FRA", ["months"] = 12 });
        command["count"] = 2;
        return ForceSteps.Statement(ForceSteps.Serial("L1"), command);
    }

    private static JsonObject Caveat() =>
        new()
        {
            ["type"] = "area",
            ["text"] = "Not east of the Dnipro",
            ["blocking"] = true,
            ["serials"] = new JsonArray("L1"),
            ["phases"] = new JsonArray("one"),
        };

    private static JsonObject FullForce()
    {
        var body = ForceSteps.Force("NLD");
        (body["count"], body["rotationMonths"], body["indicated"]) = (3, 6, true);
        body["serials"] = new JsonArray("L1");
        body["caveats"] = new JsonArray(Caveat());
        body["alsoPromised"] = new JsonArray(new JsonObject { ["to"] = "NATO Force Model", ["strength"] = 300 });
        body["mandate"] = new JsonObject
        {
            ["status"] = "approved",
            ["until"] = Bodies.Day(400),
            ["reference"] = "Letter 1",
        };
        return body;
    }
}
