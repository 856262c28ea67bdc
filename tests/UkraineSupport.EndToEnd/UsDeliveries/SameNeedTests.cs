using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.EndToEnd.Http;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.UsDeliveries;

/// <summary>A requirement of 150 that is partly a gap of 200, over the real interface.</summary>
[Collection(nameof(OneApp))]
public sealed class SameNeedTests(OwnApp own)
{
    private const string Capability = "AMMO-MORTAR";
    private readonly TestApp app = own.App;

    [Fact]
    public async Task A_need_that_is_said_to_be_a_gap_is_filled_and_counted_once_until_the_gap_is_gone()
    {
        var (halt, gap) = await GapAsync();
        var requirement = $"requirements/{(await app.OpenRequirementAsync(Capability, 150)).Id}";
        Assert.Equal(350, await NeededAsync());

        var said = Said(gap, 120);
        (await app.Donor("NLD").ChangeAsync(requirement, "same-need", said)).Expect(403);
        (await app.Coordinator.PostAsync($"{requirement}/same-need", said, ApiClient.NewKey())).Expect(428);
        var stage = new Stage(app, app.Coordinator, $"{requirement}/same-need", requirement, said);
        await Refusals.OfAnyAsync(stage, missing: ["gap", "reason"]);
        (await app.Coordinator.ChangeAsync(requirement, "same-need", said)).Expect(409);
        Assert.Equal((30, 120), await ReadAsync(requirement));
        Assert.Equal(230, await NeededAsync());

        var pledge = await CommitAsync();
        var allocation = new JsonObject
        {
            ["line"] = 1,
            ["quantity"] = 80,
            ["gap"] = gap,
            ["despite"] = "Late, and needed",
        };
        (await app.Coordinator.ChangeAsync(pledge.Path(), "allocations", allocation)).Expect(201);
        await Poll.UntilAsync(
            "the requirement has it too",
            async () => (decimal)(await JsonAsync(app.Coordinator, requirement))["sameNeed"]!["covered"]! == 80
        );
        var seen = await JsonAsync(app.Coordinator, requirement);
        Assert.Equal((80, gap), ((decimal)seen["allocated"]!, (string)seen["allocations"]![0]!["via"]!));
        var named = (await JsonAsync(app.Coordinator, $"gaps/{gap}"))["sameNeeds"]!.AsArray();
        Assert.Equal(requirement, $"requirements/{(string)Assert.Single(named)!["requirement"]!}");

        (await app.Coordinator.ChangeAsync(requirement, "same-need/undo", Bodies.Reason())).Expect(200);
        Assert.Equal((150, null), await ReadAsync(requirement));
        (await app.Coordinator.ChangeAsync(requirement, "same-need", Said(gap, null))).Expect(200);
        Assert.Equal((0, 150), await ReadAsync(requirement));

        var correction = new JsonObject { ["reason"] = "A slip", ["withdraw"] = true };
        (await app.Coordinator.ChangeAsync($"us-deliveries/signals/{halt}", "correction", correction)).Expect(200);
        await Poll.UntilAsync("it is open again", async () => await ReadAsync(requirement) == (150, null));
        Assert.Contains(
            await app.ReadHistoryAsync(requirement),
            e => e.Type == "requirement.sameNeedEnded" && e.Reason == "The gap that is the same need moved on"
        );
        Assert.Empty(await app.CheckReadModelsAsync());
    }

    private async Task<PledgeView> CommitAsync()
    {
        var body = Bodies.Pledge("NLD", quantity: 200);
        body["lines"]![0]!["capability"] = Capability;
        var pledge = (await app.Donor("NLD").CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        var committed = await app.Donor("NLD").ChangeAsync(pledge.Path(), "formalisation", Bodies.Formalisation());
        return committed.Expect(200).Read<PledgeView>();
    }

    private static JsonObject Said(string gap, int? quantity)
    {
        var body = Bodies.Reason("The same rounds");
        body["gap"] = gap;
        if (quantity is not null)
            body["quantity"] = quantity;
        return body;
    }

    private async Task<(string Halt, string Gap)> GapAsync()
    {
        (await app.ExpectAsync(Capability, UsBodies.Baseline(100, from: 1, to: 8))).Expect(201);
        var body = UsBodies.Signal("halt", UsBodies.First(4), scope: Capability);
        body["until"] = DateOnly.Parse(UsBodies.First(6)).AddDays(-1).ToString("yyyy-MM-dd");
        var halt = (await app.Coordinator.CreateAsync("us-deliveries/signals", body)).Expect(201).Read<UsSignalView>();
        var gap = await Poll.ForAsync(
            "a gap",
            async () => (await app.Coordinator.ListAsync<GapView>($"gaps?capability={Capability}")).SingleOrDefault()
        );
        return (halt.Id, gap.Id);
    }

    /// <summary>All that is needed of the capability, of whatever year.</summary>
    private async Task<decimal> NeededAsync() =>
        (await JsonAsync(app.Coordinator, $"insights/shares?capability={Capability}"))["items"]!
            .AsArray()
            .Sum(row => (decimal)row!["needed"]!);

    private async Task<(decimal Open, decimal? Part)> ReadAsync(string requirement)
    {
        var read = await JsonAsync(app.Coordinator, requirement);
        return ((decimal)read["open"]!, (decimal?)read["sameNeed"]?["quantity"]);
    }

    private static async Task<JsonObject> JsonAsync(ApiClient caller, string path) =>
        (await caller.GetAsync(path)).Expect(200).Read<JsonObject>();
}
