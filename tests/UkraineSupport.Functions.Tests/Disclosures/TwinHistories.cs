using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Disclosures;

/// <summary>
/// Random histories, lived in two worlds: with and without what is restricted (pledges, requirements, signals, and
/// what is allocated of or to them). Whoever may not see that reads the same in both: views, lists, histories,
/// totals, shares, refusals and the feed. What differs by a release (docs/decisions/0017-releases.md) is masked, or
/// not done, by its name.
/// </summary>
public sealed class TwinHistories
{
    private const string Capability = "AMMO-155";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Dashboards, each with its level.</summary>
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
        "donor:LTU",
        "administrator",
    ];

    private static int Iterations =>
        int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), CultureInfo.InvariantCulture, out var n)
            ? Math.Max(1, n / 20)
            : 1;

    [Fact]
    public Task Nothing_that_others_read_differs_with_and_without_what_is_restricted() =>
        Gen.Select(Gen.Int[0, 7], Gen.Bool, Gen.Int[0, 9], Gen.Int[0, 9])
            .Array[14, 22]
            .SampleAsync(CompareAsync, iter: Iterations, threads: 1);

    /// <summary>The situations that issue 10 names, in one history: so that each run has them.</summary>
    [Fact]
    public Task Nothing_differs_where_a_gap_closes_in_secret_and_a_secret_need_takes_of_a_public_pledge() =>
        CompareAsync([
            (0, false, 9, 0),
            (0, true, 9, 0),
            (1, false, 3, 0),
            (1, true, 3, 0),
            (4, false, 5, 2),
            (4, true, 5, 4),
            (2, true, 0, 1),
            (2, false, 1, 0),
            (2, true, 4, 0),
            (7, true, 0, 0),
            (3, false, 2, 0),
            (3, true, 2, 0),
            (5, false, 3, 0),
            (4, true, 1, 1),
            (6, false, 0, 0),
        ]);

    private static async Task CompareAsync((int Kind, bool Secret, int A, int B)[] steps)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var with = new Life(await World.StartAsync(now, dashboards: Dashboards));
        await using var without = new Life(await World.StartAsync(now, dashboards: Dashboards));
        foreach (var life in (Life[])[with, without])
            await life.BeginAsync();
        for (var i = 0; i < steps.Length; i++)
        {
            var (kind, secret, a, b) = steps[i];
            var plan = with.Plan(kind, secret, a, b);
            if (plan is null)
                continue;
            var answer = await with.DoAsync(plan, i);
            if (plan.Secret)
            {
                without.World.Time.Advance(Life.Pause);
                continue;
            }

            // What a caller is told when it writes is read, too.
            var other = await without.DoAsync(plan, i);
            Assert.Equal(Masked(other, plan.SeesAll), Masked(answer, plan.SeesAll));
        }

        var paths = await with.PathsAsync();
        foreach (var caller in Callers)
        {
            foreach (var path in paths)
                await SameAsync(caller, path, path);
            // A gap's id may be another; what is listed is the same, and in the same order.
            var gaps = await with.GapsAsync(caller);
            var others = await without.GapsAsync(caller);
            Assert.Equal(others.Count, gaps.Count);
            foreach (var (gap, other) in gaps.Zip(others))
            {
                await SameAsync(caller, $"gaps/{gap}", $"gaps/{other}");
                await SameAsync(caller, $"gaps/{gap}/history?limit=200", $"gaps/{other}/history?limit=200");
            }
        }

        foreach (var queue in Dashboards.Keys)
            Assert.Equal(await FeedAsync(without.World, queue), await FeedAsync(with.World, queue));

        async Task SameAsync(string? caller, string path, string other) =>
            Assert.Equal(
                ($"{caller} {path}", Masked(await without.World.GetAsync(caller, other))),
                ($"{caller} {path}", Masked(await with.World.GetAsync(caller, path)))
            );
    }

    /// <summary>What a dashboard is told of each record, in the order of its numbers, and of which records.</summary>
    private static async Task<string> FeedAsync(World world, string queue)
    {
        var told = (await world.FeedAsync($"support-events-{queue}")).Select(m => JsonNode.Parse(m)!).ToList();
        var records = told.GroupBy(m => (string)m["subject"]!)
            .Select(r => string.Join('\n', r.OrderBy(m => int.Parse((string)m["sequence"]!, Invariant)).Select(Text)));
        return string.Join('\n', records.Select(Mask).Order(StringComparer.Ordinal));

        static string Text(JsonNode message) =>
            Regex.Replace(message.ToJsonString(), "\"id\":\"[^\"]*\"", "\"id\":\"\"");
    }

    /// <param name="answer">What was answered.</param>
    /// <param name="all">To somebody who sees all there is, and counts it.</param>
    private static string Masked(WorldAnswer answer, bool all = false)
    {
        var text = Mask($"{answer.Status} {answer.ETag} {answer.Location} {answer.Body}");
        return all
            ? Regex.Replace(text, "\"(version|pledgeVersion|foundVersion)\":\\d+|(?<=^\\d+ )\"[^\"]*\"", "$1")
            : text;
    }

    /// <summary>
    /// Without what is another in any two worlds (ids of gaps, which count up; hashes, which are salted), and without
    /// what the release <c>numbers</c> lets differ.
    /// </summary>
    private static string Mask(string body)
    {
        var gaps = new List<string>();
        var text = Regex.Replace(
            body,
            "gap-[0-9a-f]+",
            m =>
            {
                if (!gaps.Contains(m.Value))
                    gaps.Add(m.Value);
                return $"gap#{gaps.IndexOf(m.Value)}";
            }
        );
        text = Regex.Replace(text, "\"(hash|previousHash)\":\"[^\"]*\"", "\"$1\":\"\"");
        return Regex.Replace(text, "\"(n|delivery)\":\\d+", "\"$1\":0");
    }

    /// <summary>One step as both worlds take it.</summary>
    private sealed record Step(
        bool Secret,
        int Kind,
        string? Pledge,
        string? Need,
        decimal Quantity,
        string Donor,
        int B
    )
    {
        /// <summary>Coordinators and the recipient take it, who see all.</summary>
        public bool SeesAll => Kind is 1 or 2 or 4 or 7;
    }

    /// <summary>A world, and what was made in it.</summary>
    private sealed class Life(World world) : IAsyncDisposable
    {
        private readonly List<(string Id, string Donor, bool Secret)> _pledges = [];
        private readonly List<(string Id, bool Secret)> _needs = [];
        private readonly List<string> _signals = [];
        private readonly HashSet<string> _filled = [];
        private readonly HashSet<string> _ended = [];
        private readonly HashSet<string> _used = [];

        /// <summary>From one step to the next.</summary>
        public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

        public World World => world;

        public ValueTask DisposeAsync() => world.DisposeAsync();

        /// <summary>Something is expected of the United States, and is known to all.</summary>
        public async Task BeginAsync()
        {
            var month = world.Time.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var to = world.Time.GetUtcNow().AddMonths(4).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var put = await world.SendAsync(
                "coordinator:GBR",
                "PUT",
                $"us-deliveries/baselines/{Capability}",
                new
                {
                    method = "Mean",
                    authority = "USAI",
                    source = "Ministry",
                    disclosure = "public",
                    months = new[]
                    {
                        new
                        {
                            month,
                            to,
                            quantity = 1000,
                        },
                    },
                },
                null
            );
            Assert.Equal(201, put.Status);
            await world.SettleAsync(Capability);
        }

        /// <summary>What a random step means here; null when nothing.</summary>
        public Step? Plan(int kind, bool secret, int a, int b)
        {
            var pledges = _pledges.Where(p => !_ended.Contains(p.Id)).ToList();
            // Some of a pledge that all see may go to a need that they do not see; that is the Dutch one's then.
            var ofSort = pledges.Where(p => secret ? p.Secret || p.Donor == "NLD" : !p.Secret).ToList();
            var needs = _needs.Where(n => secret || !n.Secret).ToList();
            var pledge = ofSort.Count == 0 ? default : ofSort[b % ofSort.Count];
            var need = needs.Count == 0 ? default : needs[a % needs.Count];
            var step = new Step(secret, kind, pledge.Id, need.Id, 10 + a, b % 2 == 0 ? "NLD" : "LTU", b);
            switch (kind)
            {
                case 0:
                    return step with { Donor = secret ? "FRA" : step.Donor };
                case 1 or 4 or 5 or 7:
                    return step;
                case 2:
                    // Released as refused-allocation: what a secret part filled takes no more.
                    return
                        pledge.Id is null
                        || need.Id is null
                        || (secret && !pledge.Secret && !need.Secret)
                        || _filled.Contains(need.Id)
                        ? null
                        : step;
                case 3:
                    // A tranche is of one sort, and it is clear here of which.
                    return _used.Contains($"{pledge.Id} {secret}") && !_used.Contains($"{pledge.Id} {!secret}")
                        ? step
                        : null;
                default:
                    return secret || pledge.Id is null || pledge.Donor == "NLD" ? null : step;
            }
        }

        public async Task<WorldAnswer> DoAsync(Step step, int i)
        {
            var key = $"{(step.Secret ? "secret" : "open")}-{i}";
            var answer = step.Kind switch
            {
                0 => await PledgeAsync(step, key),
                1 => await NeedAsync(step, key),
                2 => await AllocateAsync(step, step.Quantity, key),
                3 => await DeliverAsync(step, key),
                4 => await SignalAsync(step, key),
                5 => await OfferAsync(step, key),
                7 => await FillGapAsync(step, key),
                _ => await WithdrawAsync(step, key),
            };
            await world.SettleAsync(Capability);
            world.Time.Advance(Pause);
            return answer;
        }

        /// <summary>The gaps that a caller sees, as they are listed.</summary>
        public async Task<List<string>> GapsAsync(string? caller)
        {
            var page = JsonNode.Parse((await world.GetAsync(caller, "gaps?limit=200")).Body)!;
            return [.. page["items"]!.AsArray().Select(g => (string)g!["id"]!)];
        }

        /// <summary>All that there is to read, of secret things too: to others they are not there.</summary>
        public async Task<List<string>> PathsAsync()
        {
            List<string> paths =
            [
                "pledges?limit=200",
                "pledges?donor=NLD&limit=200",
                $"pledges?capability={Capability}&limit=200",
                "pledges?kind=munitions&limit=3",
                "pledges?status=Formalised&limit=200",
                "pledges?status=InDelivery&limit=200",
                "pledges?status=Withdrawn&limit=200",
                "pledges?status=Completed&limit=200",
                "requirements?limit=200",
                $"requirements?capability={Capability}&status=PartiallyFilled&limit=200",
                "requirements?status=Open&limit=200",
                "requirements?status=Filled&limit=200",
                "gaps?limit=200",
                "gaps?status=Closed&limit=200",
                "gaps?status=Projected&limit=200",
                "gaps?status=PartiallyBackfilled&limit=200",
                "us-deliveries",
                $"us-deliveries/{Capability}",
                $"us-deliveries/{Capability}/history?limit=200",
                "us-deliveries/signals?limit=200",
                "insights/ledgers",
                "insights/shares",
                "backfill/plans",
            ];
            foreach (var (id, _, _) in _pledges)
            {
                paths.AddRange([$"pledges/{id}", $"pledges/{id}/history?limit=200"]);
                var whole = JsonNode.Parse((await world.GetAsync("coordinator:GBR", $"pledges/{id}")).Body)!;
                paths.AddRange(whole["allocations"]!.AsArray().Select(a => $"pledges/{id}/allocations/{a!["id"]}"));
            }

            foreach (var (id, _) in _needs)
                paths.AddRange([$"requirements/{id}", $"requirements/{id}/history?limit=200"]);
            foreach (var id in _signals)
                paths.AddRange([$"us-deliveries/signals/{id}", $"us-deliveries/signals/{id}/history"]);
            return paths;
        }

        private async Task<WorldAnswer> PledgeAsync(Step step, string key)
        {
            var body = Bodies.Pledge(step.Donor, quantity: 2000, disclosure: step.Secret ? "restricted" : "public");
            var made = await world.SendAsync($"donor:{step.Donor}", "POST", "pledges", body, key);
            await world.SendAsync(
                "coordinator:GBR",
                "POST",
                $"pledges/{made.Id}/review",
                Bodies.Decision("accept"),
                $"{key}-r"
            );
            var signed = await world.SendAsync(
                $"donor:{step.Donor}",
                "POST",
                $"pledges/{made.Id}/formalisation",
                Bodies.Formalisation(),
                $"{key}-f"
            );
            Assert.Equal((201, 200), (made.Status, signed.Status));
            _pledges.Add((made.Id, step.Donor, step.Secret));
            return made;
        }

        private async Task<WorldAnswer> NeedAsync(Step step, string key)
        {
            var body = Bodies.Requirement(Capability, 100 + (10 * step.Quantity));
            body["disclosure"] = step.Secret ? "restricted" : "public";
            var made = await world.SendAsync("recipient:UKR", "POST", "requirements", body, key);
            await world.SendAsync(
                "coordinator:GBR",
                "POST",
                $"requirements/{made.Id}/validation",
                Bodies.Decision("accept"),
                $"{key}-v"
            );
            _needs.Add((made.Id, step.Secret));
            return made;
        }

        private async Task<WorldAnswer> AllocateAsync(Step step, decimal quantity, string key)
        {
            var answer = await world.SendAsync(
                "coordinator:GBR",
                "POST",
                $"pledges/{step.Pledge}/allocations",
                new
                {
                    line = 1,
                    quantity,
                    requirement = step.Need,
                    despite = "For the test",
                },
                key
            );
            if (answer.Status == 201)
                _used.Add($"{step.Pledge} {step.Secret}");
            return answer with { Body = answer.Status == 201 ? "" : answer.Body };
        }

        /// <summary>
        /// A tranche of what was allocated in that sort of step: planned, sent, handed over, received.
        /// </summary>
        private async Task<WorldAnswer> DeliverAsync(Step step, string key)
        {
            var donor = _pledges.Find(p => p.Id == step.Pledge).Donor;
            var whole = JsonNode.Parse((await world.GetAsync($"donor:{donor}", $"pledges/{step.Pledge}")).Body)!;
            var due = world.Time.GetUtcNow().AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            // A tranche takes what is allocated first; of the secret sort only where nothing else waits.
            var answer = await world.SendAsync(
                $"donor:{donor}",
                "POST",
                $"pledges/{step.Pledge}/deliveries",
                new
                {
                    line = 1,
                    quantity = 5,
                    due,
                },
                key
            );
            if (answer.Status != 201)
                return answer with { Body = "" };
            var n = answer.Location!.Split('/')[^1];
            foreach (var status in (string[])["Dispatched", "HandedOver"])
                await world.SendAsync(
                    $"donor:{donor}",
                    "POST",
                    $"pledges/{step.Pledge}/deliveries/{n}/status",
                    new { status },
                    $"{key}-{status}"
                );
            await world.SendAsync(
                "recipient:UKR",
                "POST",
                $"pledges/{step.Pledge}/deliveries/{n}/receipt",
                new { received = 5 },
                $"{key}-receipt"
            );
            return answer with { Body = "", Location = null };
        }

        private async Task<WorldAnswer> SignalAsync(Step step, string key)
        {
            var from = world
                .Time.GetUtcNow()
                .AddMonths(step.B % 5)
                .ToString("yyyy-MM-01", CultureInfo.InvariantCulture);
            var until = world
                .Time.GetUtcNow()
                .AddMonths((step.B % 5) + 1)
                .ToString("yyyy-MM-20", CultureInfo.InvariantCulture);
            var answer = await world.SendAsync(
                "coordinator:GBR",
                "POST",
                "us-deliveries/signals",
                new
                {
                    kind = "reduce",
                    factor = (step.Quantity - 5) / 20,
                    from,
                    until,
                    scope = new[] { Capability },
                    source = "Announcement",
                    disclosure = step.Secret ? "restricted" : "public",
                },
                key
            );
            Assert.Equal(201, answer.Status);
            _signals.Add(answer.Id);
            return answer;
        }

        /// <summary>A donor offers for the first gap that it sees open, or last saw at all.</summary>
        private async Task<WorldAnswer> OfferAsync(Step step, string key)
        {
            var seen = JsonNode.Parse((await world.GetAsync("donor:LTU", "gaps?limit=200")).Body)!["items"]!.AsArray();
            if (step.Secret || seen.Count == 0)
                return new(0, "", null, null);
            var gap = (string)seen[step.B % seen.Count]!["id"]!;
            return await world.SendAsync(
                "donor:LTU",
                "POST",
                $"gaps/{gap}/offers",
                Bodies.Pledge("LTU", quantity: 30, disclosure: "public"),
                key
            );
        }

        /// <summary>All that is open of the first gap is allocated, in secret from a restricted pledge.</summary>
        private async Task<WorldAnswer> FillGapAsync(Step step, string key)
        {
            var seen = JsonNode.Parse((await world.GetAsync(null, "gaps?limit=200")).Body)!["items"]!.AsArray();
            var pledge = _pledges.Find(p => p.Secret && !_ended.Contains(p.Id)).Id;
            if (!step.Secret || pledge is null || seen.FirstOrDefault(g => (decimal)g!["open"]! > 0) is not { } gap)
                return new(0, "", null, null);
            var answer = await world.SendAsync(
                "coordinator:GBR",
                "POST",
                $"pledges/{pledge}/allocations",
                new
                {
                    line = 1,
                    quantity = Math.Min(2000, (decimal)gap["open"]!),
                    gap = (string)gap["id"]!,
                    despite = "For the test",
                },
                key
            );
            return answer;
        }

        private async Task<WorldAnswer> WithdrawAsync(Step step, string key)
        {
            var donor = _pledges.Find(p => p.Id == step.Pledge).Donor;
            _ended.Add(step.Pledge!);
            return await world.SendAsync(
                $"donor:{donor}",
                "POST",
                $"pledges/{step.Pledge}/withdrawal",
                new { reason = "Needed at home" },
                key
            );
        }
    }
}
