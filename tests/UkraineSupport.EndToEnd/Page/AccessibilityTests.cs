using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using UkraineSupport.EndToEnd.Dashboard;
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
        var found = new List<string>();
        var page = await register.OpenPageAsync("", scheme, width);
        foreach (var view in await register.ViewsAsync())
        {
            await page.GotoAsync(new Uri(register.App.Process.Address, $"page/{view}").ToString());
            await page.UntilReadAsync();
            var violations = (await page.RunAxe()).Violations;
            found.AddRange(
                violations.Select(v => $"{view}: {v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")
            );
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width)
                found.Add($"{view}: {wide} pixels wide");
        }

        Assert.Empty(found);
    }
}
