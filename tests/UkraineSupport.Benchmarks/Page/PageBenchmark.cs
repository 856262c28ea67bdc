using System.Globalization;
using Microsoft.Playwright;
using UkraineSupport.EndToEnd.Page;
using UkraineSupport.Testing;

namespace UkraineSupport.Benchmarks.Page;

/// <summary>
/// How long a reader waits for the page, in a real Chromium on the demonstration data: the first view, with an empty
/// and with a warm cache, and what it takes over the wire; and from a click to the next view, of each section.
/// </summary>
internal sealed class PageBenchmark : IBenchmark
{
    private const int Rounds = 9;

    public string Name => "page";

    public async Task RunAsync(Action<string> say)
    {
        await using var app = await TestApp.StartAsync();
        await DemoData.LoadAsync(app.Process);
        await using var chromium = await Chromium.StartAsync();
        await FirstViewAsync(app, chromium, say);
        await ChangesAsync(app, chromium, say);
    }

    private static async Task FirstViewAsync(TestApp app, Chromium chromium, Action<string> say)
    {
        var (cold, warm, sizes) = (new List<double>(), new List<double>(), new List<double[]>());
        for (var round = 0; round <= Rounds; round++)
        {
            var page = await WatchedPage.OpenAsync(app.Process, chromium, "");
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
        var page = await WatchedPage.OpenAsync(app.Process, chromium, "");
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

    private static string Times(IEnumerable<double> all)
    {
        var times = all.ToList();
        return Text($"median {Statistics.Median(times):0} ms, at most {times.Max():0} ms");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
