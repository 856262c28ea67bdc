using System.Globalization;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>What a reader of the page does and sees.</summary>
internal static class PageSteps
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    public static ILocatorAssertions Should(this ILocator locator) => Assertions.Expect(locator);

    /// <summary>The exact figure behind what is shown.</summary>
    public static async Task<decimal> FigureAsync(this ILocator locator) =>
        decimal.Parse((await locator.GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);

    /// <summary>Nothing is there that keeps somebody out, as far as axe finds it.</summary>
    public static async Task IsAccessibleAsync(this IPage page) => Assert.Empty(await page.ViolationsAsync());

    /// <summary>
    /// What axe finds, rule and elements. It is asked in the page itself, and describes no more than one element of
    /// all that is right: to hand it to another page and to describe takes it most of its time.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'] });
              return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
            }
            """
        );
    }

    /// <summary>A view of each kind, the records that it needs taken from the register.</summary>
    public static async Task<IReadOnlyList<string>> ViewsAsync(this Register register)
    {
        var pledge = await register.FirstAsync("pledges?donor=NLD&kind=drones");
        var gap = await register.FirstAsync("gaps?capability=AMMO-155");
        var requirement = await register.FirstAsync("requirements?capability=AMMO-155");
        var agreement = await register.FirstAsync("coproduction/agreements");
        return
        [
            "",
            "gaps",
            $"gaps/{gap}",
            "donors",
            "donors/NLD",
            "capabilities",
            "capabilities/AMMO-155",
            "requirements",
            $"requirements/{requirement}",
            "pledges",
            $"pledges/{pledge}",
            "feed",
            "desk",
            "plans",
            "coalition",
            "coalition?without=FRA",
            "coalition/serials/A-1",
            "coproduction",
            $"coproduction/{agreement}",
            "training",
        ];
    }

    /// <summary>The views that show a coordinator more than the public.</summary>
    public static async Task<IReadOnlyList<string>> CoordinatorViewsAsync(this Register register)
    {
        var plan = (await register.App.Coordinator.ListAsync<JsonElement>("backfill/plans"))[0].Text("id");
        var intake = (await register.App.Coordinator.ListAsync<JsonElement>("training/intakes"))[0].Text("id");
        var agreement = await register.FirstAsync("coproduction/agreements");
        return
        [
            "plans",
            $"plans/{plan}",
            "coalition",
            "coalition/serials/L-1?without=DEU",
            $"coproduction/{agreement}",
            "training",
            $"training/{intake}",
        ];
    }

    /// <summary>Reads as somebody else from the next view on.</summary>
    public static Task ReadAsAsync(this IPage page, string token) =>
        page.EvaluateAsync($"() => {Chromium.SignedIn(token)}");

    /// <summary>Opens a view by its address, and waits for it.</summary>
    public static async Task OpenAsync(this IPage page, Register register, string view)
    {
        await page.GotoAsync(new Uri(register.App.Process.Address, $"page/{view}").ToString());
        await page.UntilReadAsync();
    }

    /// <summary>The id of the first of a list.</summary>
    public static async Task<string> FirstAsync(this Register register, string list) =>
        (await register.ItemsAsync(list))[0].GetProperty("id").GetString()!;

    /// <summary>Everything on screen has been read.</summary>
    public static async Task UntilReadAsync(this IPage page)
    {
        ILocatorAssertions Shown(string selector) => page.Locator(selector).First.Should();
        await Shown("[data-state=current]").ToBeVisibleAsync();
        await Shown("main h1").ToBeVisibleAsync();
        await page.Locator("main .loading").Should().ToHaveCountAsync(0);
    }

    /// <summary>Goes to another view by what a reader clicks, and waits for it.</summary>
    public static async Task GoAsync(this IPage page, ILocator link)
    {
        await link.ClickAsync();
        await page.UntilReadAsync();
    }

    /// <summary>The exact figure behind what is shown.</summary>
    public static Task<decimal> FigureAsync(this IPage page, string selector) =>
        page.Locator(selector).First.FigureAsync();

    /// <summary>The exact figures of a column, by the key of their row.</summary>
    public static async Task<Dictionary<string, decimal>> ColumnAsync(this IPage page, string table, string field)
    {
        var found = await page.EvaluateAsync<string[][]>(
            """
            ([table, field]) => [...document.querySelectorAll(`[data-table=${table}] tbody tr`)]
              .map((row) => [row.dataset.key, row.querySelector(`[data-field=${field}]`).dataset.value])
            """,
            new[] { table, field }
        );
        return found.ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], CultureInfo.InvariantCulture));
    }

    /// <summary>What the first table on screen downloads as, CSV or JSON.</summary>
    public static async Task<string> DownloadAsync(this IPage page, string format)
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.Locator($"[data-download={format}]").First.ClickAsync()
        );
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    /// <summary>The rows of the first table on screen.</summary>
    public static async Task<IReadOnlyList<JsonElement>> DownloadJsonAsync(this IPage page) =>
        [.. JsonDocument.Parse(await page.DownloadAsync("json")).RootElement.EnumerateArray()];
}
