using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

[Collection(DemoReaders.Name)]
public sealed class PledgeListTests(DemoRegister register)
{
    [Theory]
    [InlineData("pledge-donor", "NLD", "donor=NLD")]
    [InlineData("pledge-kind", "training", "kind=training")]
    [InlineData("pledge-capability", "IAMD-MEDIUM", "capability=IAMD-MEDIUM")]
    [InlineData("pledge-status", "Completed", "status=Completed")]
    public async Task A_filter_shows_what_the_interface_answers_for_it(string list, string value, string query)
    {
        var expected = await register.App.Anonymous.ListAsync<PledgeView>($"pledges?{query}");
        Assert.InRange(expected.Count, 1, 20);
        var page = await register.OpenAsync();

        await page.ChooseAsync(list, value);

        await page.Locator("#pledge-list tbody tr").Should().ToHaveCountAsync(expected.Count);
        Assert.Equal(expected.Select(pledge => pledge.Title), await page.TitlesAsync());
        Assert.Contains($"{value}", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_that_match_nothing_say_so_and_can_be_cleared()
    {
        var page = await register.OpenAsync("?pledgeDonor=NLD&pledgeStatus=Declined");
        await page.Locator("#pledge-list").Should().ToContainTextAsync("No pledge matches these filters");

        await page.Locator("#pledge-clear").ClickAsync();

        await page.Locator("#pledge-list tbody tr").Should().ToHaveCountAsync(20);
        await page.Locator("#pledge-clear").Should().ToBeHiddenAsync();
    }

    [Fact]
    public async Task Paging_forward_and_back_shows_every_page_once()
    {
        var expected = await register.App.Anonymous.ListAsync<PledgeView>("pledges");
        var page = await register.OpenAsync();
        var first = await page.TitlesAsync();
        Assert.Equal(expected.Take(20).Select(pledge => pledge.Title), first);

        await page.Locator("[data-page=next]").ClickAsync();
        await page.Locator("#pledge-pages").Should().ToContainTextAsync("Page 2");
        Assert.Equal(expected.Skip(20).Take(20).Select(pledge => pledge.Title), await page.TitlesAsync());

        await page.Locator("[data-page=previous]").ClickAsync();
        await page.Locator("#pledge-pages").Should().ToContainTextAsync("Page 1");
        Assert.Equal(first, await page.TitlesAsync());
    }

    [Fact]
    public async Task A_pledge_opens_with_its_lines_tranches_and_sealed_history()
    {
        var pledge = (await register.App.Anonymous.ListAsync<PledgeView>("pledges?donor=NLD&kind=drones")).Single();
        var whole = (await register.App.Anonymous.GetAsync($"pledges/{pledge.Id}")).Read<PledgeView>();
        var history = await register.App.Anonymous.ListAsync<HistoryEntry>($"pledges/{pledge.Id}/history");
        var page = await register.OpenAsync("?pledgeDonor=NLD");

        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = pledge.Title }).ClickAsync();

        var drawer = page.GetByRole(Microsoft.Playwright.AriaRole.Dialog, new() { Name = pledge.Title });
        await drawer.Should().ToBeVisibleAsync();
        await drawer.Locator(".badge.intact").Should().ToHaveTextAsync("History intact");
        await drawer.Locator(".events > li").Should().ToHaveCountAsync(history.Count);
        Assert.Equal(history[^1].Hash[..8], await drawer.Locator(".events code").First.InnerTextAsync());
        await drawer.Locator(".deliveries > li").Should().ToHaveCountAsync(whole.Deliveries!.Count);
        await drawer.Locator(".discrepancy").Should().ToContainTextAsync("2 missing on arrival");
        Assert.Equal(whole.Lines[0].Received, await drawer.Locator("[data-field=received] [data-value]").FigureAsync());
    }

    [Fact]
    public async Task A_pledge_can_be_opened_and_left_with_the_keyboard_alone()
    {
        var page = await register.OpenAsync("?pledgeDonor=LTU");
        var link = page.Locator("#pledge-list tbody th a").First;
        await link.FocusAsync();

        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#detail").Should().ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.Locator("#detail").Should().ToBeHiddenAsync();
        await link.Should().ToBeFocusedAsync();
        Assert.DoesNotContain("#pledge/", page.Url, StringComparison.Ordinal);
    }
}
