using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Benchmarks.Feed;

/// <summary>
/// How long after the answer to a change does it reach those who listen, 200 of them on streams of their own and of all
/// levels, while 50 changes a second come in? Through the whole app, in a process of its own on a real Azurite; changes
/// are amendments of commitments, which wake no orchestration.
/// </summary>
internal sealed class LiveBenchmark : IBenchmark
{
    private const int Listeners = 200;
    private const int PerSecond = 50;
    private const int Changes = PerSecond * 20;
    private const int Pledges = 100;

    private static readonly (string? Role, string? Party)[] Callers =
    [
        (null, null),
        ("observer", "POL"),
        ("donor", "DNK"),
        ("donor", "NLD"),
        ("recipient", "UKR"),
        ("coordinator", "NATO"),
    ];

    public string Name => "live";

    public async Task RunAsync(Action<string> say)
    {
        await using var app = await TestApp.StartAsync();
        var pledges = await CommitAsync(app);
        var listeners = Enumerable
            .Range(0, Listeners)
            .Select(i => Callers[i % Callers.Length])
            .Select(c =>
                EventListener.Start(app.Process.Address, c.Role is null ? null : app.Process.Key.Mint(c.Role, c.Party))
            )
            .ToList();
        foreach (var listener in listeners)
            await listener.UntilConnectedAsync();
        await RunAsync(app, pledges, listeners, PerSecond * 3); // Warms up; its figures are not used.
        var (answered, seconds) = await RunAsync(app, pledges, listeners, Changes);
        Report(say, listeners, answered, seconds);
        foreach (var listener in listeners)
            await listener.DisposeAsync();
    }

    /// <summary>Commitments that all see.</summary>
    private static async Task<string[]> CommitAsync(TestApp app)
    {
        var pledges = new ConcurrentQueue<string>();
        await Parallel.ForAsync(
            0,
            Pledges,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (_, _) => pledges.Enqueue((await app.CommitAsync("NLD", disclosure: "public")).Id)
        );
        return [.. pledges];
    }

    /// <summary>
    /// A change each fiftieth of a second, whether the last is answered or not, until all who listen have heard of all;
    /// when each was answered, and how long it took to send them.
    /// </summary>
    private static async Task<(Dictionary<string, long> Answered, double Seconds)> RunAsync(
        TestApp app,
        string[] pledges,
        List<EventListener> listeners,
        int count
    )
    {
        var (donor, before) = (app.Donor("NLD"), listeners.ConvertAll(l => l.Count));
        var started = TimeProvider.System.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var asked = new List<Task<(string Id, long At)>>(count);
        while (asked.Count < count && await ticks.WaitForNextTickAsync())
            asked.Add(AmendAsync(donor, pledges[asked.Count % pledges.Length], asked.Count));
        var answers = await Task.WhenAll(asked);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await Poll.UntilAsync(
            "all who listen have heard of all",
            () => Task.FromResult(listeners.Zip(before).All(l => l.First.Count - l.Second >= count)),
            TimeSpan.FromMinutes(2)
        );
        return (answers.ToDictionary(a => a.Id, a => a.At), seconds);
    }

    private static async Task<(string Id, long At)> AmendAsync(ApiClient donor, string pledge, int number)
    {
        var body = new JsonObject { ["reason"] = "Said more clearly", ["title"] = $"Rounds, as of change {number}" };
        var answer = await donor.PostAsync($"pledges/{pledge}/amendment", body, ApiClient.NewKey(), "*");
        var at = TimeProvider.System.GetTimestamp();
        return ($"{pledge}/{answer.Expect(200).ETag!.Trim('"')}", at);
    }

    private static void Report(
        Action<string> say,
        List<EventListener> listeners,
        Dictionary<string, long> answered,
        double seconds
    )
    {
        var delays = new List<double>(listeners.Count * answered.Count);
        var (lost, twice) = (0, 0);
        foreach (var heard in listeners.Select(l => l.Heard.Where(h => answered.ContainsKey(h.Id)).ToList()))
        {
            var distinct = heard.DistinctBy(h => h.Id).Count();
            lost += answered.Count - distinct;
            twice += heard.Count - distinct;
            delays.AddRange(
                heard.Select(h => TimeProvider.System.GetElapsedTime(answered[h.Id], h.Arrived).TotalMilliseconds)
            );
        }

        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{answered.Count} changes in {seconds:0.0} s, {listeners.Count} listeners: {lost} lost, {twice} twice"
            )
        );
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"from the answer to the arrival: median {Statistics.Median(delays):0} ms, p99 {Statistics.Percentile(delays, 0.99):0} ms, at worst {delays.Max():0} ms"
            )
        );
    }
}
