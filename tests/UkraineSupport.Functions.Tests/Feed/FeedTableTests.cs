using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>The feed as it is stored: each event once, without holes, in segments that go when they are old.</summary>
public sealed class FeedTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_several_segments_each_stands_once_without_holes()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var table = world.Get<FeedTable>();
        var events = Events(world, 2100);
        foreach (var part in events.Chunk(300))
            await table.AddAsync(part);
        // Again, those of full segments too, and by a process that remembers nothing.
        await table.AddAsync(events[..10]);
        await world.RestartAsync();
        table = world.Get<FeedTable>();
        await table.AddAsync([events[5], events[1500], events[2099]]);

        Assert.Equal(2100, await table.LastAsync(Cancel));
        Assert.Equal(events.Select(e => e.Row.EventId), (await ReadAsync(table, 2100)).Select(r => r.EventId));
        Assert.Equal(
            Enumerable.Range(1, 2100).Select(p => (long)p),
            (await ReadAsync(table, 2100)).Select(r => r.Position)
        );
    }

    [Fact]
    public async Task One_that_filled_its_segment_is_not_put_into_the_next_one_again()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var table = world.Get<FeedTable>();
        var events = Events(world, FeedSegment.Size);
        foreach (var part in events.Chunk(500))
            await table.AddAsync(part);
        await table.AddAsync([events[^1]]);
        await world.RestartAsync();
        await world.Get<FeedTable>().AddAsync([events[^1]]);

        Assert.Equal(FeedSegment.Size, await world.Get<FeedTable>().LastAsync(Cancel));
    }

    [Fact]
    public async Task Processes_that_append_at_once_take_turns_and_lose_nothing()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        FeedTable[] tables = [.. Enumerable.Range(0, 3).Select(_ => Another(world))];
        var events = Events(world, 240);

        await Task.WhenAll(
            // Each event by two of them.
            events.SelectMany((e, i) => (Task[])[tables[i % 3].AddAsync([e]), tables[(i + 1) % 3].AddAsync([e])])
        );

        var rows = await ReadAsync(tables[0], await tables[0].LastAsync(Cancel));
        Assert.Equal(Enumerable.Range(1, 240).Select(p => (long)p), rows.Select(r => r.Position));
        Assert.Equal(events.Select(e => e.Row.EventId).Order(), rows.Select(r => r.EventId).Order());
    }

    [Fact]
    public async Task What_is_older_than_the_feed_is_kept_goes_a_segment_at_a_time()
    {
        await using var world = await World.StartAsync(TimeProvider.System.GetUtcNow());
        var (table, feed) = (world.Get<FeedTable>(), world.Feed);
        var old = Events(world, 1100);
        foreach (var part in old.Chunk(550))
            await table.AddAsync(part);
        await feed.SweepAsync(null!, Cancel);
        Assert.Equal(0, await table.FirstAsync(Cancel));

        world.Time.Advance(TimeSpan.FromDays(31));
        // Too late: it would stand where nobody looks any more.
        await table.AddAsync([old[0]]);
        await table.AddAsync(Events(world, 950));
        for (var sweep = 0; sweep < 2; sweep++)
        {
            await feed.SweepAsync(null!, Cancel);
            world.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal((1000, 2050), (await table.FirstAsync(Cancel), await table.LastAsync(Cancel)));
        Assert.Equal(["Feed", "Feed000002", "Feed000003"], await TablesAsync(world));
        await world.RestartAsync();
        Assert.Equal(2050, await world.Get<FeedTable>().LastAsync(Cancel));
    }

    /// <summary>What another process has of the same feed.</summary>
    private static FeedTable Another(World world) =>
        new(new FeedSegments(world.Get<StorageAccount>(), world.Time), FeedSettings.Usual, world.Time);

    private static async Task<List<FeedRow>> ReadAsync(FeedTable table, long last)
    {
        var rows = new List<FeedRow>();
        for (var position = 0L; position < last; )
        {
            var (part, reached) = await table.ReadAsync(position, last, Cancel);
            rows.AddRange(part);
            position = reached;
        }

        return rows;
    }

    private static async Task<List<string>> TablesAsync(World world)
    {
        var tables = new List<string>();
        await foreach (
            var table in new TableServiceClient(world.ConnectionString).QueryAsync(cancellationToken: Cancel)
        )
            tables.Add(table.Name);
        return [.. tables.Where(t => t.StartsWith("Feed", StringComparison.Ordinal)).Order()];
    }

    private static List<FedEvent> Events(World world, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var id = $"pledge-{Guid.NewGuid():N}";
                    var row = new FeedRow(
                        $"{id}/1",
                        id,
                        1,
                        "pledge.announced",
                        world.Time.GetUtcNow(),
                        new(Disclosure.Public, []),
                        ["NLD"],
                        ["AMMO-155"]
                    );
                    return new FedEvent(row, $"/api/pledges/{id}", world.Time.GetUtcNow(), _ => null);
                }),
        ];
}
