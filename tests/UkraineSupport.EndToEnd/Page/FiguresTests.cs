using Microsoft.Playwright;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>Each view in each language shows the figures that the interface answers.</summary>
[Collection(DemoReaders.Name)]
public sealed class FiguresTests(DemoRegister register)
{
    [Theory]
    [InlineData("en", "How support to Ukraine stands")]
    [InlineData("nl", "Hoe de steun aan Oekraïne ervoor staat")]
    [InlineData("uk", "Як стоїть підтримка України")]
    public async Task Every_view_shows_the_registers_own(string language, string title)
    {
        var page = await register.OpenPageAsync("", language: language);
        await page.Locator("h1").Should().ToHaveTextAsync(title);
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));

        await SameAsync("overview", page, OverviewAsync);
        await GoAsync(page, "gaps");
        await page.Locator("select[name=months]").SelectOptionAsync("all");
        await SameAsync("gaps", page, GapsAsync);
        await GoAsync(page, "donors");
        await SameAsync("donors", page, DonorsAsync);
        await GoAsync(page, "capabilities");
        await SameAsync("capabilities", page, CapabilitiesAsync);
        await GoAsync(page, "requirements");
        await SameAsync("requirements", page, RequirementsAsync);
        await GoAsync(page, "pledges");
        await page.GoAsync(page.Locator("[data-table=pledges] tbody th a").First);
        await SameAsync("pledge", page, PledgeAsync);
    }

    private static Task GoAsync(IPage page, string section) =>
        page.GoAsync(page.Locator($"#sections a[href$='/page/{section}']"));

    /// <summary>Read models follow within a moment: both are read until they are of the same one.</summary>
    private static Task SameAsync(string view, IPage page, Func<IPage, Task<bool>> same) =>
        Poll.UntilAsync($"{view} shows what the interface answers", () => same(page));

    private async Task<bool> OverviewAsync(IPage page)
    {
        var rows = await register.ItemsAsync("insights/ledgers");
        var gaps = await register.ItemsAsync("gaps");
        return await page.FigureAsync("[data-field=committed]") == rows.Euros("committed")
            && await page.FigureAsync("[data-field=gaps]") == gaps.Count(gap => gap.Figure("open") > 0);
    }

    private async Task<bool> GapsAsync(IPage page)
    {
        var gap = (await register.ItemsAsync("gaps?capability=AMMO-155"))[0];
        foreach (var month in gap.GetProperty("months").EnumerateArray())
        {
            var cell = page.Locator($"[data-key=AMMO-155] [data-month='{month.Text("month")}']");
            if (await cell.FigureAsync() != month.Figure("open"))
                return false;
        }

        var missing = (await register.ItemsAsync("gaps")).ToDictionary(g => g.Text("id"), g => g.Figure("shortfall"));
        return Same(missing, await page.ColumnAsync("gaps", "missing"));
    }

    private async Task<bool> DonorsAsync(IPage page)
    {
        var rows = (await register.ItemsAsync("insights/ledgers")).Where(row => row.Text("donor") is not null);
        var expected = rows.GroupBy(r => r.Text("donor"))
            .ToDictionary(group => group.Key, group => group.Euros("received"));
        return Same(expected, await page.ColumnAsync("donors", "received"));
    }

    private async Task<bool> CapabilitiesAsync(IPage page)
    {
        var rows = await register.ItemsAsync("insights/ledgers");
        foreach (var ledger in (string[])["pledged", "committed", "allocated", "delivered", "received"])
        {
            if (!Same(rows.By("capability", ledger), await page.ColumnAsync("ledgers", ledger)))
                return false;
        }

        return true;
    }

    private async Task<bool> RequirementsAsync(IPage page)
    {
        var needs = await register.ItemsAsync("requirements");
        var expected = needs.ToDictionary(need => need.Text("id"), need => need.Figure("quantity"));
        return Same(expected, await page.ColumnAsync("requirements", "quantity"));
    }

    private async Task<bool> PledgeAsync(IPage page)
    {
        var id = new Uri(page.Url).Segments[^1];
        var line = (await register.RecordAsync($"pledges/{id}")).GetProperty("lines")[0];
        foreach (var step in (string[])["pledged", "accepted", "committed", "allocated", "delivered", "received"])
        {
            if (await page.FigureAsync($".steps [data-field={step}]") != line.Figure(step))
                return false;
        }

        return await page.Locator("[data-chain=intact]").CountAsync() == 1;
    }

    private static bool Same(Dictionary<string, decimal> expected, Dictionary<string, decimal> shown) =>
        expected.Count > 0 && expected.OrderBy(pair => pair.Key).SequenceEqual(shown.OrderBy(pair => pair.Key));
}
