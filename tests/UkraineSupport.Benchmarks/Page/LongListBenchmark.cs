using System.Globalization;
using UkraineSupport.Benchmarks.Operations;
using UkraineSupport.EndToEnd.Page;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing;

namespace UkraineSupport.Benchmarks.Page;

/// <summary>Whether a list of 10,000 pledges can be worked with, in a real Chromium.</summary>
internal sealed class LongListBenchmark : IBenchmark
{
    private const int Pledges = 10_000;
    private const int AtOnce = 16;

    public string Name => "list";

    public async Task RunAsync(Action<string> say)
    {
        // Without orchestrations, which would take most of the time it takes to announce so many.
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow(), apart: true);
        var (_, seconds, behind) = await AnnouncingBenchmark.RunAsync(world, AtOnce, Pledges, "NLD", "DEU", "EST");
        say(Text($"{Pledges} pledges announced and dispatched in {seconds + behind:0} s"));
        await using var app = await AppProcess.StartAsync(world.Azurite);
        await using var chromium = await Chromium.StartAsync();
        var page = await WatchedPage.OpenAsync(app, chromium, "pledges", app.Key.Mint("coordinator", "NATO"));
        var open = await page.EvaluateAsync<double>("() => shown");
        say(Text($"{Pledges} pledges: {open:0} ms until all are there, {await WatchedPage.BusyAsync(page)}"));
        foreach (
            var (what, click) in new[]
            {
                ("sorted by donor", "[data-table=pledges] thead th:nth-child(2) button.sort"),
                ("the other way", "[data-table=pledges] thead th:nth-child(2) button.sort"),
                ("next rows", ".pages button:last-child"),
            }
        )
        {
            var took = await page.EvaluateAsync<double>(
                """
                async (click) => {
                  const rows = () =>
                    [...document.querySelectorAll('[data-table=pledges] tbody tr')].map((row) => row.dataset.key).join();
                  const before = rows();
                  const began = performance.now();
                  document.querySelector(click).click();
                  return await until(() => rows() !== before) - began;
                }
                """,
                click
            );
            say(Text($"  {what}: {took:0} ms, {await WatchedPage.BusyAsync(page)}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
