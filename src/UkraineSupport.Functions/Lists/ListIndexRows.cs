using System.Runtime.CompilerServices;
using UkraineSupport.Domain.Access;

namespace UkraineSupport.Functions.Lists;

/// <summary>A list from its first row to its last, page by page.</summary>
internal static class ListIndexRows
{
    /// <summary>Who reads for the system: all that there is.</summary>
    public static readonly Actor Eyes = new(Role.Coordinator, null, Actor.System.Subject);

    private const int Page = 200;

    public static async IAsyncEnumerable<ListRow> AllAsync(
        this ListIndex lists,
        Place place,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        string? after = null;
        while (true)
        {
            var (rows, more) = await lists.ReadAsync(place, Eyes, after, Page, cancel);
            foreach (var row in rows)
                yield return row;
            if (!more || rows.Count == 0)
                yield break;
            after = rows[^1].Position;
        }
    }
}
