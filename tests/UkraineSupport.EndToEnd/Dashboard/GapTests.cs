using System.Globalization;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

[Collection(DemoReaders.Name)]
public sealed class GapTests(DemoRegister register)
{
    [Fact]
    public async Task The_gaps_on_the_page_are_those_of_the_interface_open_ones_first()
    {
        var gaps = await Poll.ForAsync("the demonstration's plan covers part of two gaps", async () =>
            await register.App.Anonymous.ListAsync<GapView>("gaps") is var now && now.Count(gap => gap.Status == "PartiallyBackfilled") == 2 ? now : null);
        Assert.Contains(gaps, gap => gap is { Capability: "FUNDING", Covered: 0 });

        var page = await register.OpenAsync("#gaps");
        var rows = await page.Locator("#gap-list tbody tr").AllAsync();
        Assert.Equal(gaps.Select(g => g.Id).Order(), (await Task.WhenAll(rows.Select(row => row.GetAttributeAsync("data-key")))).Order());
        var open = new List<decimal>();
        foreach (var row in rows)
        {
            var id = await row.GetAttributeAsync("data-key");
            async Task<decimal> FigureAsync(string field) => decimal.Parse(
                (await row.Locator($"[data-field={field}]").GetAttributeAsync("data-value"))!, NumberStyles.Float, CultureInfo.InvariantCulture);
            var (covered, left) = (await FigureAsync("covered"), await FigureAsync("open"));
            Assert.Contains(gaps, gap => gap.Id == id && gap.Covered == covered && gap.Open == left);
            open.Add(left);
        }

        Assert.Equal(open.OrderByDescending(o => o > 0).Select(o => o > 0), open.Select(o => o > 0));
    }
}
