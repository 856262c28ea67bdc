using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

/// <summary>Two pledges that depend on each other, and what becomes of one when the other is taken back.</summary>
[Collection(nameof(OneApp))]
public sealed class JointFormalisationTests(OwnApp own)
{
    private readonly TestApp app = own.App;

    [Fact]
    public async Task They_become_commitments_together_and_one_counts_no_more_when_the_other_is_withdrawn()
    {
        var five = await AcceptedAsync("NLD", 5, 30);
        var thirty = await AcceptedAsync("DEU", 30, 5);
        (await SignAsync(five, "NLD", jointly: false)).Expect(409);
        (await SignAsync(five, "NLD", jointly: true)).Expect(200);
        Assert.Equal("Accepted", (await app.ReadPledgeAsync(five.Id)).Status);
        (await SignAsync(thirty, "DEU", jointly: true)).Expect(200);

        foreach (var pledge in new[] { five, thirty })
            await app.UntilPledgeAsync(pledge.Id, "it is a commitment", p => p.Status == "Formalised");
        // Who they are may not be for every reader of this history.
        Assert.Equal(
            "Signed by all on whom it depends",
            (await app.ReadHistoryAsync(five.Path())).Single(e => e.Type == "pledge.formalised").Reason
        );
        Assert.Equal(5, (await app.ReadPledgeAsync(five.Id)).Lines[0].Committed);

        (await app.Donor("DEU").ChangeAsync(thirty.Path(), "withdrawal", Bodies.Reason())).Expect(200);
        await app.UntilPledgeAsync(five.Id, "what it depended on fell", p => p.Lines[0].Committed == 0);
        Assert.DoesNotContain(
            (await app.ReadHistoryAsync(five.Path())).Where(e => e.Type == "pledge.conditionsChanged").SkipLast(1),
            _ => true
        );
    }

    private Task<ApiAnswer> SignAsync(PledgeView pledge, string donor, bool jointly)
    {
        var body = Bodies.Formalisation();
        body["jointly"] = jointly;
        return app.Donor(donor).ChangeAsync(pledge.Path(), "formalisation", body);
    }

    private async Task<PledgeView> AcceptedAsync(string donor, decimal quantity, decimal others)
    {
        var body = Bodies.Pledge(donor, quantity: quantity);
        body["lines"]![0]!["capability"] = "IAMD-HIGH";
        body["conditions"] = new JsonArray(
            new JsonObject
            {
                ["text"] = "If the others do",
                ["capability"] = "IAMD-HIGH",
                ["othersReach"] = others,
            }
        );
        var pledge = (await app.Donor(donor).CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        return pledge;
    }
}
