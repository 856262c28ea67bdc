using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// Answers a list: reads rows until the page is full, leaving out what the caller did not ask for.
/// </summary>
internal sealed class ListReader(ListIndex lists, CursorSeal seal)
{
    /// <summary>
    /// Most times that storage is asked for rows for one page. A page may be short, even empty, with a cursor to go on
    /// from: much was left out on the way.
    /// </summary>
    public const int MostQueries = 12;

    /// <summary>Fetched at a time where rows are left out after they were read.</summary>
    private const int Sieved = 200;

    /// <param name="call">The request, with <c>limit</c> and <c>cursor</c>.</param>
    /// <param name="kind">Kind of aggregate.</param>
    /// <param name="tags">What is asked for.</param>
    /// <param name="read">The entry for this caller, or null to leave it out.</param>
    /// <param name="others">The parameters that there are beside limit and cursor.</param>
    /// <param name="sieves">Whether <paramref name="read"/> may leave many out.</param>
    /// <exception cref="ProblemException">400: a parameter is unknown or wrong, a cursor none of ours.</exception>
    public async Task<ListPage<TView>> ReadAsync<TView>(
        Call call,
        string kind,
        IReadOnlyList<Tag> tags,
        Func<ListRow, TView?> read,
        IReadOnlyList<string> others,
        bool sieves = false
    )
        where TView : class
    {
        var (limit, cursor) = Paging.Read(call, others);
        var after = cursor is null ? null : await seal.OpenAsync(cursor, call.Aborted);
        var (items, queries) = (new List<TView>(), 0);
        var rows = lists.ReadAsync(kind, tags, call.Actor, after, sieves ? Sieved : limit + 1, call.Aborted);
        await foreach (var row in rows)
        {
            if (row.Body is null)
                queries++;
            var item = row.Body is null ? null : read(row);
            if (queries == MostQueries || (item is not null && items.Count == limit))
                return new(items, await seal.SealAsync(queries == MostQueries ? row.Position : after!, call.Aborted));
            if (item is not null)
                items.Add(item);
            after = row.Position;
        }

        return new(items, null);
    }
}
