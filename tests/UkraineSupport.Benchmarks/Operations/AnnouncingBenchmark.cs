using System.Globalization;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Benchmarks.Operations;

/// <summary>
/// How many pledges a second are announced and dispatched, how long an announcement takes at a steady rate, and how
/// long the dispatch is behind after a rush? The app's functions in this process on a real Azurite, a dashboard's queue
/// written to and read, and the page's feed; without the HTTP server and without orchestrations, which <c>durable</c>
/// measures. The emulator's services are processes of their own and its tables stand in memory: on the disk it stops
/// every five seconds to write them down, which is no property of the app.
/// </summary>
internal sealed class AnnouncingBenchmark : IBenchmark
{
    private const int Clients = 16;
    private const int Rush = 200;

    /// <summary>Between two looks for messages when there were none, as the host makes it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public string Name => "announcing";

    public async Task RunAsync(Action<string> say)
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow(), apart: true);
        // Warms up; its figures are not used. Both the app and the emulator compile their code anew while they serve
        // their first two thousand or so, and stop now and then for it.
        await RunAsync(world, Clients, 2000);
        var steady = await SteadyAsync(world, perSecond: 50, count: 3000);
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"at 50 a second: median {Statistics.Median(steady):0} ms, p99 {Statistics.Percentile(steady, 0.99):0} ms"
            )
        );
        var (times, seconds, behind) = await RunAsync(world, Clients, 2000);
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Clients} clients: {times.Count / (seconds + behind):0} announced and dispatched a second, median {Statistics.Median(times):0} ms, p99 {Statistics.Percentile(times, 0.99):0} ms"
            )
        );
        (times, seconds, behind) = await RunAsync(world, Rush, 2000);
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Rush} clients: {times.Count / seconds:0} announced a second, median {Statistics.Median(times):0} ms; the dispatch was done {behind:0.0} s after the last answer"
            )
        );
    }

    /// <summary>Announces by so many clients at once while the dispatch goes on beside them.</summary>
    /// <param name="world">The app.</param>
    /// <param name="clients">So many.</param>
    /// <param name="count">Pledges.</param>
    /// <param name="donors">Whose, by turns.</param>
    internal static async Task<(List<double> Times, double Seconds, double Behind)> RunAsync(
        World world,
        int clients,
        int count,
        params string[] donors
    )
    {
        using var done = new CancellationTokenSource();
        var dispatching = DispatchAsync(world, done.Token);
        var (times, started) = (new List<double>(count), TimeProvider.System.GetTimestamp());
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = clients },
            async (i, _) =>
            {
                var time = await AnnounceAsync(world, donors is [] ? "NLD" : donors[i % donors.Length]);
                lock (times)
                    times.Add(time);
            }
        );
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await done.CancelAsync();
        await dispatching;
        return (times, seconds, TimeProvider.System.GetElapsedTime(started).TotalSeconds - seconds);
    }

    /// <summary>One request each twentieth of a second's turn, whether the last is answered or not.</summary>
    private static async Task<List<double>> SteadyAsync(World world, int perSecond, int count)
    {
        using var done = new CancellationTokenSource();
        var dispatching = DispatchAsync(world, done.Token);
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var asked = new List<Task<double>>(count);
        while (asked.Count < count && await ticks.WaitForNextTickAsync(CancellationToken.None))
            asked.Add(AnnounceAsync(world, "NLD"));
        var times = await Task.WhenAll(asked);
        await done.CancelAsync();
        await dispatching;
        return [.. times];
    }

    /// <summary>
    /// Carries messages until it is told that no more come, and those there are by then. A dashboard reads what it is
    /// sent: the emulator slows with every message that waits.
    /// </summary>
    private static async Task DispatchAsync(World world, CancellationToken done)
    {
        using var read = new CancellationTokenSource();
        var reading = ReadAsync();
        while (!done.IsCancellationRequested)
        {
            await world.DispatchAsync(atOnce: 16);
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        await world.DispatchAsync(atOnce: 16);
        await read.CancelAsync();
        await reading;

        async Task ReadAsync()
        {
            while (!read.IsCancellationRequested)
            {
                await world.FeedAsync("support-events");
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static async Task<double> AnnounceAsync(World world, string donor)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = await world.SendAsync(
            $"donor:{donor}",
            "POST",
            "pledges",
            Wishes.Pledge(donor),
            Guid.NewGuid().ToString("N")
        );
        return answer.Status == 201
            ? TimeProvider.System.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException(answer.Body);
    }
}
