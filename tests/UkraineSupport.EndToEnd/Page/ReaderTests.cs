using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>What the public, a ministry and an analyst see of the demonstration data.</summary>
[Collection(DemoReaders.Name)]
public sealed class ReaderTests(DemoRegister register)
{
    private const string Restricted = "Long-range precision missiles (demo)";

    [Fact]
    public async Task The_public_sees_every_public_pledge_and_no_other()
    {
        var everything = await register.App.Coordinator.ListAsync<PledgeView>("pledges");
        var expected = everything.Where(p => p.Disclosure == "public").Select(p => p.Id).Order().ToList();
        Assert.True(expected.Count < everything.Count, "The demonstration data holds pledges that are not public.");

        var page = await register.OpenPageAsync("pledges");
        var rows = (await page.DownloadJsonAsync()).Select(row => row.Text("pledge"));
        Assert.Equal(expected, rows.Distinct().Order());
    }

    [Fact]
    public async Task A_restricted_pledge_is_there_for_its_ministry_alone()
    {
        var pledges = await register.App.Coordinator.ListAsync<PledgeView>("pledges?donor=GBR");
        var hidden = pledges.Single(pledge => pledge.Title == Restricted);

        var page = await register.OpenPageAsync($"pledges/{hidden.Id}");
        await page.Locator("main").Should().ToContainTextAsync("Not found");
        Assert.DoesNotContain(Restricted, await page.ContentAsync(), StringComparison.Ordinal);
        await page.OpenAsync(register, "pledges?donor=GBR");
        Assert.DoesNotContain(Restricted, await page.ContentAsync(), StringComparison.Ordinal);

        await page.ReadAsAsync(register.App.Process.Key.Mint("donor", "GBR"));
        await page.OpenAsync(register, "pledges?donor=GBR");
        var row = page.Locator($"[data-table=pledges] tr:has-text('{Restricted}')");
        await row.Locator(".disclosure.restricted").Should().ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Invented_rows_are_marked_and_name_the_source_of_a_public_figure()
    {
        var page = await register.OpenPageAsync("pledges?donor=CZE");
        var rows = page.Locator("[data-table=pledges] tbody tr");
        var expected = await register.ItemsAsync("pledges?donor=CZE");
        await rows.Should().ToHaveCountAsync(expected.Count);
        await rows.Locator(".evidence.demo").Should().ToHaveCountAsync(expected.Count);

        await page.GoAsync(page.GetByText("Artillery rounds bought on the world market").First);
        await page.Locator("main a[href='https://globalbankingandfinance.com']").Should().ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_pledge_tells_its_whole_story()
    {
        var pledge = (await register.App.Anonymous.ListAsync<PledgeView>("pledges?donor=NLD&kind=drones")).Single();
        var whole = (await register.App.Anonymous.GetAsync($"pledges/{pledge.Id}")).Read<PledgeView>();
        var history = await register.App.Anonymous.ListAsync<HistoryEntry>($"pledges/{pledge.Id}/history");
        var page = await register.OpenPageAsync($"pledges/{pledge.Id}");

        await page.Locator("[data-chain=intact]").Should().ToHaveCountAsync(1);
        await page.Locator(".events > li").Should().ToHaveCountAsync(history.Count);
        Assert.Equal(history[^1].Hash[..8], await page.Locator(".events code").First.InnerTextAsync());
        await page.Locator("[data-tranche]").Should().ToHaveCountAsync(whole.Deliveries!.Count);
        await page.Locator("main").Should().ToContainTextAsync("2 missing on arrival");
    }

    [Fact]
    public async Task A_gap_is_told_month_by_month()
    {
        var gap = (await register.App.Anonymous.ListAsync<GapView>("gaps?capability=AMMO-155"))[0];
        var whole = (await register.App.Anonymous.GetAsync($"gaps/{gap.Id}")).Read<GapView>();
        var page = await register.OpenPageAsync($"gaps/{gap.Id}");

        await page.Locator("[data-table=gap-AMMO-155] tbody tr").Should().ToHaveCountAsync(whole.Months.Count);
        foreach (var month in whole.Months)
        {
            var row = page.Locator($"[data-table=gap-AMMO-155] tr[data-key='{month.Month}']");
            async Task<decimal> FigureAsync(string field) => await row.Locator($"[data-field={field}]").FigureAsync();
            Assert.Equal(
                (month.Expected, month.Expected - month.Shortfall, month.Shortfall),
                (await FigureAsync("expected"), await FigureAsync("delivered"), await FigureAsync("missing"))
            );
            Assert.Equal((month.Covered, month.Open), (await FigureAsync("covered"), await FigureAsync("open")));
        }
    }

    [Fact]
    public async Task Loading_the_demonstration_data_again_adds_nothing()
    {
        var before = await register.App.Coordinator.ListAsync<PledgeView>("pledges");
        var said = await DemoData.LoadAsync(register.App.Process);
        var after = await register.App.Coordinator.ListAsync<PledgeView>("pledges");

        Assert.Contains("Demo data loaded", said, StringComparison.Ordinal);
        Assert.Equal(before.Select(p => (p.Id, p.Version)).Order(), after.Select(p => (p.Id, p.Version)).Order());
    }
}
