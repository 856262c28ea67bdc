using Microsoft.Playwright;

namespace UkraineSupport.EndToEnd.Dashboard;

/// <summary>The chromium installed on this machine, driven by Playwright.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private IBrowserContext? reader;

    private Chromium(IPlaywright playwright, IBrowser browser) =>
        (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Find(),
                Headless = true,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
            }
        );
        return new Chromium(playwright, browser);
    }

    /// <summary>
    /// A page with storage of its own, as a new reader would open it, who may have a token; the one before has left.
    /// </summary>
    public async Task<IPage> OpenAsync(
        Uri address,
        ColorScheme scheme = ColorScheme.Light,
        int width = 1280,
        string language = "en",
        string? token = null
    )
    {
        if (reader is not null)
            await reader.CloseAsync();
        reader = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                Locale = language,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            }
        );
        if (token is not null)
            await reader.AddInitScriptAsync($"sessionStorage.setItem('ukraine-support-token', '{token}')");
        var page = await reader.NewPageAsync();
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static string Find()
    {
        string[] names = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? [named] : Names;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names
                .SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "Chromium is missing: install it (Debian: apt-get install chromium) or name it in CHROMIUM."
            );
    }
}
