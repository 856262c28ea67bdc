using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.EndToEnd.Http;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Coalition;

/// <summary>What the routes of an activation refuse, one after the other in the life of one.</summary>
public sealed class ActivationInputTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private const string Ceasefire = "coalition/ceasefire";
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task A_bad_body_is_refused_with_a_reason_and_leaves_no_trace()
    {
        (await app.Coordinator.PutAsync(ForceSteps.Requirements, ForceSteps.Statement(ForceSteps.Serial("L1")))).Expect(
            201
        );
        var unit = await ReadyAsync();
        var declaration = Bodies.Reason();
        (declaration["declaredOn"], declaration["source"]) = (Bodies.Day(0), "Joint statement (demo)");
        declaration["disclosure"] = "coalition";
        await Refusals.OfAnyAsync(new(app, app.Coordinator, Ceasefire, null, declaration));
        await ConfirmedAsync("declaration");
        await Poll.UntilAsync("the unit is called upon", async () => (await ReadAsync(unit))["calledFor"] is not null);

        var confirms = Bodies.Reason();
        confirms["answer"] = "confirm";
        await Refusals.OfAnyAsync(new(app, app.Donor("NLD"), $"{unit}/activation", unit, confirms));
        var arrives = Bodies.Reason();
        arrives["on"] = Bodies.Day(0);
        await Refusals.OfAnyAsync(new(app, app.Donor("NLD"), $"{unit}/deployment", unit, arrives));
        (await app.Donor("NLD").ChangeAsync(unit, "transfer", arrives)).Expect(409);
        foreach (var step in (string[])["suspension", "resumption", "revocation"])
        {
            await Refusals.OfAnyAsync(new(app, app.Coordinator, $"{Ceasefire}/{step}", null, Bodies.Reason()));
            await ConfirmedAsync(step);
        }
    }

    private async Task ConfirmedAsync(string step)
    {
        var confirmation = Bodies.Reason();
        confirmation["step"] = step;
        var second = app.CreateClient("coordinator", "POL");
        await Refusals.OfAnyAsync(new(app, second, $"{Ceasefire}/confirmation", null, confirmation));
    }

    private async Task<string> ReadyAsync()
    {
        var force = await app.OfferForceAsync("NLD", ForceSteps.Force("NLD", from: 0));
        (await app.Coordinator.ChangeAsync(force.Path, "review", Bodies.Decision("accept"))).Expect(200);
        var ready = Bodies.Reason("Exercised");
        ready["ready"] = true;
        (await app.Donor("NLD").ChangeAsync(force.Path, "readiness", ready)).Expect(200);
        return force.Path;
    }

    private async Task<JsonNode> ReadAsync(string path) =>
        JsonNode.Parse((await app.Donor("NLD").GetAsync(path)).Expect(200).Text)!;
}
