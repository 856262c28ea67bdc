using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The coalition's force, as each reader may see it.</summary>
[Collection(DemoReaders.Name)]
public sealed class CoalitionTests(DemoRegister register)
{
    private static readonly string[] Fields = ["required", "offered", "accepted", "ready", "usable", "missing"];

    [Theory]
    [InlineData("coalition/balance", "coalition")]
    [InlineData("coalition/balance?without=FRA", "coalition?without=FRA")]
    public async Task The_force_on_the_page_is_the_public_balance_of_the_interface(string path, string view)
    {
        var balance = (await register.RecordAsync(path)).GetProperty("balance");
        var page = await register.OpenPageAsync(view);
        await SameAsync(balance, page);
        Assert.DoesNotContain("X-2", await KeysAsync(page));
        await page.Locator(".notice").First.Should().ToContainTextAsync("what nations have released to the public");
    }

    [Fact]
    public async Task A_coordinator_sees_the_balance_of_everything()
    {
        var answer = (await register.App.Coordinator.GetAsync("coalition/balance")).Expect(200);
        var page = await register.OpenPageAsync();
        await page.ReadAsAsync(register.App.Process.Key.Mint("coordinator", "NATO"));
        await page.OpenAsync(register, "coalition");
        await SameAsync(answer.Read<JsonElement>().GetProperty("balance"), page);
        Assert.Contains("X-2", await KeysAsync(page));
    }

    [Fact]
    public async Task A_month_of_the_map_leads_to_its_serial_without_the_same_nation()
    {
        var today = (await register.RecordAsync("coalition/balance")).GetProperty("dDay").Deserialize<DateOnly>();
        var query = $"from={today:yyyy-MM-dd}&to={today.AddMonths(18):yyyy-MM-dd}&without=FRA";
        var period = (await register.RecordAsync($"coalition/balance?{query}")).GetProperty("period");
        var serial = period.GetProperty("serials").EnumerateArray().Single(s => Id(s) == "A-1");
        var page = await register.OpenPageAsync("coalition?without=FRA");
        foreach (var month in serial.GetProperty("months").EnumerateArray())
        {
            var cell = page.Locator($".heat [data-key=A-1] [data-month='{month.Text("month")[..7]}']");
            Assert.Equal(month.Figure("missing"), await cell.FigureAsync());
        }

        await page.GoAsync(page.Locator(".heat [data-key=A-1] td a").First);
        Assert.EndsWith("/page/coalition/serials/A-1?without=FRA", page.Url, StringComparison.Ordinal);
        await page.Locator("h1").Should().ToContainTextAsync("A-1");
        await page.Locator(".notice").Should().ToContainTextAsync("Shown without France");
        await page.Locator("[data-table=contributions]").Should().Not.ToContainTextAsync("France");
    }

    private static async Task SameAsync(JsonElement balance, IPage page)
    {
        var serials = balance.GetProperty("serials").EnumerateArray().ToDictionary(Id);
        Assert.True(serials.Count >= 10);
        Assert.Equal(serials.Keys.Order(), (await KeysAsync(page)).Order());
        foreach (var field in Fields)
        {
            var shown = await page.ColumnAsync("serials", field);
            Assert.Equal(
                serials.Select(s => (s.Key, s.Value.Figure(field))).Order(),
                shown.Select(s => (s.Key, s.Value)).Order()
            );
        }

        var stands = await page.Locator("[data-field=stands]").GetAttributeAsync("data-value");
        Assert.Equal(balance.GetProperty("wouldStand").GetBoolean(), bool.Parse(stands!));
    }

    private static string Id(JsonElement line) => line.GetProperty("serial").Text("id");

    private static async Task<IEnumerable<string>> KeysAsync(IPage page) =>
        (await page.ColumnAsync("serials", "missing")).Keys;
}
