using System.Text.Json;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>Backfill plans: coordinators and Ukraine read them, others are told who does.</summary>
[Collection(DemoReaders.Name)]
public sealed class PlanTests(DemoRegister register)
{
    [Fact]
    public async Task The_public_is_told_who_reads_plans()
    {
        var page = await register.OpenPageAsync("plans");
        await page.Locator(".empty").Should().ToContainTextAsync("coordinators and Ukraine alone read them");
        var plan = (await register.App.Coordinator.ListAsync<JsonElement>("backfill/plans"))[0].Text("id");
        await page.GotoAsync(new Uri(register.App.Process.Address, $"page/plans/{plan}").ToString());
        await page.Locator(".empty").Should().ToContainTextAsync("coordinators and Ukraine alone read them");
        await page.Locator("[role=alert] .trouble").Should().ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("coordinator", "NATO")]
    [InlineData("recipient", "UKR")]
    public async Task Each_line_is_there_with_what_it_covers_how_it_stands_and_why(string role, string party)
    {
        var entry = (await register.App.Coordinator.ListAsync<JsonElement>("backfill/plans"))[0];
        var answer = (await register.App.Coordinator.GetAsync($"backfill/plans/{entry.Text("id")}")).Expect(200);
        var plan = answer.Read<JsonElement>();
        var lines = plan.GetProperty("plan").GetProperty("allocations").EnumerateArray().ToList();
        Assert.NotEmpty(lines);

        var page = await register.OpenPageAsync();
        await page.ReadAsAsync(register.App.Process.Key.Mint(role, party));
        await page.OpenAsync(register, "plans");
        await page.GoAsync(page.Locator($"[data-key='{entry.Text("id")}'] th a"));
        foreach (var need in lines.GroupBy(line => line.Text("need")))
        {
            var shown = page.Locator($"[data-need='{need.Key}'] li[data-key]");
            await shown.Should().ToHaveCountAsync(need.Count());
            foreach (var (line, n) in need.Select((line, n) => (line, n)))
            {
                Assert.Equal(line.Figure("credit"), await shown.Nth(n).Locator("[data-field=credit]").FigureAsync());
                Assert.Equal("Confirmed", await shown.Nth(n).GetAttributeAsync("data-state"));
                foreach (var reason in line.GetProperty("reasons").EnumerateArray())
                    await shown.Nth(n).Should().ToContainTextAsync(reason.GetString()!);
            }
        }

        var open = plan.GetProperty("plan").GetProperty("uncovered").EnumerateArray();
        Assert.Equal(
            open.Select(rest => (rest.Text("need"), rest.Figure("quantity"))).Order(),
            (await page.ColumnAsync("uncovered", "open")).Select(rest => (rest.Key, rest.Value)).Order()
        );
    }
}
