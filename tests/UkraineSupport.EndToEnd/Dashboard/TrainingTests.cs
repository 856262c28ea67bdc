using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

/// <summary>The tables of training, wide and narrow.</summary>
[Collection(DemoReaders.Name)]
public sealed class TrainingTests(DemoRegister register)
{
    /// <summary>What of the training tables is cut off or lies outside its cell or the screen.</summary>
    private const string SticksOut = """
        () => [...document.querySelectorAll('#training table, #training td, #training th[scope=row], #training td *')]
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline'
            || part.getBoundingClientRect().right > document.documentElement.clientWidth + 1
            || part.getBoundingClientRect().left < -1)
          .map((part) => `${part.tagName} ${part.textContent}`)
        """;

    [Fact]
    public async Task Places_and_persons_on_the_page_are_those_of_the_interface()
    {
        var answer = (await register.App.Anonymous.GetAsync("insights/training")).Expect(200);
        var outcome = JsonDocument.Parse(answer.Text).RootElement;
        var donors = outcome.GetProperty("donors").EnumerateArray().ToDictionary(KeyOf);
        Assert.NotEmpty(donors);
        var page = await register.OpenAsync("#training");
        var rows = await RowsAsync(page, "#training-list");
        Assert.Equal(donors.Keys.Order(), rows.Keys.Order());
        foreach (var (key, row) in rows)
        {
            var sums = donors[key].GetProperty("sums");
            foreach (
                var field in (string[])
                    ["allocated", "offered", "taken", "nominated", "enrolled", "completed", "confirmed"]
            )
                Assert.Equal(
                    sums.GetProperty(field).GetDecimal(),
                    await row.Locator($"[data-field={field}]").FigureAsync()
                );
        }

        var months = outcome.GetProperty("months").EnumerateArray().Count();
        Assert.Equal(months, (await RowsAsync(page, "#training-months")).Count);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(375)]
    [InlineData(600)]
    [InlineData(768)]
    [InlineData(1024)]
    public async Task Nothing_of_its_tables_is_cut_off_or_sticks_out_however_narrow_the_screen(int width)
    {
        var page = await register.OpenAsync("#training", width: width);
        await page.Locator("#training-list tbody tr").First.Should().ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(SticksOut));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // Larger than any donor has: each figure stays whole, and they wrap between each other.
        await page.Locator("#training-list [data-field]")
            .EvaluateAllAsync<object>("all => all.forEach(figure => { figure.textContent = '1,234,567'; })");
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await page.EvaluateAsync<string[]>(SticksOut));
    }

    private static string KeyOf(JsonElement row) =>
        $"{row.GetProperty("of").GetString()}-{row.GetProperty("donor").GetString()}";

    private static async Task<Dictionary<string, ILocator>> RowsAsync(IPage page, string list)
    {
        var rows = new Dictionary<string, ILocator>();
        foreach (var row in await page.Locator($"{list} tbody tr").AllAsync())
            rows.Add((await row.GetAttributeAsync("data-key"))!, row);
        return rows;
    }
}
