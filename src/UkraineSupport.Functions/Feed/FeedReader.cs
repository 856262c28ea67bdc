using UkraineSupport.Domain.Access;

namespace UkraineSupport.Functions.Feed;

/// <summary>An event as its reader gets it.</summary>
/// <param name="Row">The event in the feed.</param>
/// <param name="Json">The CloudEvent.</param>
internal sealed record ShownEvent(FeedRow Row, BinaryData Json);

/// <summary>A part of the feed for one reader.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="Position">Behind which the next part begins.</param>
/// <param name="HasMore">Whether there is more up to where was asked for.</param>
internal sealed record FeedPart(IReadOnlyList<ShownEvent> Events, long Position, bool HasMore)
{
    /// <summary>Up to which position there may be more, of those before it; null when there is none.</summary>
    public long? Older { get; init; }
}

/// <summary>
/// Reads the feed for one reader, who sees nothing of the rest: neither holes nor how much was passed over. However
/// much that is, one part costs a few queries and a read or two for each event that is shown.
/// </summary>
internal sealed class FeedReader(FeedTable table, FeedSources sources)
{
    /// <summary>
    /// Most queries for one part, each of a segment: after that it is short, even empty, with more to come.
    /// </summary>
    private const int MostQueries = 5;

    /// <summary>What <paramref name="viewer"/> may see behind <paramref name="after"/>.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="after">A position.</param>
    /// <param name="through">The last position that is asked for.</param>
    /// <param name="limit">Most events.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<FeedPart> AfterAsync(
        Actor viewer,
        FeedFilter filter,
        long after,
        long through,
        int limit,
        CancellationToken cancel
    )
    {
        var position = Math.Max(after, await table.FirstAsync(cancel));
        var found = new List<FeedRow>();
        for (var query = 0; position < through && query < MostQueries && found.Count <= limit; query++)
        {
            var (rows, reached) = await table.ReadAsync(position, through, cancel);
            found.AddRange(rows.Where(r => IsFor(viewer, filter, r)));
            position = reached;
        }

        var isFull = found.Count > limit;
        var taken = isFull ? found[..limit] : found;
        return new(
            await ShowAsync(viewer, taken, cancel),
            isFull ? taken[^1].Position : position,
            isFull || position < through
        );
    }

    /// <summary>What <paramref name="viewer"/> may see up to a position, from there back.</summary>
    /// <param name="viewer">Who reads.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="through">The last position that is asked for.</param>
    /// <param name="limit">Most events.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<FeedPart> BeforeAsync(
        Actor viewer,
        FeedFilter filter,
        long through,
        int limit,
        CancellationToken cancel
    )
    {
        var first = await table.FirstAsync(cancel);
        var (end, found) = (through, new List<FeedRow>());
        for (var query = 0; end > first && query < MostQueries && found.Count <= limit; query++)
        {
            var before = FeedSegment.Before(FeedSegment.Of(end));
            var (rows, _) = await table.ReadAsync(before, end, cancel);
            found.InsertRange(0, rows.Where(r => IsFor(viewer, filter, r)));
            end = before;
        }

        var taken = found.Count > limit ? found[^limit..] : found;
        return new(await ShowAsync(viewer, taken, cancel), through, false)
        {
            Older =
                found.Count > limit ? taken[0].Position - 1
                : end > first ? end
                : null,
        };
    }

    private bool IsFor(Actor viewer, FeedFilter filter, FeedRow row) =>
        row.At >= table.Oldest && filter.Takes(row) && row.Audience.Includes(viewer);

    private async Task<List<ShownEvent>> ShowAsync(Actor viewer, List<FeedRow> rows, CancellationToken cancel)
    {
        var events = await sources.LoadAsync(rows, cancel);
        return
        [
            .. from one in events
            let json = one.For(viewer)
            where json is not null
            select new ShownEvent(one.Row, json),
        ];
    }
}
