using System.Text.Json;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>What comes of training: for everybody in sums, for the coalition intake by intake.</summary>
[Collection(DemoReaders.Name)]
public sealed class TrainingTests(DemoRegister register)
{
    /// <summary>What of the view is cut off or lies outside its cell or the screen.</summary>
    private const string SticksOut = """
        () => [...document.querySelectorAll('main table, main td, main th[scope=row], main td *')]
          .filter((part) => part.offsetParent && (part.scrollWidth > part.clientWidth + 1
              && getComputedStyle(part).display !== 'inline'
            || part.getBoundingClientRect().right > document.documentElement.clientWidth + 1
            || part.getBoundingClientRect().left < -1) && !part.closest('.unseen'))
          .map((part) => `${part.tagName} ${part.textContent}`)
        """;

    private static readonly string[] Ledgers =
    [
        "allocated",
        "offered",
        "taken",
        "nominated",
        "enrolled",
        "completed",
        "confirmed",
    ];

    [Fact]
    public async Task Places_and_persons_on_the_page_are_those_of_the_interface()
    {
        var outcome = await register.RecordAsync("insights/training");
        var page = await register.OpenPageAsync("training");
        var donors = outcome.GetProperty("donors").EnumerateArray().ToDictionary(KeyOf);
        Assert.NotEmpty(donors);
        foreach (var field in Ledgers)
            Assert.Equal(
                donors.Select(d => (d.Key, d.Value.GetProperty("sums").Figure(field))).Order(),
                (await page.ColumnAsync("training-donors", field)).Select(d => (d.Key, d.Value)).Order()
            );

        foreach (var months in outcome.GetProperty("months").EnumerateArray().GroupBy(m => m.Text("capability")))
        foreach (var field in (string[])["expected", "completed", "confirmed", "needed"])
            Assert.Equal(
                months.Select(m => ($"{m.Text("month")}-{months.Key}", m.Figure(field))).Order(),
                (await page.ColumnAsync($"trained-{months.Key}", field)).Select(m => (m.Key, m.Value)).Order()
            );
    }

    [Fact]
    public async Task Intakes_are_the_coalitions_and_the_public_is_told_so()
    {
        var page = await register.OpenPageAsync("training");
        await page.Locator(".empty").Should().ToContainTextAsync("Intakes are for members of the coalition");
        await page.Locator("[data-table=intakes]").Should().ToHaveCountAsync(0);

        await page.ReadAsAsync(register.App.Process.Key.Mint("donor", "NOR"));
        await page.OpenAsync(register, "training");
        var intakes = await register.App.Donor("NOR").ListAsync<JsonElement>("training/intakes");
        Assert.NotEmpty(intakes);
        foreach (var field in Ledgers.Skip(3))
            Assert.Equal(
                intakes.Select(i => (i.Text("id"), i.GetProperty("persons").Figure(field))).Order(),
                (await page.ColumnAsync("intakes", field)).Select(i => (i.Key, i.Value)).Order()
            );
    }

    [Fact]
    public async Task Filters_of_intakes_are_in_the_address_and_an_intake_leads_to_its_pledge()
    {
        var page = await register.OpenPageAsync();
        await page.ReadAsAsync(register.App.Process.Key.Mint("coordinator", "NATO"));
        var all = await register.App.Coordinator.ListAsync<JsonElement>("training/intakes");
        var first = all.OrderBy(i => i.Text("start")).First();
        await page.OpenAsync(register, "training");
        await page.Locator("select[name=country]").SelectOptionAsync(first.Text("country"));
        await page.Locator("select[name=start]").SelectOptionAsync(first.Text("start")[..7]);
        var wanted = all.Where(i =>
            i.Text("country") == first.Text("country") && i.Text("start")[..7] == first.Text("start")[..7]
        );
        await page.Locator("[data-table=intakes] tbody tr").Should().ToHaveCountAsync(wanted.Count());
        var query = new Uri(page.Url).Query;
        Assert.Equal($"?country={first.Text("country")}&start={first.Text("start")[..7]}", query);

        await page.GoAsync(page.Locator($"[data-key='{first.Text("id")}'] th a").First);
        foreach (var field in (string[])["allocated", "offered", "taken"])
            Assert.Equal(
                first.GetProperty("places").Figure(field),
                await page.FigureAsync($".steps [data-field={field}]")
            );
        await page.GoAsync(page.Locator("[data-table=shares] th a").First);
        await page.Locator($"[data-table=intakes] a[href$='{first.Text("id")}']").First.Should().ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(320)]
    [InlineData(375)]
    [InlineData(600)]
    [InlineData(768)]
    [InlineData(1024)]
    public async Task Nothing_of_its_tables_is_cut_off_or_sticks_out_however_narrow_the_screen(int width)
    {
        var page = await register.OpenPageAsync("training", width: width);
        await page.Locator("[data-table=training-donors] tbody tr").First.Should().ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(SticksOut));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // Larger than any donor has: each figure stays whole, and they wrap between each other.
        await page.Locator("[data-table=training-donors] [data-field]")
            .EvaluateAllAsync<object>("all => all.forEach(figure => { figure.textContent = '1,234,567'; })");
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await page.EvaluateAsync<string[]>(SticksOut));
    }

    private static string KeyOf(JsonElement row) => $"{row.Text("of")}-{row.Text("donor")}";
}
