using Microsoft.Playwright;
using UkraineSupport.EndToEnd.Page;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

/// <summary>The app and a browser to look at it with; empty at first.</summary>
public class Register : IAsyncLifetime
{
    private Chromium? chromium;
    private TestApp? app;

    /// <summary>The app.</summary>
    public TestApp App => app ?? throw new InvalidOperationException("Not started.");

    /// <summary>Where the dashboard is.</summary>
    public Uri Address => new(App.Process.Address, "dashboard/");

    /// <summary>Starts app and browser.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync();
        chromium = await Chromium.StartAsync();
    }

    /// <summary>The dashboard as a new reader sees it, with figures on it.</summary>
    /// <param name="place">What follows the address: a query or a fragment.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="width">Of the screen, in pixels.</param>
    internal async Task<IPage> OpenAsync(string place = "", ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var page = await chromium!.OpenAsync(new Uri(Address, place), scheme, width);
        await page.UntilUpToDateAsync();
        return page;
    }

    /// <summary>A view of the new page as a new reader sees it, with figures on it.</summary>
    /// <param name="path">Below the page's own address.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="width">Of the screen, in pixels.</param>
    /// <param name="language">What the reader's browser asks for.</param>
    /// <param name="token">Of the reader; the public's view unless given.</param>
    internal async Task<IPage> OpenPageAsync(
        string path = "",
        ColorScheme scheme = ColorScheme.Light,
        int width = 1280,
        string language = "en",
        string? token = null
    )
    {
        var page = await chromium!.OpenAsync(
            new Uri(App.Process.Address, "page/" + path),
            scheme,
            width,
            language,
            token
        );
        await page.UntilReadAsync();
        return page;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
