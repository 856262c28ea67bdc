using Microsoft.Playwright;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>What happens is told in words, grows while one watches, and leads to its record.</summary>
[Collection(Visitors.Name)]
public sealed class FeedTests(Register register)
{
    private readonly TestApp app = register.App;

    [Fact]
    public async Task What_comes_waits_for_a_click_and_then_stands_first()
    {
        var before = await app.AnnounceAsync("NLD", disclosure: "public");
        var page = await register.OpenPageAsync("feed");
        await UntilFedAsync(page, before);
        await page.Locator("[data-live=true]").Should().ToBeVisibleAsync();

        var next = await app.AnnounceAsync("DNK", disclosure: "public");
        await page.Locator("[data-field=waiting]").Should().ToBeVisibleAsync();
        await Row(page, next).Should().ToHaveCountAsync(0);
        await page.Locator("[data-field=waiting]").ClickAsync();
        await page.Locator("[data-table=events] tbody tr").First.Should().ToContainTextAsync("Pledge: Announced");
        await Row(page, next).Should().ToContainTextAsync("Denmark");
        await page.Locator("[data-field=waiting]").Should().ToHaveCountAsync(0);

        await page.GoAsync(Row(page, next).Locator("th a"));
        Assert.EndsWith($"/api/page/pledges/{next.Id}", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_what_the_address_asks_for_to_those_who_may_see_it()
    {
        var seen = await app.AnnounceAsync("SWE", disclosure: "public");
        var restricted = await app.AnnounceAsync("SWE", disclosure: "restricted");
        var other = await app.AnnounceAsync("NOR", disclosure: "public");
        var page = await register.OpenPageAsync("feed?donor=SWE&type=pledge.announced");
        await UntilFedAsync(page, seen);
        await Row(page, restricted).Should().ToHaveCountAsync(0);
        await Row(page, other).Should().ToHaveCountAsync(0);

        page = await register.OpenPageAsync("feed?donor=SWE", width: 360, token: app.Process.Key.Mint("donor", "SWE"));
        await Row(page, restricted).Should().ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-download=csv]").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains(
            lines,
            line => line.Contains($"pledge.announced,{restricted.Id},SWE,", StringComparison.Ordinal)
        );
    }

    /// <summary>The feed is a little behind; what comes while one looks at it waits for a click.</summary>
    private static Task UntilFedAsync(IPage page, PledgeView pledge) =>
        Poll.UntilAsync(
            "the feed has it",
            async () =>
            {
                await page.ReloadAsync();
                await page.UntilReadAsync();
                return await Row(page, pledge).CountAsync() > 0;
            }
        );

    private static ILocator Row(IPage page, PledgeView pledge) =>
        page.Locator($"[data-table=events] [data-key^='{pledge.Id}/']").Last;
}
