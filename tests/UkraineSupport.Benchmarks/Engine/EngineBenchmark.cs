using System.Diagnostics;
using System.Globalization;
using UkraineSupport.Testing;

namespace UkraineSupport.Benchmarks.Engine;

/// <summary>
/// How fast the durable engine is on an Azurite in memory: on its own, against what the same Azurite commits without an
/// engine, and with many instances stored. Small and large are measured in one run, so that ratios hold on any machine.
/// </summary>
internal sealed class EngineBenchmark : IBenchmark
{
    private const int AtOnce = 200;
    private const int Rounds = 5;
    private const int Few = 1_000;
    private const int Running = 1_000;
    private readonly int many = Environment.GetEnvironmentVariable("BENCH_INSTANCES") is { } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : 50_000;

    public string Name => "engine";

    public async Task RunAsync(Action<string> say)
    {
        await using var azurite = await AzuriteProcess.StartAsync(inMemory: true);
        await using var hub = new BenchHub(azurite.ConnectionString);
        await hub.StartAsync();
        for (var i = 0; i < Rounds; i++)
            await hub.RunAsync("Chain", AtOnce); // Warms the process up; its figures are not used.
        await ChainAsync(hub, azurite, say);
        await FanOutAsync(hub, say);
        await LatencyAsync(hub, say);
        await StoredAsync(hub, say);
        await RecoveryAsync(hub, say);
    }

    private static async Task ChainAsync(BenchHub hub, AzuriteProcess azurite, Action<string> say)
    {
        var (rates, alone, together, rows, bytes) = (new List<double>(), new List<double>(), new List<double>(), 0, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var transactions = new List<IReadOnlyList<int>>();
            hub.Engine.Log.OnTransaction = sizes => transactions.Add([.. sizes]);
            var seconds = await hub.RunAsync("Chain", AtOnce);
            hub.Engine.Log.OnTransaction = null;
            var raw = await RawTransactions.RunAsync(azurite.ConnectionString, transactions);
            rates.Add(AtOnce / seconds);
            alone.Add(raw.Alone / seconds);
            together.Add(raw.Together / seconds);
            (rows, bytes) = (transactions.Sum(t => t.Count), transactions.Sum(t => (long)t.Sum()));
        }
        Say(
            say,
            $"chain of 5 activities, {AtOnce} at once: {Statistics.Median(rates):0} instances/s, median of {Rounds} ({rates.Min():0} to {rates.Max():0})"
        );
        Say(
            say,
            $"  as a part of what Azurite commits of the same rows ({rows}, {bytes / 1024} KiB in the last round) to one writer: {Range(alone)}; to {RawTransactions.Writers}: {Range(together)}"
        );
    }

    private static async Task FanOutAsync(BenchHub hub, Action<string> say)
    {
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
            seconds.Add(await hub.RunAsync("Fan", 1, 1_000));
        Say(say, $"fan-out of 1,000 activities: {Statistics.Median(seconds):0.00} s, median of {Rounds}");
    }

    private static async Task LatencyAsync(BenchHub hub, Action<string> say)
    {
        var times = new List<double>();
        for (var i = 0; i < AtOnce; i++)
        {
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            hub.OnActivity = _ => first.TrySetResult();
            var started = TimeProvider.System.GetTimestamp();
            var running = hub.RunAsync("Chain", 1);
            await first.Task;
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            await running;
        }
        hub.OnActivity = _ => { };
        Say(
            say,
            $"start to first activity, idle engine: median {Statistics.Median(times):0.0} ms, 95th percentile {Statistics.Percentile(times, 0.95):0.0} ms"
        );
    }

    private async Task StoredAsync(BenchHub hub, Action<string> say)
    {
        await LoadAsync(hub, Few);
        var few = await CostAsync(hub);
        var started = TimeProvider.System.GetTimestamp();
        await LoadAsync(hub, many - Few);
        Say(say, $"{many - Few} chains loaded in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s");
        var much = await CostAsync(hub);
        Say(
            say,
            $"cost of an instance: {few:0.00} ms at {Few} stored, {much:0.00} ms at {many}: ratio {much / few:0.00}"
        );
    }

    private static async Task LoadAsync(BenchHub hub, int count)
    {
        for (var left = count; left > 0; left -= 1_000)
            await hub.RunAsync("Chain", Math.Min(left, 1_000));
        await hub.TidyAsync();
    }

    private static async Task<double> CostAsync(BenchHub hub)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
            times.Add(await hub.RunAsync("Chain", AtOnce) * 1000 / AtOnce);
        return Statistics.Median(times);
    }

    private async Task RecoveryAsync(BenchHub hub, Action<string> say)
    {
        await hub.ScheduleAsync("Wait", Running);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await hub.Engine.DisposeAsync();
            var started = TimeProvider.System.GetTimestamp();
            await hub.StartAsync();
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        Say(
            say,
            $"recovery with {many} completed and {Running} running: {Statistics.Median(times):0.00} s, median of {Rounds}"
        );
        Say(
            say,
            $"memory then: working set {process.WorkingSet64 >> 20} MiB, managed heap {GC.GetTotalMemory(true) >> 20} MiB"
        );
    }

    private static string Range(List<double> values) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Statistics.Median(values):0.00} ({values.Min():0.00} to {values.Max():0.00})"
        );

    private static void Say(Action<string> say, FormattableString text) =>
        say(text.ToString(CultureInfo.InvariantCulture));
}
