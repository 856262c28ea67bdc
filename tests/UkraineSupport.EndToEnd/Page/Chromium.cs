using Microsoft.Playwright;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The chromium installed on this machine, driven by Playwright.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>
    /// Milliseconds; longer than a machine with all its cores busy needs. Every wait ends as soon as what it waits for
    /// is there.
    /// </summary>
    private const float Patience = 30_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Keeps what the page keeps of somebody who has signed in, of a token in place of TOKEN.</summary>
    private const string SignIn = """
        { const { exp, roles, party, sub } = JSON.parse(atob('TOKEN'.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
        sessionStorage.setItem('ukraine-support-session', JSON.stringify({ token: 'TOKEN', expires: exp * 1000,
          viewer: { role: roles[0], party, subject: sub }, renewal: { authority: null } })); }
        """;

    /// <summary>What signs somebody with that token in to a page that is open.</summary>
    public static string SignedIn(string token) => SignIn.Replace("TOKEN", token, StringComparison.Ordinal);

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private IBrowserContext? reader;

    private Chromium(IPlaywright playwright, IBrowser browser) =>
        (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
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
    /// A page with storage of its own, as a new reader would open it, who may have a token; the reader before has left.
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
                // The issuer of a test signs its certificate itself.
                IgnoreHTTPSErrors = true,
                Locale = language,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            }
        );
        if (token is not null)
            await reader.AddInitScriptAsync(SignedIn(token));
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
