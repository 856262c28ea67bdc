using System.Text.Json.Nodes;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>What happens, in one order, as each caller may see it.</summary>
public sealed class FeedTests(OneWorld one) : IClassFixture<OneWorld>
{
    private readonly World world = one.World;

    [Fact]
    public async Task Each_caller_reads_exactly_what_history_shows_that_caller()
    {
        var beginning = await world.NowAsync();
        var pledges = new List<string>();
        foreach (var disclosure in (string[])["public", "coalition", "restricted"])
            pledges.Add(await world.AnnounceAsync("NLD", disclosure));
        foreach (var id in pledges)
            await world.ReviewAsync(id);
        // One that all see from its second event on, and one that they see no more.
        pledges.Add(await world.AnnounceAsync("NLD", "restricted"));
        await world.DiscloseAsync("NLD", pledges[3], "public");
        pledges.Add(await world.AnnounceAsync("NLD"));
        await world.DispatchAsync();
        await world.DiscloseAsync("NLD", pledges[4], "restricted");
        await world.DispatchAsync();

        foreach (var who in FeedSteps.Callers)
        {
            var items = await world.ReadFeedAsync(who, beginning);
            foreach (var id in pledges)
            {
                var told = items.Where(i => (string)i["subject"]! == id).Select(Told).ToList();
                Assert.Equal((who, id, await HistoryAsync(world, who, id)), (who, id, string.Join('\n', told)));
            }

            Assert.All(items, i => Assert.Contains((string)i["subject"]!, pledges));
            Assert.Equal(items.Ids().Distinct(), items.Ids());
        }
    }

    [Fact]
    public async Task In_the_form_of_the_queues()
    {
        var beginning = await world.NowAsync();
        await world.FeedAsync("support-events");
        await world.AnnounceAsync("NLD");
        await world.DispatchAsync();

        var item = Assert.Single(await world.ReadFeedAsync(null, beginning));
        var message = Assert.Single(await world.FeedAsync("support-events"));
        Assert.Equal(Sorted(JsonNode.Parse(message)!), Sorted(item));
    }

    [Fact]
    public async Task What_is_narrowed_is_gone_and_what_is_widened_begins_there()
    {
        var beginning = await world.NowAsync();
        var id = await world.AnnounceAsync("NLD");
        await world.DispatchAsync();
        Assert.Equal([$"{id}/1"], (await world.ReadFeedAsync(null, beginning)).Ids());

        await world.DiscloseAsync("NLD", id, "restricted");
        // Also before the page has heard of it.
        Assert.Empty(await world.ReadFeedAsync(null, beginning));
        Assert.Empty(await world.ReadFeedAsync("donor:DNK", beginning));
        Assert.Equal([$"{id}/1"], (await world.ReadFeedAsync("donor:NLD", beginning)).Ids());
        await world.DispatchAsync();
        await world.DiscloseAsync("NLD", id, "coalition");
        await world.DispatchAsync();

        Assert.Empty(await world.ReadFeedAsync(null, beginning));
        // Its second event was for fewer: they count one less.
        Assert.Equal([$"{id}/1", $"{id}/2"], (await world.ReadFeedAsync("donor:DNK", beginning)).Ids());
        Assert.Equal(
            [$"{id}/1", $"{id}/2", $"{id}/3"],
            (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids()
        );
    }

    [Fact]
    public async Task By_type_donor_and_capability_and_in_pages_of_any_size()
    {
        var beginning = await world.NowAsync();
        var (dutch, danish) = (await world.AnnounceAsync("NLD"), await world.AnnounceAsync("DNK", kind: "drones"));
        await world.ReviewAsync(dutch);
        await world.AnnounceAsync("FRA", "restricted");
        await world.DispatchAsync();

        async Task<IEnumerable<string>> Asked(string filter) =>
            (await world.ReadFeedAsync(null, beginning, filter)).Ids();
        Assert.Equal([$"{dutch}/1", $"{dutch}/2"], await Asked("&donor=NLD"));
        Assert.Equal([$"{danish}/1"], await Asked("&capability=DRONE-FPV"));
        Assert.Equal([$"{dutch}/1", $"{danish}/1"], (await Asked("&type=pledge.announced")).Order(new ByIndex(dutch)));
        Assert.Equal([$"{dutch}/2"], await Asked("&type=ukraine-support.pledge.reviewed&donor=NLD"));
        Assert.Empty(await Asked("&donor=FRA"));
        Assert.Empty(await Asked("&donor=DNK&capability=AMMO-155"));
        var all = await Asked("");
        foreach (var limit in (int[])[1, 2, 3])
            Assert.Equal(all, (await world.ReadFeedAsync(null, beginning, limit: limit)).Ids());
        // Without a cursor the newest, oldest of them first.
        Assert.Equal(
            all.TakeLast(2),
            (await world.PageAsync(null, "events?limit=2"))["items"]!.AsArray().Select(i => (string)i!["id"]!)
        );
    }

    [Fact]
    public async Task Back_from_the_newest_in_pages_of_any_size()
    {
        var beginning = await world.NowAsync();
        foreach (var disclosure in (string[])["public", "restricted", "public", "public", "restricted", "public"])
            await world.AnnounceAsync("EST", disclosure);
        await world.DispatchAsync();

        foreach (var who in (string?[])[null, "coordinator:GBR"])
        {
            var all = (await world.ReadFeedAsync(who, beginning, "&donor=EST")).Ids().ToList();
            Assert.Equal(who is null ? 4 : 6, all.Count);
            for (var limit = 1; limit <= all.Count + 1; limit++)
                Assert.Equal((limit, string.Join(' ', all)), (limit, string.Join(' ', await BackAsync(who, limit))));
        }

        async Task<List<string>> BackAsync(string? who, int limit)
        {
            var (read, before) = (new List<string>(), "");
            while (true)
            {
                var page = await world.PageAsync(who, $"events?donor=EST&limit={limit}{before}");
                read.InsertRange(0, page["items"]!.AsArray().Select(i => (string)i!["id"]!));
                if ((string?)page["older"] is not { } older)
                    return read;
                Assert.Equal(limit, page["items"]!.AsArray().Count);
                before = $"&before={older}";
            }
        }
    }

    [Fact]
    public async Task A_page_goes_on_or_back_and_not_both()
    {
        var now = await world.NowAsync();
        var answer = await world.GetAsync(null, $"events?after={now}&before={now}");
        Assert.Equal(400, answer.Status);
        Assert.Contains("problem:both-ways", answer.Body, StringComparison.Ordinal);
        answer = await world.GetAsync(null, "events?before=nonsense");
        Assert.Equal(400, answer.Status);
        Assert.Contains("problem:bad-cursor", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_caller_may_not_see_leaves_no_trace()
    {
        var beginning = await world.NowAsync();
        var first = await world.AnnounceAsync("NLD");
        await world.DispatchAsync();
        await world.AnnounceAsync("NLD", "restricted");
        await world.DispatchAsync();

        var page = await world.PageAsync(null, $"events?after={beginning}&limit=1");
        Assert.Equal([$"{first}/1"], page["items"]!.AsArray().Select(i => (string)i!["id"]!));
        Assert.False((bool)page["more"]!);
        Assert.Equal(beginning.Length, ((string)page["cursor"]!).Length);
        Assert.True((bool)(await world.PageAsync("coordinator:GBR", $"events?after={beginning}&limit=1"))["more"]!);
    }

    [Theory]
    [InlineData("limit=0", "bad-limit")]
    [InlineData("limit=201", "bad-limit")]
    [InlineData("limit=two", "bad-limit")]
    [InlineData("donor=Holland", "unknown-value")]
    [InlineData("capability=TANKS", "unknown-value")]
    [InlineData("type=pledge", "unknown-value")]
    [InlineData("cursor=x", "unknown-parameter")]
    [InlineData("donor=NLD&donor=DNK", "repeated-parameter")]
    [InlineData("after=", "bad-cursor")]
    [InlineData("after=nonsense", "bad-cursor")]
    public async Task What_cannot_be_asked_is_refused(string query, string code)
    {
        foreach (var path in (string[])["events", "events/stream"])
        {
            // A stream has no pages.
            var expected = path == "events/stream" && code == "bad-limit" ? "unknown-parameter" : code;
            var answer = await world.GetAsync(null, $"{path}?{query}");
            Assert.Equal((path, 400), (path, answer.Status));
            Assert.Contains($"problem:{expected}\"", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cursor_of_a_list_or_older_than_the_feed_is_refused()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var old = await world.NowAsync();
        foreach (var donor in (string[])["NLD", "DNK"])
            await world.AnnounceAsync(donor);
        var list = JsonNode.Parse((await world.GetAsync(null, "pledges?limit=1")).Body)!["cursor"];
        Assert.Equal(400, (await world.GetAsync(null, $"events?after={list}")).Status);
        Assert.Equal(400, (await world.GetAsync(null, $"pledges?cursor={old}")).Status);

        world.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await world.GetAsync(null, $"events?after={old}")).Status);
        world.Time.Advance(TimeSpan.FromSeconds(4));
        var expired = await world.GetAsync(null, $"events?after={old}");
        Assert.Equal(410, expired.Status);
        Assert.Contains("problem:cursor-expired\"", expired.Body, StringComparison.Ordinal);
    }

    /// <summary>What history shows a caller of a pledge, in the words of <see cref="Told"/>.</summary>
    private static async Task<string> HistoryAsync(World world, string? who, string id)
    {
        var answer = await world.GetAsync(who, $"pledges/{id}/history?limit=200");
        if (answer.Status == 404)
            return "";
        var items = JsonNode.Parse(answer.Body)!["items"]!.AsArray();
        return string.Join(
            '\n',
            items.Select(i =>
                $"{id}/{i!["version"]} {i["version"]} ukraine-support.{i["type"]} {i["hash"]} {i["disclosure"]} {i["data"]!.ToJsonString()}"
            )
        );
    }

    private static string Told(JsonNode item) =>
        $"{item["id"]} {item["sequence"]} {item["type"]} {item["hash"]} {item["disclosure"]} {item["data"]!.ToJsonString()}";

    private static string Sorted(JsonNode item) =>
        string.Join(
            '\n',
            item.AsObject()
                .OrderBy(m => m.Key, StringComparer.Ordinal)
                .Select(m => $"{m.Key} {m.Value!.ToJsonString()}")
        );

    /// <summary>Aggregates in the order of their dispatch, which is theirs.</summary>
    private sealed class ByIndex(string first) : IComparer<string>
    {
        public int Compare(string? x, string? y) =>
            (x!.StartsWith(first, StringComparison.Ordinal) ? 0 : 1).CompareTo(
                y!.StartsWith(first, StringComparison.Ordinal) ? 0 : 1
            );
    }
}
