using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>On a development machine everybody is whoever they choose, without a token to paste.</summary>
[Collection(Visitors.Name)]
public sealed class SignInTests(Register register)
{
    [Fact]
    public async Task Somebody_chooses_role_and_party_with_the_keyboard_and_signs_out()
    {
        var offer = Bodies.Pledge("GBR", disclosure: "restricted");
        (await register.App.Donor("GBR").CreateAsync("pledges", offer)).Expect(201);
        var page = await register.OpenPageAsync("pledges");
        var restricted = page.Locator("[data-table=pledges] .badge.restricted");
        await page.Locator("button.viewer").Should().ToHaveTextAsync("Sign in");
        await restricted.Should().ToHaveCountAsync(0);

        await page.Locator("button.viewer").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("dialog[open]").Should().ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        await page.Locator("select[name=party]").SelectOptionAsync("GBR");
        await page.Locator("select[name=party]").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("button.viewer").Should().ToHaveTextAsync("donor, United Kingdom");
        await restricted.First.Should().ToBeVisibleAsync();

        await page.ReloadAsync();
        await page.Locator("button.viewer").Should().ToHaveTextAsync("donor, United Kingdom");
        await page.Locator("button.viewer").ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Locator("button.viewer").Should().ToHaveTextAsync("Sign in");
        await restricted.Should().ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_recipient_is_Ukraine_and_a_coordinator_needs_no_party()
    {
        var page = await register.OpenPageAsync("pledges", width: 360);
        await page.Locator("button.viewer").ClickAsync();
        await page.Locator("select[name=role]").SelectOptionAsync("recipient");
        await page.Locator("select[name=party]").Should().ToBeDisabledAsync();
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await page.Locator("button.viewer").Should().ToHaveTextAsync("recipient, Ukraine");

        await page.Locator("button.viewer").ClickAsync();
        await page.Locator("select[name=role]").SelectOptionAsync("coordinator");
        await page.Locator("select[name=party]").SelectOptionAsync("");
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await page.Locator("button.viewer").Should().ToHaveTextAsync("coordinator");
    }
}
