using System.Globalization;
using System.Text.Json.Nodes;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>What comes, as it comes, to each what that caller may see.</summary>
public sealed class EventStreamTests(OneWorld one) : IClassFixture<OneWorld>
{
    private readonly World world = one.World;

    [Fact]
    public async Task Each_listener_gets_what_the_feed_shows_it_and_nothing_else()
    {
        var beginning = await world.NowAsync();
        var streams = new List<(string? Who, WorldStream Stream)>();
        foreach (var who in FeedSteps.Callers)
            streams.Add((who, await WorldStream.OpenAsync(world, who)));
        foreach (var disclosure in (string[])["restricted", "coalition", "public"])
            await world.ReviewAsync(await world.AnnounceAsync("NLD", disclosure));
        await world.DispatchAsync();

        foreach (var (who, stream) in streams)
        {
            var feed = await world.ReadFeedAsync(who, beginning);
            await stream.UntilAsync(feed.Count);
            Assert.Equal(
                feed.Select(i => i.ToJsonString()),
                stream.Sent.Where(e => e.Data is not null).Select(e => JsonNode.Parse(e.Data!)!.ToJsonString())
            );
            var sent = stream.Sent.Where(e => e.Data is not null).ToList();
            Assert.All(sent, e => Assert.Equal((string)JsonNode.Parse(e.Data!)!["type"]!, e.Type));
            // All ids have one length: they say nothing.
            Assert.Single(sent.Select(e => e.Id!.Length).Distinct());
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_begins_with_how_to_come_back_and_beats_every_fifteen_seconds()
    {
        await using var stream = await WorldStream.OpenAsync(world, null);
        await stream.UntilAsync("it has begun", s => s.Sent.Count == 1);
        Assert.InRange(int.Parse(stream.Sent[0].Retry!, CultureInfo.InvariantCulture), 500, 1500);
        Assert.NotNull(stream.Sent[0].Id);

        for (var beat = 1; beat <= 3; beat++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(14.9));
            Assert.Equal(beat, stream.Sent.Count);
            world.Time.Advance(TimeSpan.FromSeconds(0.1));
            await stream.UntilAsync("its heart beats", s => s.Sent.Count == beat + 1);
            Assert.Equal("still here", stream.Sent[^1].Comment);
            Assert.NotNull(stream.Sent[^1].Id);
        }
    }

    [Fact]
    public async Task It_ends_in_order_and_the_next_one_goes_on_where_it_ended()
    {
        var beginning = await world.NowAsync();
        var heard = new List<string>();
        var last = beginning;
        for (var round = 0; round < 3; round++)
        {
            var stream = await WorldStream.OpenAsync(world, null, last: last);
            await world.AnnounceAsync("NLD");
            await world.DispatchAsync();
            await stream.UntilAsync(round == 0 ? 1 : 2);
            world.Time.Advance(TimeSpan.FromSeconds(200));
            await stream.UntilAsync("it has ended", s => s.HasEnded);
            Assert.Equal("until soon", stream.Sent[^1].Comment);
            heard.AddRange(stream.Ids);
            last = stream.LastId;
            await stream.DisposeAsync();
            // While nobody listens.
            await world.AnnounceAsync("DNK");
            await world.DispatchAsync();
        }

        Assert.Equal((await world.ReadFeedAsync(null, beginning)).Ids().SkipLast(1), heard);
    }

    [Fact]
    public async Task A_token_that_expires_ends_it()
    {
        await using var stream = await WorldStream.OpenAsync(world, "donor:NLD 60");
        world.Time.Advance(TimeSpan.FromSeconds(80));
        Assert.False(stream.HasEnded);
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await stream.UntilAsync("it has ended", s => s.HasEnded);
    }

    [Fact]
    public async Task By_type_donor_and_capability()
    {
        await using var dutch = await WorldStream.OpenAsync(world, null, "?donor=NLD&type=pledge.reviewed");
        await using var drones = await WorldStream.OpenAsync(world, null, "?capability=DRONE-FPV");
        var ids = new[] { await world.AnnounceAsync("NLD"), await world.AnnounceAsync("DNK", kind: "drones") };
        foreach (var id in ids)
            await world.ReviewAsync(id);
        await world.DispatchAsync();

        await dutch.UntilAsync(1);
        await drones.UntilAsync(2);
        Assert.Equal([$"{ids[0]}/2"], dutch.Ids);
        Assert.Equal([$"{ids[1]}/1", $"{ids[1]}/2"], drones.Ids);
    }

    [Fact]
    public async Task One_who_does_not_read_holds_up_nobody_and_misses_nothing()
    {
        var beginning = await world.NowAsync();
        await using var slow = await WorldStream.OpenAsync(world, "coordinator:GBR", isSlow: true);
        await using var quick = await WorldStream.OpenAsync(world, "coordinator:GBR");
        // More than is kept for one, and than fits between.
        var count = Listening.Kept + 100;
        for (var i = 0; i < count; i++)
            await world.AnnounceAsync("NLD");
        await world.DispatchAsync(atOnce: 16);

        await quick.UntilAsync(count);
        slow.Read();
        await slow.UntilAsync(count);
        var feed = (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids().ToList();
        Assert.Equal(count, feed.Count);
        Assert.Equal(feed, quick.Ids);
        Assert.Equal(feed, slow.Ids);
    }

    [Fact]
    public async Task What_another_process_appended_comes_too()
    {
        await using var stream = await WorldStream.OpenAsync(world, null);
        var id = await world.AnnounceAsync("NLD");
        await world.OutboxAsync();
        var message = Assert.Single(await world.FeedAsync("support-events-page"));
        await world.AsAnotherProcessAsync(feed => feed.FeedAsync(message, TestContext.Current.CancellationToken));

        await Poll.UntilAsync(
            "it has come",
            () =>
            {
                world.Time.Advance(FeedWatch.Pause);
                return Task.FromResult(stream.Ids.Count == 1);
            }
        );
        Assert.Equal([$"{id}/1"], stream.Ids);
    }

    [Fact]
    public async Task Who_is_told_is_not_told_by_a_record_that_was_narrowed_meanwhile()
    {
        await using var stream = await WorldStream.OpenAsync(world, null);
        await using var whole = await WorldStream.OpenAsync(world, "coordinator:GBR");
        var id = await world.AnnounceAsync("NLD");
        await world.DiscloseAsync("NLD", id, "restricted");
        var other = await world.AnnounceAsync("DNK");
        await world.DispatchAsync();

        await whole.UntilAsync(3);
        await stream.UntilAsync(1);
        Assert.Equal([$"{other}/1"], stream.Ids);
    }

    [Fact]
    public async Task However_many_listen_storage_is_not_asked_for_them()
    {
        var calls = new Calls();
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow(), calls);
        var streams = new List<WorldStream>();
        async Task<int> CostAsync()
        {
            await world.AnnounceAsync("NLD");
            await world.OutboxAsync();
            var (before, heard) = (calls.Made, streams.ConvertAll(s => s.Ids.Count));
            foreach (var message in await world.FeedAsync("support-events-page"))
                await world.Feed.FeedAsync(message, TestContext.Current.CancellationToken);
            foreach (var (stream, count) in streams.Zip(heard))
                await stream.UntilAsync(count + 1);
            return calls.Made - before;
        }

        await CostAsync();
        streams.Add(await WorldStream.OpenAsync(world, null));
        var one = await CostAsync();
        for (var i = 0; i < 20; i++)
            streams.Add(await WorldStream.OpenAsync(world, FeedSteps.Callers[i % FeedSteps.Callers.Length]));
        var many = await CostAsync();
        foreach (var stream in streams)
            await stream.DisposeAsync();

        Assert.Equal(one, many);
    }
}
