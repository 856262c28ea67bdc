using System.Globalization;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// Cursors of the feed: a position and when it was told. Sealed, since positions count also what a reader may not see.
/// </summary>
internal sealed class FeedCursors(CursorSeal seal, FeedTable table, FeedSettings settings, TimeProvider time)
{
    private const string Prefix = "feed";

    /// <summary>The cursor behind which a reader goes on after <paramref name="position"/>.</summary>
    public Task<string> SealAsync(long position, CancellationToken cancel) =>
        seal.SealAsync(
            string.Create(CultureInfo.InvariantCulture, $"{Prefix}|{position}|{time.GetUtcNow().ToUnixTimeSeconds()}"),
            cancel
        );

    /// <summary>The position in a cursor.</summary>
    /// <exception cref="ProblemException">400: it is none of ours; 410: it is older than the feed is kept, and what came
    /// after it may be gone.</exception>
    public async Task<long> OpenAsync(string cursor, CancellationToken cancel)
    {
        if (
            (await seal.OpenAsync(cursor, cancel)).Split('|') is not [Prefix, var position, var told]
            || !long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            || !long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            // Of a feed that was lost.
            || after > await table.LastAsync(cancel)
        )
            throw Paging.BadCursor();
        // By its own time: whether anything was dropped would tell how much others did.
        if (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) > settings.Keep)
            throw new ProblemException(
                410,
                "cursor-expired",
                "What came after this cursor may be gone from the feed: read anew what you show, and begin without one."
            );
        return after;
    }
}
