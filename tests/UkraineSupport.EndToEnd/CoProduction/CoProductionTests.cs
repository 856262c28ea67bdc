using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.CoProduction;

/// <summary>From a letter to what it may do for a gap, by HTTP and real orchestrations: the tour of docs/.</summary>
public sealed class CoProductionTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private const string Capability = "DRONE-INTERCEPTOR";
    private readonly TestApp app = fixture.App;

    private ApiClient Danish => app.Donor("DNK");

    [Fact]
    public async Task From_a_letter_to_what_it_may_do_for_a_gap()
    {
        await app.ExpectAsync(Capability, 6, 500);
        (await app.Coordinator.CreateAsync("us-deliveries/signals", GapSteps.Halt(Capability))).Expect(201);
        await app.UntilGapAsync(Capability, "the gap is found", g => g.Open == 3_000);

        var path = await FundedAsync();
        var plan = new JsonObject
        {
            ["months"] = new JsonArray([
                .. Enumerable
                    .Range(-2, 12)
                    .Select(n => new JsonObject { ["month"] = GapSteps.Month(n), ["quantity"] = 1_000 }),
            ]),
        };
        (await Danish.ChangeAsync(path, "plan", plan)).Expect(200);
        (await Danish.ChangeAsync(path, "reports", Report(-2, 950))).Expect(200);
        var before = await OpenIfExpectedAsync();
        Assert.True(before < 3_000);
        (await Danish.ChangeAsync(path, "reports", Report(-1, 100))).Expect(200);
        Assert.True(await OpenIfExpectedAsync() > before);

        var gap = (await app.Coordinator.GetAsync($"gaps?capability={Capability}")).Expect(200).Read<JsonObject>();
        var history = $"gaps/{(string?)gap["items"]![0]!["id"]}/history";
        await Poll.UntilAsync("the gap hears of it", async () => await SaysAsync(history, "gap.futureSupplyNarrowed"));
        // Its own orchestration reminds of the milestone that is due.
        await Poll.UntilAsync(
            "it is reminded of",
            async () => await SaysAsync($"{path}/history", "agreement.reminded")
        );
        Assert.Empty(await app.CheckReadModelsAsync());
    }

    private async Task<string> FundedAsync()
    {
        var filed = (await Danish.CreateAsync("coproduction/agreements", Filing())).Expect(201).Read<JsonObject>();
        var path = $"coproduction/agreements/{(string?)filed["id"]}";
        (await app.Anonymous.GetAsync(path)).Expect(404);
        Assert.Null((await app.Donor("NOR").GetAsync(path)).Expect(200).Read<JsonObject>()["commercial"]);
        (await app.Ukraine.ChangeAsync(path, "cosignature", new JsonObject())).Expect(200);
        (await Danish.ChangeAsync(path, "approvals", Granted("financing-1"))).Expect(200);
        var funded = (await app.Ukraine.ChangeAsync(path, "approvals", Granted("ministry"))).Expect(200);
        Assert.Equal("Funded", (string?)funded.Read<JsonObject>()["status"]);
        var milestone = new JsonObject
        {
            ["kind"] = "tooling",
            ["title"] = "Moulds",
            ["owner"] = "DNK",
            ["due"] = Bodies.Day(10),
        };
        (await Danish.ChangeAsync(path, "milestones", milestone, ApiClient.NewKey())).Expect(201);
        return path;
    }

    private async Task<decimal> OpenIfExpectedAsync() =>
        (decimal)
            (await app.Coordinator.GetAsync($"gaps?capability={Capability}")).Expect(200).Read<JsonObject>()["items"]![
                0
            ]!["openIfExpected"]!;

    private async Task<bool> SaysAsync(string history, string type) =>
        (await app.Coordinator.GetAsync(history)).Expect(200).Read<JsonObject>()["items"]!
            .AsArray()
            .Any(i => (string?)i!["type"] == type);

    private static JsonObject Granted(string approval) =>
        new()
        {
            ["approval"] = approval,
            ["state"] = "granted",
            ["on"] = Bodies.Day(-1),
        };

    private static JsonObject Report(int month, int made) =>
        new()
        {
            ["month"] = GapSteps.Month(month),
            ["made"] = made,
            ["accepted"] = made,
            ["toUkraine"] = made / 2,
        };

    private static JsonNode Filing() =>
        JsonNode.Parse(
            $$"""
            {
              "donor": "DNK",
              "terms": {
                "product": "Interceptor drone", "model": "licenceAbroad", "capability": "{{Capability}}",
                "vehicle": "bilateral", "financing": [ { "source": "safe", "eur": 50000000 } ],
                "contractFrom": "{{GapSteps.Month(-3)}}-01", "contractTo": "{{GapSteps.Month(24)}}-28",
                "minimumYearly": 9000, "recipientShare": 0.5, "exportLicences": [], "origins": []
              },
              "commercial": {
                "partners": [ { "name": "Demo Airframes", "country": "DNK", "role": "manufacturer" } ],
                "price": { "baseline": 2000, "agreed": 2300 }
              }
            }
            """
        )!;
}
