using System.Globalization;
using Microsoft.Playwright;
using UkraineSupport.EndToEnd.Page;
using UkraineSupport.Testing;

namespace UkraineSupport.Benchmarks.Page;

/// <summary>A page that takes its own times, to the frame after the last figure.</summary>
internal static class WatchedPage
{
    /// <summary>Tells when a view is shown whole, and what kept the browser busy for longer than 50 ms.</summary>
    private const string Watching = """
        window.isShown = () => document.querySelector('[data-state=current]') && document.querySelector('main h1')
          && !document.querySelector('main .loading');
        window.until = (condition) => new Promise((done) => {
          const look = () => {
            if (!condition()) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now())));
          };
          const observer = new MutationObserver(look);
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          look();
        });
        window.shown = until(isShown);
        window.busy = [];
        new PerformanceObserver((list) => busy.push(...list.getEntries().map((task) => task.duration)))
          .observe({ type: 'longtask', buffered: true });
        """;

    /// <summary>Opens a view; the public's unless a token is given.</summary>
    public static async Task<IPage> OpenAsync(AppProcess app, Chromium chromium, string view, string? token = null)
    {
        var page = await chromium.OpenAsync(new Uri("about:blank"));
        await page.AddInitScriptAsync(Watching);
        if (token is not null)
            await page.AddInitScriptAsync(Chromium.SignedIn(token));
        await page.GotoAsync(new Uri(app.Address, $"page/{view}").ToString());
        return page;
    }

    /// <summary>For how long the browser was busy at a stretch since it was asked the last time.</summary>
    public static async Task<string> BusyAsync(IPage page)
    {
        var longest = await page.EvaluateAsync<double>("() => Math.max(0, ...busy.splice(0))");
        return longest > 0
            ? string.Create(CultureInfo.InvariantCulture, $"busy at a stretch for {longest:0} ms at most")
            : "never busy for 50 ms at a stretch";
    }
}
