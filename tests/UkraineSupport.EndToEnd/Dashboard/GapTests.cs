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
        var gaps = await Poll.ForAsync(
            "the demonstration's plan covers part of two gaps",
            async () =>
                await register.App.Anonymous.ListAsync<GapView>("gaps") is var now
                && now.Count(gap => gap.Status == "PartiallyBackfilled") == 2
                    ? now
                    : null
        );
        Assert.Contains(gaps, gap => gap is { Capability: "FUNDING", Covered: 0 });

        var page = await register.OpenAsync("#gaps");
        var rows = await page.Locator("#gap-list tbody tr").AllAsync();
        Assert.Equal(
            gaps.Select(g => g.Id).Order(),
            (await Task.WhenAll(rows.Select(row => row.GetAttributeAsync("data-key")))).Order()
        );
        var open = new List<decimal>();
        foreach (var row in rows)
        {
            var id = await row.GetAttributeAsync("data-key");
            async Task<decimal> FigureAsync(string field) => await row.Locator($"[data-field={field}]").FigureAsync();
            var (covered, left) = (await FigureAsync("covered"), await FigureAsync("open"));
            Assert.Contains(gaps, gap => gap.Id == id && gap.Covered == covered && gap.Open == left);
            open.Add(left);
        }

        Assert.Equal(open.OrderByDescending(o => o > 0).Select(o => o > 0), open.Select(o => o > 0));
    }

    [Fact]
    public async Task A_gap_opens_month_by_month_with_who_fills_it_and_what_happened()
    {
        var gap = await Poll.ForAsync(
            "the demonstration's plan covers part of the shells",
            async () =>
                (await register.App.Anonymous.ListAsync<GapView>("gaps?capability=AMMO-155")).SingleOrDefault(g =>
                    g.Status == "PartiallyBackfilled"
                )
        );
        var whole = (await register.App.Anonymous.GetAsync($"gaps/{gap.Id}")).Read<GapView>();
        var history = await register.App.Anonymous.ListAsync<HistoryEntry>($"gaps/{gap.Id}/history");
        var page = await register.OpenAsync("#gaps");

        await page.Locator($"#gap-list [data-key='{gap.Id}'] a").ClickAsync();

        var drawer = page.Locator("#detail");
        await drawer.Locator(".badge.intact").Should().ToHaveTextAsync("History intact");
        var rows = drawer.Locator("section:has-text('Month by month') tbody tr");
        await rows.Should().ToHaveCountAsync(whole.Months.Count);
        foreach (var month in whole.Months)
        {
            var row = drawer.Locator($"tr[data-key='{month.Month}']");
            async Task<decimal> FigureAsync(string field) => await row.Locator($"[data-field={field}]").FigureAsync();
            Assert.Equal(
                (month.Expected, month.Expected - month.Shortfall, month.Shortfall),
                (await FigureAsync("expected"), await FigureAsync("delivered"), await FigureAsync("missing"))
            );
            Assert.Equal((month.Covered, month.Open), (await FigureAsync("covered"), await FigureAsync("open")));
            Assert.Equal(month.Confirmed, !(await row.InnerTextAsync()).Contains("forecast", StringComparison.Ordinal));
        }

        await drawer.Locator(".events > li").Should().ToHaveCountAsync(history.Count);
        Assert.Equal(
            history.Select(e => (e.Version, e.Type, e.Reason)),
            whole.Timeline!.Select(e => (e.Version, e.Type, e.Reason))
        );
        Assert.Null(gap.Timeline);
    }
}
