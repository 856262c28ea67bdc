using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

/// <summary>Values in other currencies, and what a coordinator's rate does and does not change.</summary>
[Collection(nameof(OneApp))]
public sealed class MoneyTests(OwnApp own)
{
    private readonly TestApp app = own.App;

    [Fact]
    public async Task A_value_without_a_rate_says_so_and_is_reckoned_at_the_rate_that_was_known_when_it_was_signed()
    {
        var announced = await AnnounceAsync("PLN");
        Assert.Equal((null, true), await LineAsync(announced));

        (await PutAsync(app.Donor("NLD"), 4)).Expect(403);
        (await PutAsync(app.Coordinator, -1)).Expect(422);
        (await PutAsync(app.Coordinator, 4)).Expect(200);
        // Another rate of the same month wants to know what it replaces.
        (await PutAsync(app.Coordinator, 5)).Expect(428);
        Assert.Equal((null, true), await LineAsync(announced));
        Assert.Equal((25m, false), await LineAsync(await AnnounceAsync("PLN")));

        (await app.Coordinator.ChangeAsync(announced.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        var signed = (
            await app.Donor("NLD").ChangeAsync(announced.Path(), "formalisation", Bodies.Formalisation())
        ).Expect(200);
        Assert.Equal((25m, false), Line(signed));
        (await PutAsync(app.Coordinator, 5, "*")).Expect(200);
        Assert.Equal((25m, false), await LineAsync(announced));

        await Poll.UntilAsync(
            "the ledgers carry EUR beside units",
            async () =>
            {
                var rows = (await app.Coordinator.GetAsync("insights/ledgers?capability=IFV")).Expect(200).Json;
                var row = rows.GetProperty("items").EnumerateArray().SingleOrDefault();
                return row.ValueKind == System.Text.Json.JsonValueKind.Object
                    && row.GetProperty("eur").GetProperty("committed").GetDecimal() == 250
                    && row.GetProperty("eur").GetProperty("pledged").GetDecimal() == 500
                    && row.GetProperty("unvalued").GetInt32() == 0;
            }
        );
    }

    [Fact]
    public async Task Shipped_rates_are_there_for_all_with_their_source()
    {
        var rates = (await app.Anonymous.GetAsync("rates/USD")).Expect(200).Json.GetProperty("rates");
        Assert.Equal("2026-06", rates[0].GetProperty("month").GetString());
        Assert.Contains("Federal Reserve", rates[0].GetProperty("source").GetString(), StringComparison.Ordinal);
        (await app.Anonymous.GetAsync("rates/EUR")).Expect(404);
        (await app.Anonymous.GetAsync("rates/XXX")).Expect(404);
        (await app.Coordinator.PutAsync("rates/USD/soon", new JsonObject { ["perEur"] = 1, ["source"] = "x" })).Expect(
            404
        );
    }

    private static Task<ApiAnswer> PutAsync(ApiClient who, decimal perEur, string? ifMatch = null) =>
        who.PutAsync(
            $"rates/PLN/{GapSteps.Month(0)}",
            new JsonObject { ["perEur"] = perEur, ["source"] = "Narodowy Bank Polski" },
            ifMatch
        );

    private async Task<PledgeView> AnnounceAsync(string currency)
    {
        var body = Bodies.Pledge("NLD", "equipment", 10);
        var line = body["lines"]![0]!;
        (line["capability"], line["unitValue"], line["currency"]) = ("IFV", 100, currency);
        return (await app.Donor("NLD").CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();
    }

    private async Task<(decimal? UnitValueEur, bool NoRate)> LineAsync(PledgeView pledge) =>
        Line((await app.Coordinator.GetAsync(pledge.Path())).Expect(200));

    private static (decimal? UnitValueEur, bool NoRate) Line(ApiAnswer answer)
    {
        var line = answer.Json.GetProperty("lines")[0];
        var eur = line.GetProperty("unitValueEur");
        return (
            eur.ValueKind == System.Text.Json.JsonValueKind.Null ? null : eur.GetDecimal(),
            line.GetProperty("noRate").GetBoolean()
        );
    }
}
