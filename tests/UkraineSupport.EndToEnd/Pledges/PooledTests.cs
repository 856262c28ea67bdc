using System.Globalization;
using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.EndToEnd.Http;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

/// <summary>Many pay, one buys, another makes, over the real interface: counted once in each column.</summary>
public sealed class PooledTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private readonly TestApp app = fixture.App;

    [Fact]
    public async Task What_a_pool_buys_is_support_of_those_who_pay_and_delivered_once()
    {
        var pool = await PoolAsync();
        var share = await ShareAsync(pool, 2_000_000);
        Assert.Equal(
            [share.Id],
            (await app.Coordinator.ListAsync<PledgeView>($"pledges?parent={pool.Id}")).Select(p => p.Id)
        );
        Assert.Equal("", await ColumnAsync("paidBy"));

        var bought = Bought();
        bought["madeBy"] = "KOR";
        await RefusedAsync(new(app, app.Donor("CZE"), $"{pool.Path()}/purchases", pool.Path(), Bought()));
        (await app.Donor("CZE").ChangeAsync(pool.Path(), "purchases", bought)).Expect(201);
        var pays = new JsonObject { ["pledge"] = share.Id, ["amount"] = 900_000 };
        await RefusedAsync(new(app, app.Donor("CZE"), $"{pool.Path()}/purchases/1/shares", pool.Path(), pays));
        Assert.Equal("CZE 700 NLD 500", await ColumnAsync("paidBy"));
        Assert.Equal("- 600 KOR 600", await ColumnAsync("madeBy"));
        Assert.Equal("CZE 1200", await ColumnAsync("deliveredBy"));
        Assert.Equal("NLD 1100000", await ColumnAsync("paidBy", "FUNDING"));

        // Nobody pays more than there is, and others say nothing of it.
        pays["amount"] = 900_001;
        (await app.Donor("NLD").ChangeAsync(pool.Path(), "purchases/1/shares", pays)).Expect(409);
        (await app.Donor("DNK").ChangeAsync(pool.Path(), "purchases/1/shares", pays)).Expect(403);
        (await app.Donor("NLD").ChangeAsync(pool.Path(), "purchases/3/shares", pays)).Expect(404);
        (await app.Coordinator.GetAsync($"{pool.Path()}/purchases/3")).Expect(404);

        var part = Bodies.Reason("Half of it");
        part["quantity"] = 300;
        (await app.Donor("CZE").ChangeAsync(pool.Path(), "purchases/1/cancellation", part)).Expect(200);
        var cancel = Bodies.Reason("The factory burnt down");
        await RefusedAsync(new(app, app.Donor("CZE"), $"{pool.Path()}/purchases/1/cancellation", pool.Path(), cancel));
        Assert.Equal("CZE 600", await ColumnAsync("paidBy"));
        Assert.Equal("NLD 2000000", await ColumnAsync("paidBy", "FUNDING"));
        var history = await app.ReadHistoryAsync(share.Path());
        Assert.Equal(
            ["pledge.paymentReserved", "pledge.paymentSettled", "pledge.paymentSettled", "pledge.paymentSettled"],
            history.Select(e => e.Type).Where(t => t.Contains("payment", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task What_the_United_States_deliver_for_an_ally_fills_no_gap_of_theirs()
    {
        var offer = Bodies.Pledge("NLD", "equipment", 10, "public");
        (offer["deliveredBy"], offer["authority"]) = ("USA", "PURL");
        var announced = (await app.Donor("NLD").CreateAsync("pledges", offer)).Expect(201).Json;
        Assert.Equal("USA", announced.GetProperty("deliveredBy").GetString());
        Assert.Equal("PURL", announced.GetProperty("authority").GetString());
        offer["authority"] = "PDA";
        var refused = (await app.Donor("NLD").CreateAsync("pledges", offer)).Expect(422).Json;
        Assert.Equal("/authority", refused.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    private static JsonObject Bought() =>
        new()
        {
            ["line"] = 1,
            ["quantity"] = 600,
            ["price"] = 1_080_000,
            ["reference"] = "Contract 7",
        };

    private async Task<PledgeView> PoolAsync()
    {
        var offer = Bodies.Pledge("CZE", quantity: 2000);
        offer["pool"] = true;
        return await CommitAsync("CZE", offer);
    }

    private async Task<PledgeView> ShareAsync(PledgeView pool, decimal amount)
    {
        var offer = Bodies.Pledge("NLD", "funding", amount);
        (offer["modality"], offer["parentPledge"]) = ("pooled", pool.Id);
        return await CommitAsync("NLD", offer);
    }

    private async Task<PledgeView> CommitAsync(string donor, JsonObject offer)
    {
        var pledge = (await app.Donor(donor).CreateAsync("pledges", offer)).Expect(201).Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        (await app.Donor(donor).ChangeAsync(pledge.Path(), "formalisation", Bodies.Formalisation())).Expect(200);
        return pledge;
    }

    /// <summary>Committed by party, nothing left out but what is nothing.</summary>
    private async Task<string> ColumnAsync(string by, string capability = "AMMO-155")
    {
        var rows = (await app.Coordinator.GetAsync($"insights/ledgers?by={by}&capability={capability}"))
            .Expect(200)
            .Json;
        return string.Join(
            ' ',
            rows.GetProperty("items")
                .EnumerateArray()
                .Select(r => (Party: r.GetProperty("donor").GetString() ?? "-", r.GetProperty("committed")))
                .Where(r => r.Item2.GetDecimal() > 0)
                .Select(r => $"{r.Party} {r.Item2.GetDecimal().ToString("0", CultureInfo.InvariantCulture)}")
        );
    }

    private static Task RefusedAsync(Stage stage)
    {
        var fields = BadFields
            .Of(stage.Good)
            .Concat(BadFields.TooLong(stage.Good))
            .Concat(BadFields.Missing(stage.Good))
            .Select(bad => (bad.What, (Func<HttpContent>)(() => ApiClient.JsonBody(bad.Text))));
        return Refusals.OfAllAsync(stage, [.. BadBodies.OfShape(stage.Good), .. fields]);
    }
}
