using Microsoft.Playwright;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The app and a browser to look at it with; empty at first.</summary>
public class Register : IAsyncLifetime
{
    private Chromium? chromium;
    private TestApp? app;

    /// <summary>The app.</summary>
    public TestApp App => app ?? throw new InvalidOperationException("Not started.");

    /// <summary>Starts app and browser.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync();
        chromium = await Chromium.StartAsync();
    }

    /// <summary>A view of the page as a new reader sees it, with figures on it.</summary>
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
