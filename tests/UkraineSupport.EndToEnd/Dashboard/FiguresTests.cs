using Microsoft.Playwright;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

[Collection(DemoReaders.Name)]
public sealed class FiguresTests(DemoRegister register)
{
    private static readonly string[] Chain =
    [
        "Pledged",
        "Accepted",
        "Committed",
        "Allocated",
        "Dispatched",
        "Delivered",
        "Received",
    ];

    [Fact]
    public async Task Every_figure_of_the_capability_table_is_the_ledgers_own()
    {
        var page = await register.OpenAsync();
        // Read models follow within a moment: the page and the ledgers are read until they are of the same moment.
        await Poll.UntilAsync(
            "the table shows the ledgers",
            async () =>
            {
                var expected = (await LedgersAsync())
                    .GroupBy(row => row.Capability)
                    .ToDictionary(
                        rows => rows.Key,
                        rows => rows.Select(row => row.Chain).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])
                    );
                return Same(expected, await ReadAsync(page.Locator("#capability-table tbody tr")));
            }
        );
    }

    [Fact]
    public async Task The_table_beside_the_chart_shows_the_same_donors_and_figures()
    {
        var page = await register.OpenAsync("?capability=DRONE-FPV");
        await page.Locator("#chart svg").Should().ToBeVisibleAsync();
        await page.GetByText("The same figures as a table").ClickAsync();

        await Poll.UntilAsync(
            "the table shows the ledgers of the capability",
            async () =>
            {
                var expected = (await LedgersAsync("?capability=DRONE-FPV")).ToDictionary(
                    row => row.Donor,
                    row => row.Chain
                );
                return expected.Count > 1 && Same(expected, await ReadAsync(page.Locator("#chart-table tbody tr")));
            }
        );
    }

    [Fact]
    public async Task The_five_ledgers_are_shown_apart_and_in_their_order()
    {
        var page = await register.OpenAsync("?capability=AMMO-155");
        var names = await page.Locator("#ledgers li h3").AllInnerTextsAsync();
        Assert.Equal(["Announced", "Committed", "Allocated", "Delivered", "Received"], names);

        var figures = new List<decimal>();
        foreach (var ledger in await page.Locator("#ledgers li").AllAsync())
            figures.Add(await ledger.FigureAsync());
        Assert.Equal(figures.OrderDescending(), figures);
        Assert.True(figures[0] > figures[4], "The demonstration data has announced more than was received.");
    }

    [Fact]
    public async Task A_figure_leads_to_the_pledges_it_was_counted_from()
    {
        var page = await register.OpenAsync();
        await page.Locator("#capability-table tr[data-key='DRONE-FPV'] td a").First.ClickAsync();

        await page.Locator("#pledge-capability").Should().ToHaveValueAsync("DRONE-FPV");
        var expected = await register.App.Anonymous.ListAsync<PledgeView>("pledges?capability=DRONE-FPV");
        await page.Locator("#pledge-list tbody tr").Should().ToHaveCountAsync(expected.Count);
        Assert.Equal(expected.Select(pledge => pledge.Title), await page.TitlesAsync());
    }

    [Fact]
    public async Task Coverage_of_a_requirement_is_what_the_interface_says()
    {
        var needs = await register.App.Anonymous.ListAsync<RequirementView>("requirements?capability=IAMD-HIGH");
        var page = await register.OpenAsync("?needCapability=IAMD-HIGH");
        var row = page.Locator("#requirement-list tbody tr");

        await row.Should().ToHaveCountAsync(needs.Count);
        var need = Assert.Single(needs);
        Assert.Equal(need.Quantity, await row.Locator("td.number [data-value]").FigureAsync());
        Assert.Equal(need.Allocated, await row.Locator("[data-field=allocated]").FigureAsync());
        Assert.Equal(need.Received, await row.Locator("[data-field=received]").FigureAsync());
        Assert.Equal(need.Open, await row.Locator("[data-field=open]").FigureAsync());
    }

    private async Task<IReadOnlyList<Ledger>> LedgersAsync(string query = "") =>
        await register.App.Anonymous.ListAsync<Ledger>($"insights/ledgers{query}");

    private static async Task<Dictionary<string, decimal[]>> ReadAsync(ILocator rows)
    {
        var read = new Dictionary<string, decimal[]>();
        foreach (var row in await rows.AllAsync())
        {
            var figures = await row.Locator("td.number [data-value]")
                .EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.dataset.value)");
            read[(await row.GetAttributeAsync("data-key"))!] =
            [
                .. figures.Select(text => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
            ];
        }

        return read;
    }

    private static bool Same(Dictionary<string, decimal[]> expected, Dictionary<string, decimal[]> shown) =>
        expected.Count == shown.Count
        && expected.All(pair =>
            pair.Value.Length == Chain.Length
            && shown.TryGetValue(pair.Key, out var figures)
            && figures.SequenceEqual(pair.Value)
        );

    private sealed record Ledger(
        string Capability,
        string Donor,
        decimal Pledged,
        decimal Accepted,
        decimal Committed,
        decimal Allocated,
        decimal Dispatched,
        decimal Delivered,
        decimal Received
    )
    {
        public decimal[] Chain => [Pledged, Accepted, Committed, Allocated, Dispatched, Delivered, Received];
    }
}
