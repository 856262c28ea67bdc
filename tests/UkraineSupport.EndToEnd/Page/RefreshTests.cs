using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>An empty register that fills, changes, goes away and comes back while somebody looks at it.</summary>
public sealed class RefreshTests(Register register) : IClassFixture<Register>
{
    [Fact]
    public async Task It_says_that_it_is_empty_fills_by_itself_keeps_the_place_and_survives_an_outage()
    {
        var page = await register.OpenPageAsync("pledges?kind=drones");
        await page.Locator("main").Should().ToContainTextAsync("No pledge");

        await register.App.AnnounceAsync("NLD", kind: "drones", disclosure: "coalition");
        await register.App.AnnounceAsync("SWE", kind: "drones", disclosure: "public");
        var rows = page.Locator("[data-table=pledges] tbody tr");
        await rows.Should().ToHaveCountAsync(1);
        var link = rows.Filter(new() { HasText = "Sweden" }).Locator("th a");
        await link.FocusAsync();

        await register.App.AnnounceAsync("FIN", kind: "drones", disclosure: "public");
        await rows.Should().ToHaveCountAsync(2);
        await link.Should().ToBeFocusedAsync();

        await register.App.Process.KillAsync();
        var trouble = page.Locator("[role=alert] .trouble");
        await trouble.Should().ToContainTextAsync("The register cannot be reached", new() { Timeout = 120_000 });
        await rows.Should().ToHaveCountAsync(2);

        await register.App.Process.StartAgainAsync();
        await trouble.Should().ToHaveCountAsync(0, new() { Timeout = 120_000 });
    }

    [Fact]
    public async Task Text_that_looks_like_markup_is_shown_as_text()
    {
        const string Title = "<img src=x onerror=document.title='owned'> & <b>bold</b>";
        var body = Bodies.Pledge("NOR", disclosure: "public");
        body["title"] = Title;
        (await register.App.Donor("NOR").CreateAsync("pledges", body)).Expect(201);

        var page = await register.OpenPageAsync("pledges?donor=NOR");

        await page.Locator("[data-table=pledges] tbody th a").Should().ToHaveTextAsync(Title);
        Assert.DoesNotContain("owned", await page.TitleAsync(), StringComparison.Ordinal);
    }
}
