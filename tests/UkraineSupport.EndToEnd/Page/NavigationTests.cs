using System.Globalization;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(DemoReaders.Name)]
public sealed class NavigationTests(DemoRegister register)
{
    [Fact]
    public async Task Filters_are_in_the_address_and_Back_undoes_them()
    {
        var page = await register.OpenPageAsync("pledges?donor=NLD");
        var rows = page.Locator("[data-table=pledges] tbody tr");
        var dutch = await register.ItemsAsync("pledges?donor=NLD");
        await rows.Should().ToHaveCountAsync(dutch.Count);

        await page.Locator("select[name=kind]").SelectOptionAsync("drones");
        await rows.Should().ToHaveCountAsync((await register.ItemsAsync("pledges?donor=NLD&kind=drones")).Count);
        Assert.EndsWith("/api/page/pledges?donor=NLD&kind=drones", page.Url, StringComparison.Ordinal);

        await page.GoAsync(rows.First.Locator("th a"));
        await page.Locator("h1").Should().ToBeFocusedAsync();
        await page.GoBackAsync();
        await page.GoBackAsync();
        await rows.Should().ToHaveCountAsync(dutch.Count);
        Assert.EndsWith("/api/page/pledges?donor=NLD", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_or_an_address_that_is_not_known_blanks_nothing()
    {
        var page = await register.OpenPageAsync("pledges?status=Nothing&kind=drones");
        await page.Locator(".notice[role=status]").Should().ToContainTextAsync("status “Nothing”");
        var drones = await register.ItemsAsync("pledges?kind=drones");
        await page.Locator("[data-table=pledges] tbody tr").Should().ToHaveCountAsync(drones.Count);

        await page.GotoAsync(new Uri(register.App.Process.Address, "page/no/such/view").ToString());
        await page.Locator("h1").Should().ToHaveTextAsync("There is no such page");
        await page.GotoAsync(new Uri(register.App.Process.Address, "page/gaps/gap-none").ToString());
        await page.Locator("main").Should().ToContainTextAsync("Not found");
    }

    [Fact]
    public async Task What_happens_leads_back_to_the_first_that_is_kept()
    {
        var happened = new List<(string?, string?)>();
        for (string? before = ""; before is not null; )
        {
            var part = await register.RecordAsync($"events?limit=200{before}");
            var items = part.GetProperty("items").EnumerateArray().Reverse();
            happened.AddRange(items.Select(e => ((string?)e.Text("subject"), (string?)e.Text("time"))));
            before = part.GetProperty("older").GetString() is { } cursor ? $"&before={cursor}" : null;
        }

        Assert.True(happened.Count > 200);
        var page = await register.OpenPageAsync("feed");
        var older = page.Locator("[data-field=older]");
        for (var shown = 200; shown < happened.Count; shown += 200)
        {
            await older.ClickAsync();
            var expected = Math.Min(shown + 200, happened.Count).ToString("N0", CultureInfo.InvariantCulture);
            await page.Locator(".table-foot .pages").Should().ToContainTextAsync(expected);
        }

        await older.Should().ToHaveCountAsync(0);
        var rows = await page.DownloadJsonAsync();
        Assert.Equal(happened, rows.Select(row => ((string?)row.Text("record"), (string?)row.Text("time"))));
    }

    [Fact]
    public async Task Earlier_events_that_come_after_the_filter_was_changed_are_not_taken_for_it()
    {
        var page = await register.OpenPageAsync("feed");
        Task<string> FirstAsync() =>
            page.EvaluateAsync<string>("document.querySelector('[data-table=events] tr[data-key]').dataset.key");
        var newest = await FirstAsync();
        var released = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/events?*before=*",
            async route =>
            {
                await released.Task;
                await route.ContinueAsync();
            }
        );
        await page.Locator("[data-field=older]").ClickAsync();

        await page.Locator("select[name=donor]").SelectOptionAsync("NLD");
        var dutch = (await register.RecordAsync("events?limit=200&donor=NLD")).GetProperty("items").GetArrayLength();
        var count = dutch > 50 ? $"of {dutch}" : $"{dutch} rows";
        await page.Locator(".table-foot").Should().ToContainTextAsync(count);
        await page.RunAndWaitForResponseAsync(
            () =>
            {
                released.SetResult();
                return Task.CompletedTask;
            },
            answer => answer.Url.Contains("before=", StringComparison.Ordinal)
        );
        await page.UntilReadAsync();
        await page.Locator(".table-foot").Should().ToContainTextAsync(count);

        await page.GoBackAsync();
        await page.Locator(".table-foot .pages").Should().ToContainTextAsync("of 200");
        Assert.Equal(newest, await FirstAsync());
        await page.Locator("[data-field=older]").ClickAsync();
        await page.Locator(".table-foot .pages").Should().ToContainTextAsync("of 400");
    }

    [Fact]
    public async Task What_is_shown_downloads_as_it_is_sorted_and_filtered()
    {
        var page = await register.OpenPageAsync("requirements?status=PartiallyFilled&sort.requirements=-quantity");
        var shown = await page.Locator("[data-table=requirements] tbody tr").AllAsync();
        var keys = await Task.WhenAll(shown.Select(row => row.GetAttributeAsync("data-key")));
        Assert.True(keys.Length > 1);

        var lines = (await page.DownloadAsync("csv")).TrimStart('\ufeff').TrimEnd().Split("\r\n");
        Assert.StartsWith("requirement,title,capability,", lines[0], StringComparison.Ordinal);
        Assert.Equal(keys, lines.Skip(1).Select(line => line.Split(',')[0]));

        var objects = await page.DownloadJsonAsync();
        Assert.Equal(keys, objects.Select(need => need.Text("requirement")));
        foreach (var need in await register.ItemsAsync("requirements?status=PartiallyFilled"))
        {
            var row = objects.Single(o => o.Text("requirement") == need.Text("id"));
            Assert.Equal((need.Figure("open"), need.Text("unit")), (row.Figure("open"), row.Text("unit")));
        }
    }

    [Fact]
    public async Task In_an_outage_what_was_read_stays_with_its_time()
    {
        var page = await register.OpenPageAsync("requirements");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("#sections a[href$='/page/pledges']").ClickAsync();
        await page.Locator("[role=alert] .trouble").Should().ToContainTextAsync("The register cannot be reached");

        await page.GoBackAsync();
        await page.Locator("[data-table=requirements] tbody tr").First.Should().ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await page.Locator("[role=alert] .trouble").Should().ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_view_whose_file_cannot_be_loaded_says_so_until_it_is_there()
    {
        const string file = "**/assets/RequirementList-*.js";
        var page = await register.OpenPageAsync("pledges");
        await page.Context.RouteAsync(file, route => route.AbortAsync());
        await page.GotoAsync(new Uri(register.App.Process.Address, "page/requirements").ToString());
        await page.Locator("[role=alert] .trouble").Should().ToContainTextAsync("The register cannot be reached");
        await page.Locator("main .loading").Should().ToBeVisibleAsync();

        await page.Context.UnrouteAsync(file);
        await page.Locator("[data-table=requirements] tbody tr").First.Should().ToBeVisibleAsync();
        await page.Locator("[role=alert] .trouble").Should().ToHaveCountAsync(0);
        await page.Locator("main .loading").Should().ToHaveCountAsync(0);
    }
}
