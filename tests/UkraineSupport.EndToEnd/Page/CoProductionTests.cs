using System.Text.Json;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>Agreements: what was made, what is expected, and what only its parties read.</summary>
[Collection(DemoReaders.Name)]
public sealed class CoProductionTests(DemoRegister register)
{
    [Fact]
    public async Task Agreements_and_their_ramp_are_those_of_the_interface()
    {
        var agreements = await register.ItemsAsync("coproduction/agreements");
        var page = await register.OpenPageAsync("coproduction");
        foreach (var field in (string[])["accepted", "toUkraine"])
            Assert.Equal(
                agreements.Select(a => (a.Text("id"), a.GetProperty("output").Figure(field))).Order(),
                (await page.ColumnAsync("agreements", field)).Select(a => (a.Key, a.Value)).Order()
            );

        var id = agreements.First(a => a.GetProperty("output").Figure("made") > 0).Text("id");
        await page.GoAsync(page.Locator($"[data-table=agreements] [data-key='{id}'] th a").First);
        var months = (await register.RecordAsync($"coproduction/agreements/{id}/ramp")).GetProperty("months");
        var shown = await page.ColumnAsync("ramp", "planned");
        Assert.Equal(
            months.EnumerateArray().Take(50).Select(m => (m.Text("month"), m.Figure("planned"))),
            shown.Select(m => (m.Key, m.Value))
        );
        foreach (var month in months.EnumerateArray().Take(50))
        {
            var row = page.Locator($"[data-table=ramp] [data-key='{month.Text("month")}']");
            if (month.GetProperty("forecast") is { ValueKind: JsonValueKind.Object } forecast)
            {
                foreach (var part in (string[])["p10", "p50", "p90"])
                    Assert.Equal(forecast.Figure(part), await row.Locator($"[data-field={part}]").FigureAsync());
            }

            if (month.GetProperty("report") is { ValueKind: JsonValueKind.Object } report)
                Assert.Equal(report.Figure("made"), await row.Locator("[data-field=made]").FigureAsync());
        }
    }

    [Fact]
    public async Task The_price_is_for_its_parties_until_it_is_released()
    {
        var agreements = await register.ItemsAsync("coproduction/agreements");
        var id = agreements.First(a => a.GetProperty("commercial").ValueKind == JsonValueKind.Null).Text("id");
        var page = await register.OpenPageAsync($"coproduction/{id}");
        await page.Locator("main").Should().ToContainTextAsync("Price and partners are for the parties");
        await page.Locator("[data-field=agreed]").Should().ToHaveCountAsync(0);

        var price = (await register.App.Coordinator.GetAsync($"coproduction/agreements/{id}/price")).Expect(200);
        await page.ReadAsAsync(register.App.Process.Key.Mint("coordinator", "NATO"));
        await page.OpenAsync(register, $"coproduction/{id}");
        Assert.Equal(price.Read<JsonElement>().Figure("agreed"), await page.FigureAsync("[data-field=agreed]"));
    }
}
