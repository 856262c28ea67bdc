using System.Text.Json.Nodes;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>Messages come twice, late and side by side, and processes die: the feed has each event once.</summary>
public sealed class FeedMessagesTests(OneWorld one) : IClassFixture<OneWorld>
{
    private readonly World world = one.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_message_twice_is_one_event()
    {
        var (id, beginning, messages) = await ThreeEventsAsync(world);
        foreach (var message in messages.Concat(messages))
            await world.Feed.FeedAsync(message, Cancel);
        await Task.WhenAll(messages.Select(m => world.Feed.FeedAsync(m, Cancel)));

        Assert.Equal(Ids(id), (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids());
    }

    [Fact]
    public async Task In_whatever_order_messages_come_an_aggregates_events_are_in_theirs()
    {
        var (id, beginning, messages) = await ThreeEventsAsync(world);
        foreach (var message in messages.Reverse())
            await world.Feed.FeedAsync(message, Cancel);
        Assert.Equal(Ids(id), (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids());

        var (other, _, more) = await ThreeEventsAsync(world);
        await Task.WhenAll(more.Reverse().Select(m => world.Feed.FeedAsync(m, Cancel)));
        Assert.Equal(Ids(id).Concat(Ids(other)), (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids());
    }

    [Fact]
    public async Task What_this_process_wrote_last_is_not_read_again()
    {
        var calls = new Calls();
        await using var own = await World.StartAsync(TimeProvider.System.GetUtcNow(), calls);
        // The first opens the feed.
        await own.AnnounceAsync("DNK");
        await own.DispatchAsync();
        var beginning = await own.NowAsync();
        async Task<int> CostAsync()
        {
            await own.OutboxAsync();
            var messages = await own.FeedAsync(PageSink.Queue);
            var before = calls.Made;
            foreach (var message in messages)
                await own.Feed.FeedAsync(message, Cancel);
            return calls.Made - before;
        }

        var id = await own.AnnounceAsync("NLD");
        var first = await CostAsync();
        await own.ReviewAsync(id, "start");
        var second = await CostAsync();

        // One transaction each.
        Assert.Equal((1, 1), (first, second));
        Assert.Equal([$"{id}/1", $"{id}/2"], (await own.ReadFeedAsync("coordinator:GBR", beginning)).Ids());
    }

    [Fact]
    public async Task An_event_whose_turn_came_long_ago_is_not_waited_for()
    {
        var (id, beginning, messages) = await ThreeEventsAsync(world);
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.Feed.FeedAsync(messages[2], Cancel);
        Assert.Equal([$"{id}/3"], (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids());

        await world.Feed.FeedAsync(messages[0], Cancel);
        await world.Feed.FeedAsync(messages[1], Cancel);
        Assert.Equal(
            [$"{id}/3", $"{id}/1", $"{id}/2"],
            (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids()
        );
    }

    [Fact]
    public async Task A_process_that_dies_at_any_call_between_message_and_feed_loses_and_doubles_nothing()
    {
        var beginning = await world.NowAsync();
        var expected = new List<string>();
        var finished = 0;
        for (var call = 1; finished < 2; call++)
        {
            foreach (var takesEffect in (bool[])[false, true])
            {
                var (id, _, messages) = await ThreeEventsAsync(world);
                expected.AddRange(Ids(id));
                var death = new DiesAt(call, takesEffect);
                await world.RestartAsync(death);
                try
                {
                    await world.Feed.FeedAsync(messages[2], Cancel);
                    finished++;
                }
                catch (Exception e) when (death.IsDead)
                {
                    Assert.NotNull(e);
                }

                await world.RestartAsync();
                // The message was not deleted: it comes again, with the others.
                foreach (var message in messages)
                    await world.Feed.FeedAsync(message, Cancel);
            }

            Assert.InRange(call, 1, 40);
        }

        Assert.Equal(expected, (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"subject": "pledge-0", "sequence": "1"}]""")]
    [InlineData("""[{"subject": "pledge-00000000000000000000000000000000", "sequence": "1"}]""")]
    public async Task What_is_no_event_fails_so_that_the_host_puts_it_aside(string message)
    {
        var beginning = await world.NowAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => world.Feed.FeedAsync(message, Cancel));
        Assert.Empty(await world.ReadFeedAsync("coordinator:GBR", beginning));
    }

    [Fact]
    public async Task One_of_a_message_that_fails_keeps_none_of_the_others_away()
    {
        var (id, beginning, messages) = await ThreeEventsAsync(world);
        var wrong = """[{"subject": "pledge-00000000000000000000000000000000", "sequence": "1"},""" + messages[2][1..];
        await Assert.ThrowsAnyAsync<Exception>(() => world.Feed.FeedAsync(wrong, Cancel));

        Assert.Equal(Ids(id), (await world.ReadFeedAsync("coordinator:GBR", beginning)).Ids());
    }

    private static IEnumerable<string> Ids(string id) => [$"{id}/1", $"{id}/2", $"{id}/3"];

    /// <summary>A pledge with three events, the cursor before them, and the messages to the page.</summary>
    private static async Task<(string Id, string Beginning, IReadOnlyList<string> Messages)> ThreeEventsAsync(
        World world
    )
    {
        var beginning = await world.NowAsync();
        var id = await world.AnnounceAsync("NLD", "restricted");
        await world.ReviewAsync(id, "start");
        await world.ReviewAsync(id);
        await world.OutboxAsync();
        // Some share a message; here each comes in one of its own.
        var events = (await world.FeedAsync(PageSink.Queue)).SelectMany(m => JsonNode.Parse(m)!.AsArray()).ToList();
        Assert.Equal(["1", "2", "3"], events.Select(e => (string)e!["sequence"]!));
        Assert.All(events, e => Assert.Null(e!["data"]));
        return (id, beginning, [.. events.Select(e => $"[{e!.ToJsonString()}]")]);
    }
}
