using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Backfill;

/// <summary>Donors are asked, answer or do not, and the board hears of what stays open.</summary>
public sealed class SolicitationTests(SharedApp shared)
{
    private readonly TestApp app = shared.App;

    [Fact]
    public async Task One_offers_one_declines_one_lapses_and_the_board_is_told()
    {
        await app.ExpectAsync("AMMO-155", 2, 500);
        (await app.Coordinator.CreateAsync("us-deliveries/signals", GapSteps.Halt("AMMO-155"))).Expect(201);
        var gap = await app.UntilGapAsync("AMMO-155", "the gap is open", g => g.Open == 1000);
        var path = $"gaps/{gap.Id}";
        var body = new JsonObject
        {
            ["donors"] = new JsonArray("NLD", "DEU", "FRA"),
            ["deadline"] = Bodies.Instant(TimeSpan.FromSeconds(8)),
        };
        (await app.Donor("NLD").ChangeAsync(path, "solicitations", body.DeepClone())).Expect(403);
        (
            await app.Coordinator.ChangeAsync(
                path,
                "solicitations",
                new JsonObject { ["deadline"] = Bodies.Instant(TimeSpan.FromDays(-1)) }
            )
        ).Expect(422);
        var asked = (await app.Coordinator.ChangeAsync(path, "solicitations", body)).Expect(201).Read<GapView>();
        Assert.Equal(1000, Assert.Single(asked.Solicitations).Donors.Sum(d => d.Quantity));

        // A donor sees its own part and no other's; the public sees none.
        Assert.Equal(
            ["NLD"],
            (await app.Donor("NLD").GetAsync(path))
                .Expect(200)
                .Read<GapView>()
                .Solicitations.Single()
                .Donors.Select(d => d.Donor)
        );
        Assert.Empty((await app.Donor("POL").GetAsync(path)).Expect(200).Read<GapView>().Solicitations);
        (await app.Anonymous.GetAsync(path)).Expect(404);

        (await app.Donor("DEU").ChangeAsync(path, "solicitations/1/decline", Bodies.Reason("Stocks are low"))).Expect(
            200
        );
        (await app.Donor("POL").ChangeAsync(path, "solicitations/1/decline", Bodies.Reason())).Expect(404);
        // Valued as any offer is: at the rate of the day on which it was announced, here June 2024.
        var offered = Bodies.Pledge("NLD", quantity: 400);
        offered["announcedOn"] = "2024-06-14";
        (offered["lines"]![0]!["unitValue"], offered["lines"]![0]!["currency"]) = (1076.3m, "USD");
        var answer = (await app.Donor("NLD").CreateAsync($"{path}/offers", offered)).Expect(201);
        Assert.Equal(1000m, answer.Json.GetProperty("lines")[0].GetProperty("unitValueEur").GetDecimal(), 2);
        var offer = answer.Read<PledgeView>();
        (await app.Donor("NLD").CreateAsync($"{path}/offers", Bodies.Pledge("NLD", "drones"))).Expect(422);

        var over = await app.UntilGapAsync(
            "AMMO-155",
            "the board is told",
            g => g.Solicitations.Any(s => s.Escalated),
            TimeSpan.FromSeconds(60)
        );
        var donors = over.Solicitations[0].Donors.ToDictionary(d => d.Donor);
        Assert.Equal(
            ("Answered", "Declined", "Lapsed"),
            (donors["NLD"].Status, donors["DEU"].Status, donors["FRA"].Status)
        );
        Assert.Equal((true, "Stocks are low"), (donors["FRA"].Reminded, donors["DEU"].Reason));
        Assert.Contains(over.Offers, o => o.Pledge == offer.Id && o.Credit == 400);
        var escalated = (await app.ReadHistoryAsync(path)).Single(e => e.Type == "gap.escalated");
        Assert.Contains("\"NATO\"", escalated.Data.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            await app.Donor("POL").ListAsync<HistoryEntry>($"{path}/history"),
            e => e.Type is "gap.solicited" or "gap.donorDeclined"
        );
    }
}
