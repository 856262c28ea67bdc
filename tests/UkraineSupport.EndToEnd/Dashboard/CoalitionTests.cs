using System.Text.Json;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

[Collection(DemoReaders.Name)]
public sealed class CoalitionTests(DemoRegister register)
{
    [Fact]
    public async Task The_force_on_the_page_is_the_public_balance_of_the_interface()
    {
        var answer = (await register.App.Anonymous.GetAsync("coalition/balance")).Expect(200);
        var balance = JsonDocument.Parse(answer.Text).RootElement.GetProperty("balance");
        var serials = balance
            .GetProperty("serials")
            .EnumerateArray()
            .ToDictionary(s => s.GetProperty("serial").GetProperty("id").GetString()!);
        Assert.True(serials.Count >= 10);
        Assert.DoesNotContain("X-2", serials.Keys);

        var page = await register.OpenAsync("#coalition");
        var rows = await page.Locator("#coalition-list tbody tr").AllAsync();
        Assert.Equal(
            serials.Keys.Order(),
            (await Task.WhenAll(rows.Select(row => row.GetAttributeAsync("data-key")))).Order()
        );
        foreach (var row in rows)
        {
            var line = serials[(await row.GetAttributeAsync("data-key"))!];
            foreach (var field in (string[])["offered", "accepted", "ready", "usable", "missing"])
                Assert.Equal(
                    line.GetProperty(field).GetDecimal(),
                    await row.Locator($"[data-field={field}]").FigureAsync()
                );
        }

        var stands = await page.Locator("[data-field=stands]").GetAttributeAsync("data-value");
        Assert.Equal(balance.GetProperty("wouldStand").GetBoolean(), bool.Parse(stands!));
    }
}
