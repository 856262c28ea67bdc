using System.Globalization;
using Microsoft.Playwright;

namespace UkraineSupport.EndToEnd.Dashboard;

/// <summary>What a reader does and sees.</summary>
internal static class PageSteps
{
    public static ILocatorAssertions Should(this ILocator locator) => Assertions.Expect(locator);

    public static Task UntilUpToDateAsync(this IPage page) =>
        page.Locator("#status").Should().ToContainTextAsync("Up to date");

    /// <summary>The titles of the pledges on screen, from top to bottom.</summary>
    public static Task<IReadOnlyList<string>> TitlesAsync(this IPage page) =>
        page.Locator("#pledge-list tbody th a").AllInnerTextsAsync();

    /// <summary>Chooses in a list by its id and waits until the answer is on screen.</summary>
    public static async Task ChooseAsync(this IPage page, string id, string value)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.Locator($"#{id}").SelectOptionAsync(value),
            answer => answer.Ok && new Uri(answer.Url).AbsolutePath.EndsWith("/pledges", StringComparison.Ordinal)
        );
    }

    /// <summary>Pastes a token as a ministry would.</summary>
    public static async Task UseTokenAsync(this IPage page, string token)
    {
        await page.Locator("#access-open").ClickAsync();
        await page.Locator("#access-token").FillAsync(token);
        await page.Locator("#access-use").ClickAsync();
    }

    /// <summary>The exact figure behind what is shown.</summary>
    public static async Task<decimal> FigureAsync(this ILocator locator) =>
        decimal.Parse((await locator.GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);
}
