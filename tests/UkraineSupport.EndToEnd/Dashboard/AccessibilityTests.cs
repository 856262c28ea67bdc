using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

[Collection(DemoReaders.Name)]
public sealed class AccessibilityTests(DemoRegister register)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 375)]
    public async Task The_page_has_no_violation_that_axe_finds(ColorScheme scheme, int width)
    {
        var page = await register.OpenAsync(scheme: scheme, width: width);
        await page.Locator("#pledge-list tbody tr").First.Should().ToBeVisibleAsync();
        await ShouldBeCleanAsync(page);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task An_opened_pledge_has_no_violation_that_axe_finds(ColorScheme scheme)
    {
        var pledge = (await register.App.Anonymous.ListAsync<PledgeView>("pledges?donor=NLD&kind=drones")).Single();
        var page = await register.OpenAsync($"#pledge/{pledge.Id}", scheme);
        await page.Locator("#detail .events").Should().ToBeVisibleAsync();
        await ShouldBeCleanAsync(page);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 375)]
    public async Task An_opened_gap_has_no_violation_that_axe_finds(ColorScheme scheme, int width)
    {
        var gap = (await register.App.Anonymous.ListAsync<GapView>("gaps?capability=AMMO-155")).Single();
        var page = await register.OpenAsync($"#gap/{gap.Id}", scheme, width);
        await page.Locator("#detail .events").Should().ToBeVisibleAsync();
        await ShouldBeCleanAsync(page);
    }

    [Fact]
    public async Task The_box_for_a_token_has_no_violation_that_axe_finds()
    {
        var page = await register.OpenAsync();
        await page.Locator("#access-open").ClickAsync();
        await ShouldBeCleanAsync(page);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(768)]
    public async Task Nothing_sticks_out_of_a_narrow_screen(int width)
    {
        var page = await register.OpenAsync(width: width);
        await page.Locator("#pledge-list tbody tr").First.Should().ToBeVisibleAsync();
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_page_asks_no_host_but_the_registers_own()
    {
        var page = await register.OpenAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                problems.Add(message.Text);
        };

        await page.ReloadAsync();
        await page.UntilUpToDateAsync();

        Assert.Contains(asked, url => url.EndsWith("echarts.common.min.js", StringComparison.Ordinal));
        Assert.All(asked, url => Assert.Equal(register.Address.Authority, new Uri(url).Authority));
        Assert.Empty(problems);
    }

    private static async Task ShouldBeCleanAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(
            found.Violations.Select(violation =>
                $"{violation.Impact} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"
            )
        );
    }
}
