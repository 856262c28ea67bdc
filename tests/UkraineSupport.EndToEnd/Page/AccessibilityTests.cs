using Microsoft.Playwright;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

[Collection(DemoReaders.Name)]
public sealed class AccessibilityTests(DemoRegister register)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task No_view_has_a_violation_that_axe_finds_or_sticks_out(ColorScheme scheme, int width)
    {
        var page = await register.OpenPageAsync("", scheme, width);
        Assert.Empty(await FoundAsync(page, await register.ViewsAsync(), width, $"{scheme}-{width}"));
    }

    [Theory]
    [InlineData("en", ColorScheme.Dark, 1280)]
    [InlineData("nl", ColorScheme.Light, 360)]
    [InlineData("uk", ColorScheme.Light, 1280)]
    public async Task Nor_has_one_that_shows_coordinators_more(string language, ColorScheme scheme, int width)
    {
        var page = await register.OpenPageAsync("", scheme, width, language);
        await page.ReadAsAsync(register.App.Process.Key.Mint("coordinator", "NATO"));
        Assert.Empty(
            await FoundAsync(page, await register.CoordinatorViewsAsync(), width, $"{language}-{scheme}-{width}")
        );
    }

    /// <summary>Looks at each view, and leaves a picture of it under <c>TestResults/screenshots</c>.</summary>
    private async Task<List<string>> FoundAsync(IPage page, IReadOnlyList<string> views, int width, string pictures)
    {
        var found = new List<string>();
        foreach (var view in views)
        {
            await page.OpenAsync(register, view);
            found.AddRange((await page.ViolationsAsync()).Select(violation => $"{view}: {violation}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width)
                found.Add($"{view}: {wide} pixels wide");
            await page.ScreenshotAsync(
                new()
                {
                    Path = RepositoryRoot.Combine("TestResults", "screenshots", pictures, Name(view)),
                    Type = ScreenshotType.Jpeg,
                    Quality = 60,
                    FullPage = true,
                }
            );
        }

        return found;
    }

    private static string Name(string view) =>
        string.Concat((view == "" ? "overview" : view).Select(c => char.IsLetterOrDigit(c) ? c : '-')) + ".jpg";
}
