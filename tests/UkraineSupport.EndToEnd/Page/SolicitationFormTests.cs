using System.Text.Json.Nodes;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(FormFillers.Name)]
public sealed class SolicitationFormTests(Register register)
{
    [Fact]
    public async Task Who_is_asked_offers_or_declines()
    {
        var app = register.App;
        await app.ExpectAsync("ATGM", 2, 100);
        (await app.Coordinator.CreateAsync("us-deliveries/signals", GapSteps.Halt("ATGM"))).Expect(201);
        var gap = await app.UntilGapAsync("ATGM", "it is found", found => found.Shortfall == 200);
        var asked = new JsonObject { ["deadline"] = Bodies.Day(20), ["donors"] = new JsonArray("NLD", "GBR") };
        (await app.Coordinator.ChangeAsync($"gaps/{gap.Id}", "solicitations", asked)).Expect(201);

        var page = await register.OpenAsAsync("donor", "NLD", $"gaps/{gap.Id}");
        Assert.Equal(["Offer for this gap", "Decline to offer"], await page.Locator(".actions a").AllInnerTextsAsync());
        await page.Locator(".actions a").First.ClickAsync();
        await page.Field("lines-0-capability").Should().ToHaveValueAsync("ATGM");
        await page.IsAccessibleAsync();
        await page.WriteAsync("title", "Missiles for the gap");
        await page.ChooseFieldAsync("kind", "munitions");
        await page.ChooseFieldAsync("modality", "stock");
        await page.WriteAsync("lines-0-quantity", "150");
        await page.WriteAsync("lines-0-deliverBy", Bodies.Day(50));
        await page.WriteAsync("validUntil", Bodies.Day(40));
        await page.SendAsync();
        var offered = await register.StoredAsync(page);
        Assert.Equal(
            (gap.Id, "NLD", "Announced"),
            (offered.Text("gap"), offered.Text("donor"), offered.Text("status"))
        );
        Assert.Equal(150, offered.GetProperty("lines")[0].Figure("quantity"));

        page = await register.OpenAsAsync("donor", "GBR", $"gaps/{gap.Id}/solicitations/1/decline");
        await page.IsAccessibleAsync();
        await page.WriteAsync("reason", "None to spare");
        await page.SendAsync();
        var answers = (await app.UntilGapAsync("ATGM", "both have answered", _ => true)).Solicitations.Single().Donors;
        Assert.Equal(
            [("GBR", "Declined", "None to spare"), ("NLD", "Answered", null)],
            answers
                .OrderBy(answer => answer.Donor, StringComparer.Ordinal)
                .Select(answer => (answer.Donor, answer.Status, answer.Reason))
        );
    }
}
