using System.Globalization;
using UkraineSupport.Benchmarks.Pledges;
using UkraineSupport.EndToEnd.Page;
using UkraineSupport.Testing;

namespace UkraineSupport.Benchmarks.Page;

/// <summary>Whether a list of 10,000 pledges can be worked with, in a real Chromium.</summary>
internal sealed class LongListBenchmark : IBenchmark
{
    private const int Pledges = 10_000;

    public string Name => "list";

    public async Task RunAsync(Action<string> say)
    {
        await using var app = await TestApp.StartAsync(apart: true);
        await using var chromium = await Chromium.StartAsync();
        await StoredPledgesBenchmark.LoadAsync(app, [], Pledges, say);
        var page = await WatchedPage.OpenAsync(app, chromium, "pledges", app.Process.Key.Mint("coordinator", "NATO"));
        var open = await page.EvaluateAsync<double>("() => shown");
        say(Text($"{Pledges} pledges: {open:0} ms until all are there, {await WatchedPage.BusyAsync(page)}"));
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
            say(Text($"  {what}: {took:0} ms, {await WatchedPage.BusyAsync(page)}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
