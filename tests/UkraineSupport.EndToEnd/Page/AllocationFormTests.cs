using Microsoft.Playwright;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(FormFillers.Name)]
public sealed class AllocationFormTests(Register register)
{
    [Fact]
    public async Task What_speaks_against_an_allocation_is_said_and_answered_with_a_reason()
    {
        var need = await register.App.OpenRequirementAsync("AAR", 10);
        var pledge = await CommitAsync("AAR", 8);
        var page = await register.OpenAsAsync("coordinator", "NATO", $"pledges/{pledge.Id}/allocate");
        await page.ChooseFieldAsync("requirement", need.Id);
        await page.Locator(".about").Last.Should().ToContainTextAsync("10 aircraft / 10 aircraft");
        await page.WriteAsync("quantity", "8");
        await page.SendButton().ClickAsync();

        await page.Field("despite").Should().ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("#field-despite-fault")
            .Should()
            .ToContainTextAsync("NLD would cover 8 of the 10 aircraft of AAR that are needed in all");
        await page.WriteAsync("despite", "Nobody else delivers in time");
        await page.SendAsync();

        var stored = (await register.App.ReadPledgeAsync(pledge.Id)).Allocations!.Single();
        Assert.Equal((1, need.Id, 8), (stored.Line, stored.Requirement, stored.Quantity));
        var requested = (await register.App.ReadHistoryAsync(pledge.Path())).Single(entry =>
            entry.Type == "pledge.allocationRequested"
        );
        Assert.Equal("Nobody else delivers in time", requested.Data.Text("despite"));
    }

    [Fact]
    public async Task A_plan_is_confirmed_line_by_line_and_as_a_whole()
    {
        var need = await register.App.OpenRequirementAsync("ASW", 10);
        var first = await CommitAsync("ASW", 3);
        var second = await CommitAsync("ASW", 4, "GBR");
        var plan = await register.App.PlanAsync(
            new()
            {
                ["scope"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["capabilities"] = new System.Text.Json.Nodes.JsonArray("ASW"),
                },
            }
        );
        Assert.Equal(2, plan.Plan!.Allocations.Count);

        var page = await register.OpenAsAsync("coordinator", "NATO", $"plans/{plan.Id}");
        var line = page.Locator($"[data-pledge={first.Id}]");
        await line.GetByRole(AriaRole.Link, new() { Name = "Allocate this" }).ClickAsync();
        await page.Field("quantity").Should().ToHaveValueAsync("3");
        await page.IsAccessibleAsync();
        await page.SendAsync();
        Assert.EndsWith($"/plans/{plan.Id}", page.Url, StringComparison.Ordinal);
        var one = (await register.App.ReadPledgeAsync(first.Id)).Allocations!.Single();
        Assert.Equal((need.Id, 3), (one.Requirement, one.Quantity));
        await line.Locator("[data-field=sofar]").Should().ToHaveAttributeAsync("data-value", "3");
        await page.Locator("[data-field=sofar]").Should().ToHaveCountAsync(1);

        await page.Locator(".actions a").ClickAsync();
        await page.IsAccessibleAsync();
        await page.WriteAsync("reason", "Agreed");
        await page.SendAsync();
        await register.App.UntilPlanAsync(plan.Id, "Confirmed");
        var other = (await register.App.ReadPledgeAsync(second.Id)).Allocations!.Single();
        Assert.Equal((need.Id, 4), (other.Requirement, other.Quantity));
        // What was allocated by hand is not allocated again.
        Assert.Single((await register.App.ReadPledgeAsync(first.Id)).Allocations!);
    }

    /// <summary>A commitment in a capability that no other test here has to do with.</summary>
    private async Task<PledgeView> CommitAsync(string capability, decimal quantity, string donor = "NLD")
    {
        var body = Bodies.Pledge(donor, "equipment", quantity);
        body["lines"]![0]!["capability"] = capability;
        var app = register.App;
        var pledge = (await app.Donor(donor).CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();
        (await app.Coordinator.ChangeAsync(pledge.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        return (await app.Donor(donor).ChangeAsync(pledge.Path(), "formalisation", Bodies.Formalisation()))
            .Expect(200)
            .Read<PledgeView>();
    }
}
