using System.Globalization;
using Microsoft.Playwright;
using UkraineSupport.Benchmarks.Pledges;
using UkraineSupport.EndToEnd.Page;
using UkraineSupport.Testing;

namespace UkraineSupport.Benchmarks.Page;

/// <summary>
/// How long a reader waits for the page, in a real Chromium on the demonstration data: the first view, with an empty
/// and with a warm cache, and what it takes over the wire; from a click to the next view, of each section; and whether
/// a list of 10,000 pledges can be worked with. Times are taken in the browser, to the frame after the last figure.
/// </summary>
internal sealed class PageBenchmark : IBenchmark
{
    private const int Rounds = 9;

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

    public string Name => "page";

    public async Task RunAsync(Action<string> say)
    {
        await using var chromium = await Chromium.StartAsync();
        await using (var demo = await TestApp.StartAsync())
        {
            await DemoData.LoadAsync(demo.Process);
            await FirstViewAsync(demo, chromium, say);
            await ChangesAsync(demo, chromium, say);
        }

        await using var app = await TestApp.StartAsync();
        await LongListAsync(app, chromium, say);
    }

    private static async Task FirstViewAsync(TestApp app, Chromium chromium, Action<string> say)
    {
        var (cold, warm, sizes) = (new List<double>(), new List<double>(), new List<double[]>());
        for (var round = 0; round <= Rounds; round++)
        {
            var page = await OpenAsync(app, chromium, "");
            var first = await page.EvaluateAsync<double>("() => shown");
            await page.WaitForLoadStateAsync(LoadState.Load);
            await page.Locator("canvas, main svg").First.WaitForAsync();
            var size = await page.EvaluateAsync<double[]>(
                """
                () => {
                  const all = ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind));
                  const sum = (of) => of.reduce((bytes, { transferSize }) => bytes + transferSize, 0) / 1000;
                  const charts = all.filter(({ name }) => /\/charts-/.test(name));
                  return [sum(all) - sum(charts), sum(charts)];
                }
                """
            );
            await page.ReloadAsync();
            var again = await page.EvaluateAsync<double>("() => shown");
            if (round == 0)
                continue; // Warms up app and browser; its figures are not used.
            cold.Add(first);
            warm.Add(again);
            sizes.Add(size);
        }

        say($"first view, empty cache: {Times(cold)}; warm: {Times(warm)}");
        var middle = sizes.OrderBy(size => size[0]).ElementAt(sizes.Count / 2);
        say(Text($"before the first chart {middle[0]:0} kB come over the wire, the charts are {middle[1]:0} kB more"));
    }

    private static async Task ChangesAsync(TestApp app, Chromium chromium, Action<string> say)
    {
        var page = await OpenAsync(app, chromium, "");
        await page.EvaluateAsync("() => shown");
        var (first, later) = (new List<double>(), new Dictionary<string, List<double>>());
        var sections = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('#sections a')].map((link) => link.getAttribute('href'))"
        );
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var section in sections.Skip(1).Append(sections[0]))
            {
                var took = await page.EvaluateAsync<double>(
                    """
                    async (to) => {
                      const before = document.querySelector('main h1');
                      const began = performance.now();
                      document.querySelector(`#sections a[href="${to}"]`).click();
                      return await until(() => isShown() && document.querySelector('main h1') !== before) - began;
                    }
                    """,
                    section
                );
                if (round == 0)
                    first.Add(took);
                else if (later.TryGetValue(section, out var times))
                    times.Add(took);
                else
                    later[section] = [took];
            }
        }

        say($"a view that was not seen before, its file and figures loaded: {Times(first)}");
        foreach (var (section, times) in later)
            say($"  {section, -28} {Times(times)}");
        say($"a view that was seen before: {Times(later.Values.SelectMany(times => times))}");
    }

    private static async Task LongListAsync(TestApp app, Chromium chromium, Action<string> say)
    {
        await StoredPledgesBenchmark.LoadAsync(app, [], 10_000, say);
        var page = await OpenAsync(app, chromium, "pledges", app.Process.Key.Mint("coordinator", "NATO"));
        var open = await page.EvaluateAsync<double>("() => shown");
        say(Text($"10,000 pledges: {open:0} ms until all are there, {await BusyAsync(page)}"));
        foreach (
            var (what, click) in new[]
            {
                ("sorted", "[data-table=pledges] thead th button.sort"),
                ("the other way", "[data-table=pledges] thead th button.sort"),
                ("next rows", ".pages button:last-child"),
            }
        )
        {
            var took = await page.EvaluateAsync<double>(
                """
                async (click) => {
                  const row = () => document.querySelector('[data-table=pledges] tbody tr').dataset.key;
                  const before = row();
                  const began = performance.now();
                  document.querySelector(click).click();
                  return await until(() => row() !== before) - began;
                }
                """,
                click
            );
            say(Text($"  {what}: {took:0} ms, {await BusyAsync(page)}"));
        }
    }

    private static async Task<IPage> OpenAsync(TestApp app, Chromium chromium, string view, string? token = null)
    {
        var page = await chromium.OpenAsync(new Uri("about:blank"));
        await page.AddInitScriptAsync(Watching);
        if (token is not null)
            await page.AddInitScriptAsync(Chromium.SignedIn(token));
        await page.GotoAsync(new Uri(app.Process.Address, $"page/{view}").ToString());
        return page;
    }

    private static async Task<string> BusyAsync(IPage page)
    {
        var longest = await page.EvaluateAsync<double>("() => Math.max(0, ...busy.splice(0))");
        return longest > 0
            ? Text($"busy at a stretch for {longest:0} ms at most")
            : "never busy for 50 ms at a stretch";
    }

    private static string Times(IEnumerable<double> all)
    {
        var times = all.ToList();
        return Text($"median {Statistics.Median(times):0} ms, at most {times.Max():0} ms");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
