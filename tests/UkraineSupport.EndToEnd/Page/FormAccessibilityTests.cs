using Microsoft.Playwright;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(FormFillers.Name)]
public sealed class FormAccessibilityTests(Register register)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280, "en")]
    [InlineData(ColorScheme.Dark, 360, "uk")]
    public async Task No_form_has_a_violation_that_axe_finds_or_sticks_out(
        ColorScheme scheme,
        int width,
        string language
    )
    {
        var found = new List<string>();
        foreach (var forms in (await FormsAsync()).GroupBy(form => (form.Role, form.Party)))
        {
            var page = await register.OpenAsAsync(forms.Key.Role, forms.Key.Party, "", scheme, width, language);
            foreach (var form in forms)
            {
                await page.GotoAsync(new Uri(register.App.Process.Address, $"page/{form.Path}").ToString());
                // Empty, it is full of faults: they are looked at too.
                await page.SendButton().ClickAsync();
                await page.Locator(".summary").Should().ToBeVisibleAsync();
                found.AddRange((await page.ViolationsAsync()).Select(violation => $"{form.Path}: {violation}"));
                if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width)
                    found.Add($"{form.Path}: {wide} pixels wide");
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task A_form_is_filled_in_mended_and_sent_with_the_keyboard_alone()
    {
        var pledge = await register.App.AnnounceAsync("NLD");
        var page = await register.OpenAsAsync("coordinator", "NATO", $"pledges/{pledge.Id}");
        await page.Locator(".actions a").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        // The fields are there once the pledge has been read.
        await page.Field("reason").Should().ToBeVisibleAsync();
        await page.UntilReadAsync();
        await page.Locator("h1").Should().ToBeFocusedAsync();

        await PressAsync(page, "Tab", "Space", "Tab");
        await page.Field("reason").Should().ToBeFocusedAsync();
        await PressAsync(page, "Tab", "Enter");
        await page.Locator(".summary").Should().ToBeFocusedAsync();
        await PressAsync(page, "Tab", "Enter");
        await page.Field("reason").Should().ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Wanted as offered");
        await PressAsync(page, "Tab", "Enter");
        await page.UntilDoneAsync();
        await page.Locator("h1").Should().ToBeFocusedAsync();
        Assert.Equal("Accepted", (await register.App.ReadPledgeAsync(pledge.Id)).Status);
    }

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }

    private sealed record FormAt(string Role, string Party, string Path);

    /// <summary>Every form that an empty register and one pledge of each state have a place for.</summary>
    private async Task<IReadOnlyList<FormAt>> FormsAsync()
    {
        var app = register.App;
        var announced = await app.AnnounceAsync("NLD");
        var accepted = await app.AnnounceAsync("NLD");
        (await app.Coordinator.ChangeAsync(accepted.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        var need = await app.OpenRequirementAsync();
        var submitted = (await app.Ukraine.CreateAsync("requirements", Bodies.Requirement()))
            .Expect(201)
            .Read<RequirementView>();
        var committed = await app.CommitAsync("NLD");
        var allocation = Bodies.Allocation(need.Id, 600);
        (await app.Coordinator.ChangeAsync(committed.Path(), "allocations", allocation)).Expect(201);
        foreach (var _ in new[] { 1, 2 })
            (await app.Donor("NLD").ChangeAsync(committed.Path(), "deliveries", Bodies.Delivery(100))).Expect(201);
        foreach (var status in new[] { "Dispatched", "HandedOver" })
            (await app.Donor("NLD").ChangeAsync(committed.Path(), "deliveries/1/status", Bodies.Status(status))).Expect(
                200
            );
        var (donor, coordinator, ukraine) = (("donor", "NLD"), ("coordinator", "NATO"), ("recipient", "UKR"));
        return
        [
            .. new (string Path, (string Role, string Party) By)[]
            {
                ("pledges/new", donor),
                ($"{announced.Path()}/amend", donor),
                ($"{announced.Path()}/withdraw", donor),
                ($"{accepted.Path()}/formalise", donor),
                ($"{committed.Path()}/withdraw", donor),
                ($"{committed.Path()}/deliver", donor),
                ($"{committed.Path()}/deliveries/2/report", donor),
                ($"{announced.Path()}/review", coordinator),
                ($"{committed.Path()}/allocate", coordinator),
                ($"{submitted.Path()}/validate", coordinator),
                ($"{committed.Path()}/deliveries/1/receipt", ukraine),
                ("requirements/new", ukraine),
            }.Select(form => new FormAt(form.By.Role, form.By.Party, form.Path)),
        ];
    }
}
