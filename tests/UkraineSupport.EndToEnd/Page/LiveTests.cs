using System.Collections.Concurrent;
using Microsoft.Playwright;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The page changes as it happens, by one stream a browser, and asks for nothing else.</summary>
[Collection(Visitors.Name)]
public sealed class LiveTests(Register register)
{
    private const string Stream = "**/api/events/stream";

    // An app that was killed starts, and the page tries again after some seconds.
    private const float LongPatience = 90_000;
    private readonly TestApp app = register.App;

    [Fact]
    public async Task What_is_announced_appears_without_a_reload_and_only_what_changed_is_read_again()
    {
        var page = await LiveAsync("pledges");
        var asked = Asked(page);
        var pledge = await AnnounceAsync();

        await Row(page, pledge).Should().ToBeVisibleAsync();
        Assert.Contains(asked, path => path.StartsWith("/api/pledges", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, path => path.StartsWith("/api/requirements", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, path => path.StartsWith("/api/catalog", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_tabs_share_one_stream_and_the_second_takes_over_where_the_first_was()
    {
        var first = await LiveAsync("pledges");
        var streams = new ConcurrentQueue<IRequest>();
        first.Context.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/events/stream", StringComparison.Ordinal))
                streams.Enqueue(request);
        };
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await second.Locator("[data-live=true]").Should().ToBeVisibleAsync();
        var pledge = await AnnounceAsync();
        await Row(first, pledge).Should().ToBeVisibleAsync();
        await Row(second, pledge).Should().ToBeVisibleAsync();
        Assert.Empty(streams);

        await first.CloseAsync();
        var later = await AnnounceAsync();
        await Row(second, later).Should().ToBeVisibleAsync();
        Assert.NotEmpty(streams.First().Headers["last-event-id"]);
    }

    [Fact]
    public async Task What_comes_while_the_stream_is_cut_is_not_lost()
    {
        var page = await LiveAsync("pledges");
        await app.Process.KillAsync();
        Task<IRequest> again;
        try
        {
            await page.Locator("[data-live=false]").Should().ToBeVisibleAsync();
            again = page.WaitForRequestAsync(Stream, new() { Timeout = LongPatience });
        }
        finally
        {
            // Others visit this register after it.
            await app.Process.StartAgainAsync();
        }

        var missed = await AnnounceAsync();

        await Row(page, missed).Should().ToBeVisibleAsync(new() { Timeout = LongPatience });
        await page.Locator("[data-live=true]").Should().ToBeVisibleAsync(new() { Timeout = LongPatience });
        Assert.NotEmpty((await again).Headers["last-event-id"]);
    }

    [Fact]
    public async Task Where_there_can_be_no_stream_it_asks_the_feed_slowly()
    {
        var page = await LiveAsync("pledges");
        await page.Context.RouteAsync(Stream, route => route.AbortAsync());
        await page.ReloadAsync();
        await page.UntilReadAsync();
        var pledge = await AnnounceAsync();
        await Row(page, pledge).Should().ToBeVisibleAsync();
        await page.Locator("[data-live=true]").Should().ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_idle_tab_asks_for_nothing_but_its_stream()
    {
        var page = await LiveAsync("pledges", installClock: true);
        var asked = Asked(page);
        await page.Clock.FastForwardAsync("30:00");
        await page.Locator("[data-live=true]").Should().ToBeVisibleAsync();
        await page.Clock.FastForwardAsync("30:00");
        await page.Locator("[data-live=true]").Should().ToBeVisibleAsync();
        Assert.DoesNotContain(asked, path => path != "/api/events/stream");
    }

    [Fact]
    public async Task Whoever_signs_in_gets_a_stream_of_their_own()
    {
        var page = await LiveAsync("pledges");
        var stream = page.WaitForRequestAsync(Stream);
        await page.Locator("button.viewer").ClickAsync();
        await page.Locator("dialog button[type=submit]").ClickAsync();
        Assert.StartsWith("Bearer ", (await stream).Headers["authorization"], StringComparison.Ordinal);
        await page.Locator("[data-live=true]").Should().ToBeVisibleAsync();
        var restricted = await AnnounceAsync("restricted");
        await Row(page, restricted).Should().ToBeVisibleAsync();
    }

    private async Task<IPage> LiveAsync(string path, bool installClock = false)
    {
        var page = await register.OpenPageAsync(path);
        if (installClock)
        {
            await page.Clock.InstallAsync();
            await page.ReloadAsync();
            await page.UntilReadAsync();
        }

        await page.Locator("[data-live=true]").Should().ToBeVisibleAsync();
        return page;
    }

    private static ConcurrentQueue<string> Asked(IPage page)
    {
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            var path = new Uri(request.Url).AbsolutePath;
            if (!path.StartsWith("/api/page/", StringComparison.Ordinal))
                asked.Enqueue(path);
        };
        return asked;
    }

    private async Task<string> AnnounceAsync(string disclosure = "public")
    {
        return (await app.AnnounceAsync("NLD", disclosure: disclosure)).Id;
    }

    private static ILocator Row(IPage page, string pledge) =>
        page.Locator($"[data-table=pledges] [data-key='{pledge}']");
}
