using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// One history of the coalition, lived in two worlds: with and without restricted serials, commitments of another
/// nation and calls to others. Who may not see them reads the same in both, and is refused the same.
/// </summary>
public sealed class CoalitionTwins
{
    private static readonly Dictionary<string, string> Dashboards = new()
    {
        ["all"] = "public",
        ["allies"] = "coalition",
    };

    private static readonly string?[] Callers =
    [
        null,
        "observer",
        "observer:POL",
        "donor:DNK",
        "donor:NOR",
        "administrator",
    ];

    [Fact]
    public async Task Nothing_that_others_read_differs_with_and_without_what_is_restricted()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var with = new Life(await World.StartAsync(now, dashboards: Dashboards), secret: true);
        await using var without = new Life(await World.StartAsync(now, dashboards: Dashboards), secret: false);
        await with.LiveAsync();
        await without.LiveAsync();

        Assert.Equal(without.Told, with.Told);
        foreach (var caller in Callers)
        {
            foreach (var path in with.Paths())
                Assert.Equal(
                    $"{caller} {path} {Masked(await without.World.GetAsync(caller, path))}",
                    $"{caller} {path} {Masked(await with.World.GetAsync(caller, path))}"
                );
        }

        foreach (var dashboard in Dashboards.Keys)
        {
            var told = await with.World.FeedAsync($"support-events-{dashboard}");
            Assert.NotEmpty(told);
            Assert.Equal(
                (await without.World.FeedAsync($"support-events-{dashboard}")).Select(Mask),
                told.Select(Mask)
            );
        }

        // What is there is there: the secret world has more for those who see all.
        var all = await with.World.GetAsync("coordinator:GBR", "coalition/commitments");
        Assert.Equal(3, JsonNode.Parse(all.Body)!["items"]!.AsArray().Count);
    }

    internal static string Masked(WorldAnswer answer) =>
        $"{answer.Status} {answer.ETag} {answer.Location} {Mask(answer.Body)}";

    internal static string Mask(string body) =>
        Regex.Replace(
            Regex.Replace(body, "\"(hash|previousHash)\":\"[^\"]*\"", "\"$1\":\"\""),
            "(?<=\"cursor\":\")[^\"]*",
            m => $"{m.Length} characters"
        );

    private sealed class Life(World world, bool secret) : IAsyncDisposable
    {
        private readonly List<string> _forces = [];
        private readonly List<string> _calls = [];

        public World World => world;

        /// <summary>What those who do not see all were answered when they wrote.</summary>
        public List<string> Told { get; } = [];

        public ValueTask DisposeAsync() => world.DisposeAsync();

        public async Task LiveAsync()
        {
            await PutAsync(1000, 700);
            await PutAsync(1000, 900);
            var call = await CallAsync("DNK", "open");
            var hidden = secret ? await CallAsync("LTU", "secret") : null;
            await PutAsync(1200, 900);
            await PutAsync(1200, null);
            var danish = await OfferAsync("DNK", "coalition", 300, call);
            await StepAsync("coordinator:GBR", danish, "review", new { decision = "accept", reason = "Good" });
            if (secret)
                await OfferAsync("LTU", "restricted", 100, hidden, danish);
            // Another one is to be relieved by it in secret: to Norway it is free.
            var norwegian = await OfferAsync("NOR", "public", 90);
            await StepAsync("donor:NOR", norwegian, "amendment", new { reason = "Later", successor = danish });
            await StepAsync("donor:NOR", norwegian, "amendment", new { reason = "Open", disclosure = "coalition" });
            await StepAsync("donor:NOR", norwegian, "amendment", new { reason = "Later", successor = danish });
            await StepAsync("donor:NOR", norwegian, "amendment", new { reason = "Secret", serials = new[] { "R1" } });
            if (hidden is not null)
                foreach (var donor in (string[])["DNK", "NOR"])
                    Assert.Equal(
                        404,
                        (
                            await SendAsync($"donor:{donor}", $"coalition/calls/{hidden}/decline", new { reason = "x" })
                        ).Status
                    );
            await StepAsync("donor:DNK", danish, "withdrawal", new { reason = "Needed at home" });
            await world.DispatchAsync();
        }

        public IEnumerable<string> Paths()
        {
            yield return "coalition/requirements";
            yield return "coalition/requirements/history";
            foreach (var n in Enumerable.Range(1, 9))
                yield return $"coalition/requirements/{n}";
            foreach (
                var query in (string[])
                    ["", "?nation=DNK", "?status=Withdrawn", "?domain=land", "?serial=P1", "?limit=1"]
            )
                yield return $"coalition/commitments{query}";
            foreach (var id in _forces)
            {
                yield return $"coalition/commitments/{id}";
                yield return $"coalition/commitments/{id}/history";
            }

            yield return "coalition/calls";
            foreach (var id in _calls)
            {
                yield return $"coalition/calls/{id}";
                yield return $"coalition/calls/{id}/history";
                yield return $"coalition/commitments?call={id}";
            }
        }

        private async Task PutAsync(int open, int? hidden)
        {
            static object Serial(string id, string phase, int strength, string disclosure) =>
                new
                {
                    id,
                    phase,
                    forceElement = "Battalion",
                    domain = "land",
                    strength,
                    ntmDays = 30,
                    basing = new[] { "inUkraine" },
                    fromDay = 10,
                    sustainMonths = 24,
                    critical = true,
                    disclosure,
                };
            object Phase(string id) =>
                new
                {
                    id,
                    title = $"Phase {id}",
                    fromDay = 0,
                    months = 12,
                };
            var more = secret && hidden is not null;
            var put = await world.SendAsync(
                "coordinator:GBR",
                "PUT",
                "coalition/requirements",
                new
                {
                    phases = more ? [Phase("one"), Phase("hidden")] : new[] { Phase("one") },
                    serials = more
                        ?
                        [
                            Serial("L1", "one", open, "coalition"),
                            Serial("P1", "one", 100, "public"),
                            Serial("R1", "hidden", hidden!.Value, "restricted"),
                        ]
                        : new[] { Serial("L1", "one", open, "coalition"), Serial("P1", "one", 100, "public") },
                    reason = "As planned",
                },
                null
            );
            Assert.InRange(put.Status, 200, 201);
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        private async Task<string> CallAsync(string nation, string key)
        {
            var deadline = world.Time.GetUtcNow().AddDays(9).ToString("O");
            var call = await world.SendAsync(
                "coordinator:GBR",
                "POST",
                "coalition/calls",
                new { deadline, nations = new[] { nation } },
                $"call-{key}"
            );
            Assert.Equal(201, call.Status);
            _calls.Add(call.Id);
            return call.Id;
        }

        private async Task<string> OfferAsync(
            string nation,
            string disclosure,
            int from,
            string? call = null,
            string? successor = null
        )
        {
            var day = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime).AddDays(from);
            var made = await world.SendAsync(
                $"donor:{nation}",
                "POST",
                "coalition/commitments",
                new
                {
                    nation,
                    forceElement = "Battalion",
                    domain = "land",
                    strength = 500,
                    ntmDays = 20,
                    from = day,
                    to = day.AddDays(300),
                    basing = new[] { "inUkraine" },
                    mandate = new { status = "notRequired" },
                    serials = new[] { "P1" },
                    disclosure,
                    call,
                    successor,
                },
                $"force-{nation}"
            );
            Assert.True(made.Status == 201, made.Body);
            _forces.Add(made.Id);
            if (nation != "LTU")
                Told.Add(Masked(made));
            return made.Id;
        }

        private async Task StepAsync(string who, string force, string step, object body)
        {
            var answer = await SendAsync(who, $"coalition/commitments/{force}/{step}", body);
            if (!who.StartsWith("coordinator", StringComparison.Ordinal))
                Told.Add($"{step} {Masked(answer)}");
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await world.DispatchAsync();
        }

        private Task<WorldAnswer> SendAsync(string who, string path, object body) =>
            world.SendAsync(who, "POST", path, body, $"{path}-{Told.Count}");
    }
}
