using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// Answers a list: reads rows until the page is full, leaving out what the caller may not see or did not ask for.
/// </summary>
internal sealed class ListReader(ListIndex lists)
{
    /// <summary>
    /// Most rows read for one page. A page may be short, even empty, with a cursor to go on from: the rest was filtered
    /// out.
    /// </summary>
    private const int MaxScan = 2000;

    /// <param name="place">The list that answers most of the question.</param>
    /// <param name="read">The entry for this caller, or null to leave it out.</param>
    public async Task<ListPage<TView>> ReadAsync<TView>(
        Place place,
        Actor actor,
        int limit,
        string? after,
        Func<ListRow, TView?> read,
        CancellationToken cancel
    )
        where TView : class
    {
        var items = new List<TView>();
        var scanned = 0;
        while (true)
        {
            var (rows, more) = await lists.ReadAsync(place, actor, after, limit + 1, cancel);
            foreach (var row in rows)
            {
                if (items.Count == limit)
                    return new(items, Paging.Seal(after!));
                after = row.Position;
                if (read(row) is { } item)
                    items.Add(item);
            }

            scanned += rows.Count;
            if (!more)
                return new(items, null);
            if (scanned >= MaxScan || items.Count == limit)
                return new(items, Paging.Seal(after!));
        }
    }
}
