using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>What waits for somebody is on their desk, counted in the navigation, until it is done.</summary>
[Collection(Visitors.Name)]
public sealed class DeskTests(Register register)
{
    private readonly TestApp app = register.App;

    [Fact]
    public async Task A_pledge_goes_from_desk_to_desk()
    {
        var coordinator = await DeskAsync("coordinator", "NATO");
        var pledge = await app.AnnounceAsync("EST");
        var id = pledge.Id;
        await Waiting(coordinator, "review", id).Should().ToBeVisibleAsync();
        Assert.Equal(await DueAsync(pledge, "reviewDue"), await ShownDueAsync(coordinator, "review", id));
        await Waiting(coordinator, "review", id).ClickAsync();
        Assert.EndsWith($"/api/page/pledges/{id}", coordinator.Url, StringComparison.Ordinal);

        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        var donor = await DeskAsync("donor", "EST");
        await Waiting(donor, "formalise", id).Should().ToBeVisibleAsync();
        await donor.Locator("#sections .count").Should().ToHaveTextAsync("1");
        Assert.Equal(await DueAsync(pledge, "formalisationDue"), await ShownDueAsync(donor, "formalise", id));

        (await app.Donor("EST").ChangeAsync(pledge.Path(), "formalisation", Bodies.Formalisation())).Expect(200);
        await Waiting(donor, "deliver", id).Should().ToBeVisibleAsync();
        await Waiting(donor, "formalise", id).Should().ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Coordinators_are_not_asked_about_pledges_of_their_own_party()
    {
        var own = (await app.AnnounceAsync("POL")).Id;
        var other = (await app.AnnounceAsync("DNK")).Id;
        var page = await DeskAsync("coordinator", "POL");
        await Waiting(page, "review", other).Should().ToBeVisibleAsync();
        await Waiting(page, "review", own).Should().ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_requirement_waits_for_a_coordinator_and_nobody_else()
    {
        var need = (await app.Ukraine.CreateAsync("requirements", Bodies.Requirement())).Expect(201);
        var page = await DeskAsync("coordinator", "NATO", width: 360);
        await Waiting(page, "validate", need.Read<RequirementView>().Id).Should().ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        var ukraine = await DeskAsync("recipient", "UKR");
        await ukraine.Locator("main").Should().ToContainTextAsync("Nothing waits for you");
    }

    [Fact]
    public async Task The_public_is_asked_to_sign_in()
    {
        var page = await register.OpenPageAsync("desk");
        await page.Locator("main").Should().ToContainTextAsync("Sign in to see what waits for you");
        await page.Locator("#sections a[href$='/desk']").Should().ToHaveCountAsync(0);
    }

    private Task<IPage> DeskAsync(string role, string party, int width = 1280) =>
        register.OpenPageAsync("desk", width: width, token: app.Process.Key.Mint(role, party));

    /// <summary>The day of a deadline, as the register says it.</summary>
    private async Task<string?> DueAsync(PledgeView pledge, string deadline) =>
        (await app.Coordinator.GetAsync(pledge.Path()))
            .Read<JsonElement>()
            .GetProperty(deadline)
            .GetDateTimeOffset()
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task<string?> ShownDueAsync(IPage page, string work, string id) =>
        page.Locator($"[data-desk={work}] li:has(a[href$='{id}']) time").GetAttributeAsync("datetime");

    private static ILocator Waiting(IPage page, string work, string id) =>
        page.Locator($"[data-desk={work}] a[href$='{id}']");
}
