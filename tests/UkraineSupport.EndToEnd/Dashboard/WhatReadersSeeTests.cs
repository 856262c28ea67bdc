using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

[Collection(DemoReaders.Name)]
public sealed class WhatReadersSeeTests(DemoRegister register)
{
    private const string Restricted = "Long-range precision missiles (demo)";

    [Fact]
    public async Task The_public_sees_every_public_pledge_and_no_other()
    {
        var everything = await register.App.Coordinator.ListAsync<PledgeView>("pledges");
        var expected = everything
            .Where(pledge => pledge.Disclosure == "public")
            .Select(pledge => pledge.Title)
            .Order()
            .ToList();
        Assert.True(expected.Count < everything.Count, "The demonstration data holds pledges that are not public.");

        var page = await register.OpenAsync();
        var shown = new List<string>(await page.TitlesAsync());
        while (await page.Locator("[data-page=next]:enabled").CountAsync() > 0)
        {
            var first = (await page.TitlesAsync())[0];
            await page.Locator("[data-page=next]").ClickAsync();
            await page.Locator("#pledge-list tbody th a").First.Should().Not.ToHaveTextAsync(first);
            shown.AddRange(await page.TitlesAsync());
        }

        Assert.Equal(expected, shown.Order());
    }

    [Fact]
    public async Task The_public_is_told_that_a_restricted_pledge_is_not_there()
    {
        var hidden = (await register.App.Coordinator.ListAsync<PledgeView>("pledges")).Single(pledge =>
            pledge.Title == Restricted
        );
        var page = await register.OpenAsync($"#pledge/{hidden.Id}");

        await page.Locator("#detail-body").Should().ToContainTextAsync("Not found");
        Assert.DoesNotContain(Restricted, await page.ContentAsync());
    }

    [Fact]
    public async Task A_ministry_with_its_token_sees_its_own_restricted_pledge()
    {
        var page = await register.OpenAsync("?pledgeDonor=GBR");
        Assert.DoesNotContain(Restricted, await page.TitlesAsync());

        await page.UseTokenAsync(register.App.Process.Key.Mint("donor", "GBR"));

        await page.Locator("#access-open").Should().ToHaveTextAsync("Viewing as donor, United Kingdom");
        await page.Locator("#pledge-list").Should().ToContainTextAsync(Restricted);
        await page.Locator("#pledge-list .badge.restricted").Should().ToHaveTextAsync("restricted");
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_leaves_the_public_view_as_it_was()
    {
        var page = await register.OpenAsync();
        using var stranger = new DevelopmentKey();
        await page.UseTokenAsync(stranger.Mint("coordinator", "NLD"));

        await page.Locator("#access-error").Should().ToContainTextAsync("does not accept this token");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#access-open").Should().ToHaveTextAsync("Viewing as the public");
        Assert.NotEmpty(await page.TitlesAsync());
    }

    [Fact]
    public async Task Invented_rows_are_marked_and_name_the_source_of_a_public_figure()
    {
        var page = await register.OpenAsync("?pledgeDonor=CZE");
        var rows = page.Locator("#pledge-list tbody tr");

        await page.Locator("#demo-notice").Should().ToBeVisibleAsync();
        foreach (var title in await page.TitlesAsync())
        {
            var badge = rows.Filter(new() { HasText = title }).Locator(".badge.demo");
            Assert.EndsWith("(demo)", title, StringComparison.Ordinal);
            await badge.Should().ToHaveCountAsync(1);
        }

        await page.GetByText("Artillery rounds bought on the world market").First.ClickAsync();
        await page.Locator("#detail-body .facts a")
            .Should()
            .ToHaveAttributeAsync("href", "https://globalbankingandfinance.com");
    }

    [Fact]
    public async Task Loading_the_demonstration_data_again_adds_nothing()
    {
        var before = await register.App.Coordinator.ListAsync<PledgeView>("pledges");
        await register.LoadAsync();
        var after = await register.App.Coordinator.ListAsync<PledgeView>("pledges");

        Assert.Contains("Demo data loaded", register.Said, StringComparison.Ordinal);
        Assert.Equal(
            before.Select(pledge => (pledge.Id, pledge.Version)).Order(),
            after.Select(pledge => (pledge.Id, pledge.Version)).Order()
        );
    }
}
