using System.Text.Json.Nodes;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.EndToEnd.Http;

/// <summary>A route that takes a body, with an aggregate in the state in which a good body is accepted.</summary>
/// <param name="App">Where.</param>
/// <param name="Caller">Who may do it.</param>
/// <param name="Path">Where to post.</param>
/// <param name="Aggregate">What it changes; nothing when it creates.</param>
/// <param name="Good">A body that is accepted.</param>
internal sealed record Stage(TestApp App, ApiClient Caller, string Path, string? Aggregate, JsonObject Good)
{
    /// <summary>Whether the route is one of PUT and not of POST.</summary>
    public bool Put { get; init; }

    /// <summary>Whose version a good request names; a coordinator's unless told.</summary>
    public ApiClient? Reader { get; init; }

    /// <summary>Every route that takes a body, by a name for people.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "requirements",
        "validation",
        "cancellation",
        "pledges",
        "review",
        "formalisation",
        "allocations",
        "reduction",
        "move",
        "deliveries",
        "status",
        "receipt",
        "settlement",
        "amendment",
        "evidence",
        "withdrawal",
        .. UsStages.Names,
    ];

    /// <summary>Those that create something of its own, and so need no version.</summary>
    public static IReadOnlyList<string> Creating { get; } = ["requirements", "pledges", "us reports", "us signals"];

    /// <summary>Brings everything into the state in which the route's good body would be accepted.</summary>
    public static async Task<Stage> SetAsync(TestApp app, string name) =>
        name switch
        {
            "requirements" => new Stage(app, app.Ukraine, name, null, FullRequirement()),
            "pledges" => new Stage(app, app.Donor("NLD"), name, null, FullPledge()),
            "validation" => await OfRequirementAsync(app, app.Coordinator, name, Bodies.Decision("accept")),
            "cancellation" => await OfRequirementAsync(app, app.Ukraine, name, Bodies.Reason()),
            "review" => OfPledge(
                app,
                await app.AnnounceAsync("NLD"),
                app.Coordinator,
                name,
                Bodies.Decision("partial", (1, 5))
            ),
            "formalisation" => await OfAcceptedAsync(app),
            "allocations" => await OfCommitmentAsync(app),
            "reduction" => await OfMovableAsync(app, name, With(Bodies.Reason(), "keep", 4)),
            "move" => await OfMovableAsync(
                app,
                name,
                With(Bodies.Reason(), "requirement", (await app.OpenRequirementAsync()).Id)
            ),
            "deliveries" => await OfAllocatedAsync(
                app,
                plan: false,
                handOver: false,
                "deliveries",
                Bodies.Delivery(10)
            ),
            "status" => await OfAllocatedAsync(app, plan: true, handOver: false, "deliveries/1/status", NewsBody()),
            "receipt" => await OfAllocatedAsync(app, plan: true, handOver: true, "deliveries/1/receipt", ReceiptBody()),
            "settlement" => await OfMissingAsync(app),
            "amendment" => OfPledge(app, await app.AnnounceAsync("NLD"), app.Donor("NLD"), name, AmendmentBody()),
            "evidence" => OfPledge(
                app,
                await DocumentedAsync(app),
                app.Ukraine,
                "evidence/confirmation",
                new JsonObject { ["url"] = "https://example.org/letter", ["reason"] = "Read and compared" }
            ),
            "withdrawal" => OfPledge(app, await app.AnnounceAsync("NLD"), app.Donor("NLD"), name, Bodies.Reason()),
            _ => await UsStages.SetAsync(app, name),
        };

    /// <summary>Sends with the headers given, by the method of the route.</summary>
    public Task<ApiAnswer> SendAsync(HttpContent body, string? ifMatch) =>
        Put ? Caller.PutAsync(Path, body, ifMatch) : Caller.PostAsync(Path, body, ApiClient.NewKey(), ifMatch);

    /// <summary>Sends with the headers a good request has.</summary>
    public async Task<ApiAnswer> PostAsync(HttpContent body)
    {
        var etag = Aggregate is null ? null : (await (Reader ?? App.Coordinator).GetAsync(Aggregate)).Expect(200).ETag;
        return await SendAsync(body, etag);
    }

    /// <summary>Everything a bad body could have changed.</summary>
    public async Task<string> FingerprintAsync()
    {
        if (Aggregate is null)
        {
            var pledges = await App.Coordinator.ListAsync<PledgeView>("pledges");
            var requirements = await App.Coordinator.ListAsync<RequirementView>("requirements");
            var signals = await App.Coordinator.ListAsync<Dictionary<string, object>>("us-deliveries/signals");
            var forces = await App.Coordinator.ListAsync<ForceView>("coalition/commitments");
            var calls = await App.Coordinator.ListAsync<CallView>("coalition/calls");
            var courses = await App.Coordinator.ListAsync<Dictionary<string, object>>("training/courses");
            // Their versions count what the system does by itself too.
            var activations = (
                await App.Coordinator.ListAsync<Dictionary<string, object>>("coalition/activations")
            ).Select(a => $"{a["status"]} {a["pending"]}");
            return $"{pledges.Count} pledges, {requirements.Count} requirements, {signals.Count} signals, "
                + $"{forces.Count} forces, {calls.Count} calls, {courses.Count} courses, activations: {string.Join("; ", activations)}";
        }

        var history = await App.ReadHistoryAsync(Aggregate);
        return $"{history.Count} events; {(await App.Coordinator.GetAsync(Aggregate)).Expect(200).Text}";
    }

    private static async Task<Stage> OfRequirementAsync(TestApp app, ApiClient caller, string change, JsonObject good)
    {
        var filed = (await app.Ukraine.CreateAsync("requirements", Bodies.Requirement()))
            .Expect(201)
            .Read<RequirementView>();
        return new Stage(app, caller, $"{filed.Path()}/{change}", filed.Path(), good);
    }

    private static Stage OfPledge(TestApp app, PledgeView pledge, ApiClient caller, string change, JsonObject good) =>
        new(app, caller, $"{pledge.Path()}/{change}", pledge.Path(), good);

    private static async Task<PledgeView> DocumentedAsync(TestApp app)
    {
        var body = Bodies.Pledge("NLD");
        body["evidence"] = new JsonObject { ["level"] = "documented", ["url"] = "https://example.org/letter" };
        return (await app.Donor("NLD").CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();
    }

    private static async Task<Stage> OfAcceptedAsync(TestApp app)
    {
        var pledge = await app.AnnounceAsync("NLD");
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        var good = Bodies.Formalisation();
        good["parliamentApprovedOn"] = Bodies.Day(-1);
        return OfPledge(app, pledge, app.Donor("NLD"), "formalisation", good);
    }

    private static async Task<Stage> OfCommitmentAsync(TestApp app)
    {
        var requirement = await app.OpenRequirementAsync();
        return OfPledge(
            app,
            await app.CommitAsync("NLD"),
            app.Coordinator,
            "allocations",
            Bodies.Allocation(requirement.Id, 10)
        );
    }

    private static async Task<Stage> OfAllocatedAsync(
        TestApp app,
        bool plan,
        bool handOver,
        string change,
        JsonObject good
    )
    {
        var requirement = await app.OpenRequirementAsync();
        var pledge = await app.CommitAsync("NLD");
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", Bodies.Allocation(requirement.Id, 10))).Expect(
            201
        );
        await app.UntilPledgeAsync(
            pledge.Id,
            "the allocation is confirmed",
            now => now.Allocations!.All(one => one.Status == "Confirmed")
        );
        if (plan)
            (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries", Bodies.Delivery(10))).Expect(201);
        foreach (var status in handOver ? ["Dispatched", "HandedOver"] : Array.Empty<string>())
            (await app.Donor("NLD").ChangeAsync(pledge.Path(), "deliveries/1/status", Bodies.Status(status))).Expect(
                200
            );
        return OfPledge(app, pledge, handOver ? app.Ukraine : app.Donor("NLD"), change, good);
    }

    private static async Task<Stage> OfMovableAsync(TestApp app, string change, JsonObject good)
    {
        var allocated = await OfAllocatedAsync(app, plan: false, handOver: false, change, good);
        var pledge = (await app.Coordinator.GetAsync(allocated.Aggregate!)).Expect(200).Read<PledgeView>();
        return allocated with
        {
            Caller = app.Coordinator,
            Path = $"{allocated.Aggregate}/allocations/{pledge.Allocations![0].Id}/{change}",
        };
    }

    private static JsonObject With(JsonObject body, string name, JsonNode value)
    {
        body[name] = value;
        return body;
    }

    private static async Task<Stage> OfMissingAsync(TestApp app)
    {
        var handedOver = await OfAllocatedAsync(app, plan: true, handOver: true, "deliveries/1/receipt", ReceiptBody());
        (await app.Ukraine.ChangeAsync(handedOver.Aggregate!, "deliveries/1/receipt", ReceiptBody())).Expect(200);
        return handedOver with
        {
            Caller = app.Coordinator,
            Path = $"{handedOver.Aggregate}/deliveries/1/settlement",
            Good = Bodies.Reason(),
        };
    }

    private static JsonObject FullRequirement()
    {
        var body = Bodies.Requirement();
        body["unit"] = "rounds";
        body["disclosure"] = "coalition";
        body["substitutes"] = new JsonArray(new JsonObject { ["capability"] = "AMMO-122", ["factor"] = 0.5 });
        body["evidence"] = new JsonObject { ["level"] = "documented", ["url"] = "https://example.org/need" };
        return body;
    }

    private static JsonObject FullPledge()
    {
        var body = Bodies.Pledge("NLD", "drones");
        body["conditions"] = new JsonArray(
            new JsonObject
            {
                ["text"] = "If others reach 30",
                ["capability"] = "IAMD-HIGH",
                ["othersReach"] = 30,
                ["by"] = Bodies.Day(50),
            }
        );
        body["lines"]![0]!["unit"] = "drones";
        body["lines"]![0]!["availableFrom"] = Bodies.Day(5);
        return body;
    }

    private static JsonObject NewsBody() =>
        new()
        {
            ["status"] = "Dispatched",
            ["at"] = Bodies.Instant(TimeSpan.FromMinutes(-5)),
            ["eta"] = Bodies.Instant(TimeSpan.FromDays(3)),
        };

    private static JsonObject ReceiptBody() =>
        new()
        {
            ["received"] = 8,
            ["returned"] = 1,
            ["discrepancy"] = "Two were wet",
        };

    private static JsonObject AmendmentBody()
    {
        var body = Bodies.Reason();
        body["title"] = "Smaller";
        body["validUntil"] = Bodies.Day(80);
        body["lines"] = new JsonArray(
            new JsonObject
            {
                ["line"] = 1,
                ["quantity"] = 900,
                ["deliverBy"] = Bodies.Day(55),
            }
        );
        return body;
    }
}
