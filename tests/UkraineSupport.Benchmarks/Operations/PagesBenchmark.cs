using System.Globalization;
using System.Text.Json.Nodes;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Benchmarks.Operations;

/// <summary>
/// Does a page cost more with 100,000 pledges behind it than with 1,000? The rows of lists are put as the app puts
/// them, copies of real ones under ids of their own; pages are asked through the app's functions, in one process, each
/// size on a real Azurite of its own with its tables in memory.
/// </summary>
internal sealed class PagesBenchmark : IBenchmark
{
    private const int Few = 1_000;
    private static readonly string[] Donors = ["NLD", "DNK", "NOR", "POL", "EST", "SWE", "FIN", "DEU", "FRA", "GBR"];

    private static readonly Question[] Questions =
    [
        new("first page of 50", "coordinator:POL", "pledges?limit=50"),
        new("first page, without a token", null, "pledges?limit=50"),
        new("page of one donor", "coordinator:POL", "pledges?limit=50&donor=EST"),
        new("page by donor, own and others'", "donor:EST", "pledges?limit=50&donor=EST"),
        new("page by donor and status", "coordinator:POL", "pledges?limit=50&donor=EST&status=Announced"),
        new("ledgers", null, "insights/ledgers"),
    ];

    private readonly int _many = int.TryParse(
        Environment.GetEnvironmentVariable("BENCH_PLEDGES"),
        NumberStyles.Integer,
        CultureInfo.InvariantCulture,
        out var value
    )
        ? value
        : 100_000;

    public string Name => "pages";

    public async Task RunAsync(Action<string> say)
    {
        await using var few = await WorldAsync(Few);
        await using var many = await WorldAsync(_many);
        await PageTimes.SayAsync(say, Questions, (Few, few), (_many, many));
    }

    private static async Task<World> WorldAsync(int pledges)
    {
        var world = await World.StartAsync(TimeProvider.System.GetUtcNow(), apart: true);
        await PutAsync(world, await BodiesAsync(world), 1, pledges);
        return world;
    }

    /// <summary>An entry of each donor, as the app lists it.</summary>
    private static async Task<Dictionary<string, string>> BodiesAsync(World world)
    {
        var bodies = new Dictionary<string, string>();
        var lists = world.Get<ListIndex>();
        foreach (var donor in Donors)
        {
            var answer = await world.SendAsync($"donor:{donor}", "POST", "pledges", Wishes.Pledge(donor), null);
            await foreach (var row in lists.AllAsync("pledge", new("donor", donor), CancellationToken.None))
                bodies[donor] = row.Body!;
            if (!bodies.ContainsKey(donor))
                throw new InvalidOperationException(answer.Body);
        }

        return bodies;
    }

    private static Task PutAsync(World world, Dictionary<string, string> bodies, int from, int to) =>
        Parallel.ForAsync(
            from,
            to + 1,
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (number, cancel) =>
            {
                var (donor, id) = (Donors[number % Donors.Length], $"pledge-{number:D32}");
                var body = JsonNode.Parse(bodies[donor])!;
                body["all"]!["id"] = id;
                var entry = new ListEntry(
                    id,
                    number + 100,
                    1,
                    number % 3 == 0 ? Disclosure.Public : Disclosure.Coalition,
                    donor,
                    [Tag.All, new("donor", donor), new("status", number % 7 == 0 ? "Accepted" : "Announced")],
                    body.ToJsonString()
                );
                await world.Get<ListIndex>().PutAsync(1, entry, isNew: true, cancel);
            }
        );
}
