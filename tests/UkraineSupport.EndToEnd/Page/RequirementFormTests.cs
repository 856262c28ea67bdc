using Microsoft.Playwright;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(FormFillers.Name)]
public sealed class RequirementFormTests(Register register)
{
    private static readonly string[] Typed =
    [
        "title",
        "capability",
        "quantity",
        "priority",
        "requiredBy",
        "substitutes",
        "disclosure",
        "evidence",
        "status",
    ];

    [Fact]
    public async Task A_requirement_is_filed_as_it_was_typed_and_validated()
    {
        var page = await register.OpenAsAsync("recipient", "UKR", "requirements");
        await page.Locator(".actions a").ClickAsync();
        await page.WriteAsync("title", "Carriers for two brigades");
        await page.ChooseFieldAsync("capability", "IFV");
        await page.WriteAsync("quantity", "60");
        await page.MarkAsync("priority", "1");
        await page.WriteAsync("requiredBy", Bodies.Day(100));
        await page.GetByRole(AriaRole.Button, new() { Name = "Substitute 1" }).ClickAsync();
        await page.ChooseFieldAsync("substitutes-0-capability", "TANK");
        await page.WriteAsync("substitutes-0-factor", "0.5");
        await page.ChooseFieldAsync("recurrence-every", "quarterly");
        await page.WriteAsync("recurrence-count", "2");
        await page.MarkAsync("disclosure", "public");
        await page.ChooseFieldAsync("evidence-level", "reported");
        await page.SendAsync();

        var filed = await register.StoredAsync(page);
        Assert.Equal(
            FormSteps.Json(
                new
                {
                    title = "Carriers for two brigades",
                    capability = "IFV",
                    quantity = 60,
                    priority = 1,
                    requiredBy = Bodies.Day(100),
                    substitutes = new[] { new { capability = "TANK", factor = 0.5 } },
                    disclosure = "public",
                    evidence = new { level = "reported", url = (string?)null },
                    status = "Submitted",
                }
            ),
            filed.Only(Typed)
        );
        Assert.Equal(2, filed.GetProperty("series").Figure("of"));

        page = await register.OpenAsAsync("coordinator", "NATO", $"requirements/{filed.Text("id")}");
        await page.Locator(".actions a").ClickAsync();
        await page.MarkAsync("decision", "accept");
        await page.WriteAsync("reason", "Stocks run out in May");
        await page.SendAsync();
        Assert.Equal("Open", (await register.StoredAsync(page)).Text("status"));
    }
}
