using System.Globalization;
using Azure.Data.Tables;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Benchmarks.Pledges;

/// <summary>
/// Do stored pledges slow the reading of one, or of a list page? Everything goes through the HTTP API of the app as a
/// process, on a real Azurite; the two sizes are measured in one run, so that their ratio does not depend on the
/// machine. As in production a dashboard takes the events off their queue: each operation on the emulator's queues,
/// also on other ones, costs as much more as messages wait.
/// </summary>
internal sealed class StoredPledgesBenchmark : IBenchmark
{
    private const int Few = 100;
    private const int AtOnce = 16;
    private const int Batch = 200;
    private const int Rounds = 200;
    private static readonly string[] Donors = ["NLD", "DNK", "NOR", "POL", "EST", "SWE", "FIN", "DEU", "FRA", "GBR"];

    private readonly int many = Setting("BENCH_PLEDGES", 10_000);

    public string Name => "pledges";

    public async Task RunAsync(Action<string> say)
    {
        await using var app = await TestApp.StartAsync();
        var ids = new List<string>();
        await LoadAsync(app, ids, Few, say);
        await MeasureAsync(app, ids); // Warms the process up; its figures are not used.
        var few = await MeasureAsync(app, ids);
        await LoadAsync(app, ids, many, say);
        var much = await MeasureAsync(app, ids);

        foreach (var question in few.Keys)
        {
            var (before, after) = (few[question], much[question]);
            say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{question, -28} median {before, 6:0.00} ms at {Few}, {after, 6:0.00} ms at {many}: ratio {after / before:0.00}"
                )
            );
        }
    }

    /// <summary>
    /// A batch at a time, each with all that follows from it: a backlog would slow the emulator's queues and so itself.
    /// </summary>
    internal static async Task LoadAsync(TestApp app, List<string> ids, int upTo, Action<string> say)
    {
        var started = TimeProvider.System.GetTimestamp();
        var missing = upTo - ids.Count;
        while (ids.Count < upTo)
        {
            await AnnounceAsync(app, ids, Math.Min(upTo, ids.Count + Batch));
            await DispatchedAsync(app);
        }

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{missing} pledges announced and dispatched in {seconds:0.0} s ({missing / seconds:0}/s, {AtOnce} clients)"
            )
        );
        await ListedAsync(app, ids.Count);
    }

    private static Task AnnounceAsync(TestApp app, List<string> ids, int upTo)
    {
        var clients = Donors.Select(app.Donor).ToArray();
        return Parallel.ForAsync(
            ids.Count,
            upTo,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) =>
            {
                var body = Bodies.Pledge(
                    Donors[i % Donors.Length],
                    Bodies.Kinds[i % Bodies.Kinds.Count],
                    100 + i,
                    i % 3 == 0 ? "public" : "coalition"
                );
                ApiAnswer answer;
                // Overloaded storage is answered with 503: loading is not what is measured.
                do answer = await clients[i % Donors.Length].CreateAsync("pledges", body, $"bench-{i}");
                while (answer.Code == 503);
                var pledge = answer.Expect(201).Read<PledgeView>();
                lock (ids)
                    ids.Add(pledge.Id);
            }
        );
    }

    /// <summary>
    /// What follows from the announcements is done too: stored pledges are measured, not the work they make.
    /// </summary>
    private static Task DispatchedAsync(TestApp app)
    {
        var promises = new TableClient(app.Azurite.ConnectionString, "Outbox");
        return Poll.UntilAsync(
            "every pledge is dispatched",
            async () =>
            {
                await foreach (var _ in promises.QueryAsync<TableEntity>(maxPerPage: 1))
                    return false;
                return true;
            },
            TimeSpan.FromMinutes(15)
        );
    }

    /// <summary>Lists are read models: they follow a moment later.</summary>
    private static Task ListedAsync(TestApp app, int count) =>
        Poll.UntilAsync(
            "every pledge is listed",
            async () => (await app.Coordinator.ListAsync<PledgeView>("pledges")).Count == count,
            TimeSpan.FromMinutes(5)
        );

    private static async Task<Dictionary<string, double>> MeasureAsync(TestApp app, List<string> ids)
    {
        var coordinator = app.Coordinator;
        var middle = await MiddlePageAsync(app, ids.Count);
        return new Dictionary<string, double>
        {
            ["get a pledge"] = await MedianAsync(i => coordinator.GetAsync($"pledges/{ids[i * 7919 % ids.Count]}")),
            ["first page of 50"] = await MedianAsync(_ => coordinator.GetAsync("pledges?limit=50")),
            ["page of 50 in the middle"] = await MedianAsync(_ => coordinator.GetAsync(middle)),
            ["page of one donor"] = await MedianAsync(i =>
                coordinator.GetAsync($"pledges?limit=10&donor={Donors[i % Donors.Length]}")
            ),
            ["page of one status"] = await MedianAsync(_ => coordinator.GetAsync("pledges?limit=50&status=Announced")),
            ["first page, nobody's token"] = await MedianAsync(_ => app.Anonymous.GetAsync("pledges?limit=30")),
        };
    }

    private static async Task<string> MiddlePageAsync(TestApp app, int count)
    {
        var page = "pledges?limit=50";
        for (var seen = 0; seen < count / 2; seen += 50)
        {
            var answer = (await app.Coordinator.GetAsync(page)).Expect(200).Read<Page<PledgeView>>();
            if (answer.Cursor is null)
                break;
            page = $"pledges?limit=50&cursor={Uri.EscapeDataString(answer.Cursor)}";
        }

        return page;
    }

    private static async Task<double> MedianAsync(Func<int, Task<ApiAnswer>> ask)
    {
        var times = new List<double>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            (await ask(i)).Expect(200);
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        return Statistics.Median(times);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : otherwise;
}
