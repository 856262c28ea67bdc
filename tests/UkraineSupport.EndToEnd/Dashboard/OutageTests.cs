using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

/// <summary>An empty register that fills, goes away and comes back while somebody looks at it.</summary>
public sealed class OutageTests(Register register) : IClassFixture<Register>
{
    [Fact]
    public async Task An_empty_register_says_so_then_fills_by_itself_and_survives_an_outage()
    {
        var page = await register.OpenAsync();
        await page.Locator("#pledge-list").Should().ToContainTextAsync("No pledges yet");
        await page.Locator("#requirement-list").Should().ToContainTextAsync("No requirements are public yet");
        await page.Locator("#chart-empty").Should().ToContainTextAsync("Nothing has been pledged yet");
        await page.Locator("#demo-notice").Should().ToBeHiddenAsync();

        await register.App.AnnounceAsync("NLD", disclosure: "coalition");
        await register.App.AnnounceAsync("DNK", disclosure: "public");
        var rows = page.Locator("#pledge-list tbody tr");
        await rows.Should().ToHaveCountAsync(1);
        await rows.Should().ToContainTextAsync("Denmark");

        await register.App.Process.KillAsync();
        var trouble = page.Locator("#trouble");
        await trouble.Should().ToContainTextAsync("The register cannot be reached");
        await trouble.Should().ToContainTextAsync("These figures are from");
        await rows.Should().ToHaveCountAsync(1);

        await register.App.Process.StartAgainAsync();
        await trouble.Should().ToBeHiddenAsync();
        await page.UntilUpToDateAsync();
    }
}
