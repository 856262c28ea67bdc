using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Coalition;

/// <summary>From a statement of requirements over a call to commitments, by HTTP and real orchestrations.</summary>
public sealed class ForceGenerationTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task From_requirements_over_a_call_to_commitments_and_back()
    {
        await PutRequirementsAsync();
        var call = await CallAsync();
        var danish = await AnswersAsync(call);
        await EndsAsync(call, danish);
        await LivesAsync(danish);
        await RelievesAsync();
        await ShowsWhatIsReleasedAsync();
        Assert.Empty(await app.CheckReadModelsAsync());
    }

    /// <summary>Versions are kept, and each level counts and reads its own.</summary>
    private async Task PutRequirementsAsync()
    {
        var first = ForceSteps.Statement(ForceSteps.Serial("L1"), ForceSteps.Serial("R1", disclosure: "restricted"));
        (await app.Donor("DNK").PutAsync(ForceSteps.Requirements, first)).Expect(403);
        (await app.Anonymous.GetAsync(ForceSteps.Requirements)).Expect(404);
        Assert.Equal("\"2\"", (await app.Coordinator.PutAsync(ForceSteps.Requirements, first)).Expect(201).ETag);
        (await app.Anonymous.GetAsync(ForceSteps.Requirements)).Expect(404);
        var second = ForceSteps.Statement(
            ForceSteps.Serial("L1"),
            ForceSteps.Serial("M1", "maritime"),
            ForceSteps.Serial("P1", disclosure: "public"),
            ForceSteps.Serial("R1", disclosure: "restricted")
        );
        (await app.Coordinator.PutAsync(ForceSteps.Requirements, second)).Expect(428);
        (await app.Coordinator.PutAsync(ForceSteps.Requirements, second, "\"1\"")).Expect(412);
        (await app.Coordinator.PutAsync(ForceSteps.Requirements, second, "\"2\"")).Expect(200);

        Assert.Equal("L1 M1 P1 R1", await SerialsAsync(app.Coordinator, ForceSteps.Requirements));
        Assert.Equal("L1 M1 P1", await SerialsAsync(app.Donor("DNK"), ForceSteps.Requirements));
        Assert.Equal("P1", await SerialsAsync(app.Anonymous, ForceSteps.Requirements));
        Assert.Equal("L1", await SerialsAsync(app.Donor("DNK"), $"{ForceSteps.Requirements}/1"));
        // What was put together is answered whole.
        Assert.Equal("L1 R1", await SerialsAsync(app.Coordinator, $"{ForceSteps.Requirements}/1"));
        (await app.Donor("DNK").GetAsync($"{ForceSteps.Requirements}/4")).Expect(404);
        Assert.DoesNotContain(
            "R1",
            (await app.Donor("DNK").GetAsync($"{ForceSteps.Requirements}/history")).Expect(200).Text,
            StringComparison.Ordinal
        );
    }

    private async Task<CallView> CallAsync()
    {
        var body = new JsonObject
        {
            ["nations"] = new JsonArray("NLD", "DNK", "FRA"),
            ["deadline"] = Bodies.Instant(TimeSpan.FromSeconds(10)),
        };
        (await app.Donor("DNK").CreateAsync("coalition/calls", body.DeepClone())).Expect(403);
        var call = (await app.Coordinator.CreateAsync("coalition/calls", body)).Expect(201).Read<CallView>();
        Assert.Equal(3, call.Nations.Count);
        // A nation sees its own part; one that was not called, nothing.
        var own = (await app.Donor("DNK").GetAsync(call.Path)).Expect(200).Read<CallView>();
        Assert.Equal(("DNK", 1L), (own.Nations.Single().Nation, own.Version));
        foreach (var other in (ApiClient[])[app.Donor("BEL"), app.Anonymous, app.CreateClient("observer", "POL")])
        {
            (await other.GetAsync(call.Path)).Expect(404);
            (await other.GetAsync($"{call.Path}/history")).Expect(404);
            Assert.Empty(await other.ListAsync<CallView>("coalition/calls"));
        }

        (await app.Donor("BEL").PostAsync($"{call.Path}/decline", Bodies.Reason())).Expect(404);
        Assert.Single(await app.Donor("DNK").ListAsync<CallView>("coalition/calls"));
        return call;
    }

    private async Task<ForceView> AnswersAsync(CallView call)
    {
        (await app.Donor("FRA").ChangeAsync(call.Path, "decline", Bodies.Reason("All are in the Baltics"))).Expect(200);
        var body = ForceSteps.Force("DNK");
        (body["call"], body["serials"]) = (call.Id, new JsonArray("L1"));
        (await app.Donor("BEL").CreateAsync("coalition/commitments", body.DeepClone())).Expect(403);
        var danish = await app.OfferForceAsync("DNK", body);
        Assert.Equal(("Offered", call.Id), (danish.Status, danish.Call));
        Assert.Null((await app.Donor("BEL").GetAsync(danish.Path)).Expect(200).Read<ForceView>().Call);
        Assert.Single(await app.Donor("DNK").ListAsync<ForceView>($"coalition/commitments?call={call.Id}"));
        Assert.Empty(await app.Donor("BEL").ListAsync<ForceView>($"coalition/commitments?call={call.Id}"));
        return danish;
    }

    private async Task EndsAsync(CallView call, ForceView danish)
    {
        CallView over = null!;
        await Poll.UntilAsync(
            "the call is over",
            async () =>
            {
                over = (await app.Coordinator.GetAsync(call.Path)).Expect(200).Read<CallView>();
                return over.Ended && over.Escalated.Count > 0;
            },
            TimeSpan.FromSeconds(60)
        );
        var nations = over.Nations.ToDictionary(n => n.Nation);
        Assert.Equal(
            ("Answered", "Declined", "Lapsed", true),
            (nations["DNK"].Status, nations["FRA"].Status, nations["NLD"].Status, nations["NLD"].Reminded)
        );
        Assert.Equal([danish.Id], nations["DNK"].Commitments);
        Assert.Equal(["M1", "P1"], over.Escalated);
        var told = (await app.ReadHistoryAsync(call.Path)).Single(e => e.Type == "call.escalated");
        Assert.Contains("\"NATO\"", told.Data.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            ["call.nationAsked", "call.nationAnswered"],
            (await app.Donor("DNK").ListAsync<HistoryEntry>($"{call.Path}/history"))
                .Select(e => e.Type)
                // On a slow machine it answers after half of the time.
                .Where(type => type != "call.nationReminded")
        );
    }

    private async Task LivesAsync(ForceView force)
    {
        var donor = app.Donor("DNK");
        (await donor.ChangeAsync(force.Path, "review", Bodies.Decision("accept"))).Expect(403);
        (await app.Coordinator.ChangeAsync(force.Path, "review", Bodies.Decision("accept"))).Expect(200);
        var ready = Bodies.Reason("Exercised");
        ready["ready"] = true;
        (await donor.ChangeAsync(force.Path, "readiness", ready)).Expect(200);
        (await app.Coordinator.ChangeAsync(force.Path, "suspension", Bodies.Reason())).Expect(200);
        var held = (await donor.GetAsync(force.Path)).Read<ForceView>();
        Assert.Equal(("Suspended", "Ready"), (held.Status, held.SuspendedFrom));
        (await donor.ChangeAsync(force.Path, "resumption", Bodies.Reason())).Expect(200);
        var mandate = Bodies.Reason();
        mandate["status"] = "Asked";
        (await donor.ChangeAsync(force.Path, "mandate", mandate)).Expect(200);
        var weaker = Bodies.Reason();
        weaker["strength"] = 500;
        Assert.Equal(
            "Offered",
            (await donor.ChangeAsync(force.Path, "amendment", weaker)).Expect(200).Read<ForceView>().Status
        );
        foreach (var query in (string[])["nation=DNK", "status=Offered", "serial=L1", "domain=land"])
            Assert.Contains(
                await app.Donor("BEL").ListAsync<ForceView>($"coalition/commitments?{query}"),
                f => f.Id == force.Id
            );
        Assert.Empty(await app.Donor("BEL").ListAsync<ForceView>("coalition/commitments?domain=space"));
        (await app.Donor("BEL").GetAsync("coalition/commitments?nation=EU")).Expect(400);
    }

    private async Task RelievesAsync()
    {
        var next = await app.OfferForceAsync("NOR", ForceSteps.Force("NOR", from: 401));
        var body = ForceSteps.Force("SWE");
        body["successor"] = next.Id;
        var relieved = await app.OfferForceAsync("SWE", body);
        var other = ForceSteps.Force("FIN");
        other["successor"] = next.Id;
        (await app.Donor("FIN").CreateAsync("coalition/commitments", other)).Expect(409);
        var circle = Bodies.Reason();
        circle["successor"] = relieved.Id;
        (await app.Donor("NOR").ChangeAsync(next.Path, "amendment", circle)).Expect(422);

        (await app.Donor("NOR").ChangeAsync(next.Path, "withdrawal", Bodies.Reason())).Expect(200);
        await Poll.UntilAsync(
            "who was to be relieved hears of it",
            async () => (await app.Donor("SWE").GetAsync(relieved.Path)).Read<ForceView>().SuccessorLost
        );
    }

    /// <summary>The public sees what nations release; a restricted one only its nation and those who see all.</summary>
    private async Task ShowsWhatIsReleasedAsync()
    {
        var open = ForceSteps.Force("EST", disclosure: "public");
        open["serials"] = new JsonArray("L1");
        (await app.Donor("EST").CreateAsync("coalition/commitments", open.DeepClone())).Expect(422);
        open["serials"] = new JsonArray("P1");
        var released = await app.OfferForceAsync("EST", open);
        var secret = await app.OfferForceAsync("EST", ForceSteps.Force("EST", disclosure: "restricted"));
        Assert.Equal(
            [released.Id],
            (await app.Anonymous.ListAsync<ForceView>("coalition/commitments")).Select(f => f.Id)
        );
        (await app.Donor("BEL").GetAsync(secret.Path)).Expect(404);
        (await app.Donor("EST").GetAsync(secret.Path)).Expect(200);

        // A serial that is no more is shown as such.
        var current = (await app.Coordinator.GetAsync(ForceSteps.Requirements)).ETag;
        var without = ForceSteps.Statement(ForceSteps.Serial("L1"), ForceSteps.Serial("M1", "maritime"));
        (await app.Coordinator.PutAsync(ForceSteps.Requirements, without, current)).Expect(200);
        Assert.Equal(["P1"], (await app.Anonymous.GetAsync(released.Path)).Read<ForceView>().UnknownSerials);
        Assert.Equal("", await SerialsAsync(app.Anonymous, ForceSteps.Requirements));
    }

    private static async Task<string> SerialsAsync(ApiClient client, string path) =>
        string.Join(
            ' ',
            (await client.GetAsync(path))
                .Expect(200)
                .Json.GetProperty("serials")
                .EnumerateArray()
                .Select(s => s.GetProperty("id").GetString())
        );
}
