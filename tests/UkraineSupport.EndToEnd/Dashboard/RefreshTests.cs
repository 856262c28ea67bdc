using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

/// <summary>A register that changes while somebody reads it.</summary>
public sealed class RefreshTests(Register register) : IClassFixture<Register>
{
    [Fact]
    public async Task New_figures_come_in_without_taking_focus_or_opened_parts_away()
    {
        await register.App.AnnounceAsync("SWE", kind: "drones", disclosure: "public");
        var page = await register.OpenAsync("?capability=DRONE-FPV");
        await page.GetByText("The same figures as a table").ClickAsync();
        await page.Locator("#chart-table tr[data-key=SWE] td a").First.FocusAsync();

        await register.App.AnnounceAsync("FIN", kind: "drones", disclosure: "public");

        await page.Locator("#chart-table tbody tr").Should().ToHaveCountAsync(2);
        await page.Locator("#chart-table tr[data-key=SWE] td a").First.Should().ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("?pledgeStatus=Nothing")]
    [InlineData("?needCapability=NONE")]
    public async Task A_filter_in_the_address_that_is_not_known_is_dropped(string place)
    {
        var page = await register.OpenAsync(place);
        Assert.Empty(new Uri(page.Url).Query);
    }

    [Fact]
    public async Task An_address_that_is_no_encoding_points_at_nothing()
    {
        var page = await register.OpenAsync("#pledge/%");
        await page.Locator("#detail-title").Should().ToHaveTextAsync("Not found");
    }

    [Fact]
    public async Task Text_that_looks_like_markup_is_shown_as_text()
    {
        const string Title = "<img src=x onerror=document.title='owned'> & <b>bold</b>";
        var body = Bodies.Pledge("NOR", disclosure: "public");
        body["title"] = Title;
        (await register.App.Donor("NOR").CreateAsync("pledges", body)).Expect(201);

        var page = await register.OpenAsync("?pledgeDonor=NOR");

        await page.Locator("#pledge-list tbody th a").Should().ToHaveTextAsync(Title);
        Assert.Equal("Support to Ukraine – public register", await page.TitleAsync());
    }
}
