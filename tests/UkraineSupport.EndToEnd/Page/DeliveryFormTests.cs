using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(FormFillers.Name)]
public sealed class DeliveryFormTests(Register register)
{
    [Fact]
    public async Task A_tranche_is_planned_reported_confirmed_and_put_right()
    {
        var pledge = await AllocatedAsync();
        var page = await register.OpenAsAsync("donor", "NLD", $"pledges/{pledge.Id}");
        await page.Locator(".actions a").First.ClickAsync();
        await page.WriteAsync("quantity", "400");
        await page.WriteAsync("due", Bodies.Day(30));
        await page.WriteAsync("waybill", "WB-7");
        await page.SendAsync();
        Assert.Equal(
            FormSteps.Json(
                new
                {
                    line = 1,
                    quantity = 400,
                    waybill = "WB-7",
                    status = "Planned",
                }
            ),
            await TrancheAsync(pledge.Id, "line", "quantity", "waybill", "status")
        );

        foreach (var status in new[] { "Dispatched", "HandedOver" })
        {
            await page.Locator(".tranches .actions a").ClickAsync();
            await page.MarkAsync("status", status);
            if (status == "Dispatched")
                await page.WriteAsync("eta", Bodies.Day(20));
            await page.SendAsync();
        }

        var handed = (await register.StoredAsync($"pledges/{pledge.Id}")).GetProperty("deliveries")[0];
        Assert.Equal("HandedOver", handed.Text("status"));

        page = await register.OpenAsAsync("recipient", "UKR", $"pledges/{pledge.Id}");
        await page.Locator(".tranches .actions a").ClickAsync();
        await page.WriteAsync("received", "390");
        await page.WriteAsync("returned", "4");
        await page.WriteAsync("discrepancy", "Six are missing");
        await page.SendAsync();
        Assert.Equal(
            FormSteps.Json(
                new
                {
                    received = 390,
                    returned = 4,
                    discrepancy = "Six are missing",
                }
            ),
            await TrancheAsync(pledge.Id, "received", "returned", "discrepancy")
        );

        await page.Locator(".tranches .actions a").ClickAsync();
        await page.Field("received").Should().ToHaveValueAsync("390");
        await page.IsAccessibleAsync();
        await page.WriteAsync("received", "388");
        await page.WriteAsync("discrepancy", "Eight are missing");
        await page.WriteAsync("reason", "Two were counted twice");
        await page.SendAsync();
        Assert.Equal(
            FormSteps.Json(
                new
                {
                    received = 388,
                    returned = 4,
                    discrepancy = "Eight are missing",
                }
            ),
            await TrancheAsync(pledge.Id, "received", "returned", "discrepancy")
        );
        Assert.Equal("Two were counted twice", (await register.App.ReadHistoryAsync(pledge.Path()))[^1].Reason);
    }

    private async Task<string> TrancheAsync(string pledge, params string[] names) =>
        (await register.StoredAsync($"pledges/{pledge}")).GetProperty("deliveries")[0].Only(names);

    private async Task<PledgeView> AllocatedAsync()
    {
        var need = await register.App.OpenRequirementAsync();
        var pledge = await register.App.CommitAsync("NLD");
        var allocation = Bodies.Allocation(need.Id, 600);
        (await register.App.Coordinator.ChangeAsync(pledge.Path(), "allocations", allocation)).Expect(201);
        return pledge;
    }
}
