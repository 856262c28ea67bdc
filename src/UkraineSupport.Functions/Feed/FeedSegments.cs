using System.Globalization;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Feed;

/// <summary>A part of the feed: a table of its own.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Opened">When the first event was about to be put there: after all of the segments before it.</param>
internal sealed record FeedSegment(int Number, DateTimeOffset Opened)
{
    /// <summary>Events in a segment: full, it is never written to again.</summary>
    public const int Size = 1000;

    /// <summary>The segment of a position.</summary>
    public static int Of(long position) => (int)((position - 1) / Size) + 1;

    /// <summary>The position before a segment's first.</summary>
    public static long Before(int number) => (number - 1L) * Size;
}

/// <summary>
/// Which segments there are, oldest first: what is older than the feed is kept goes a segment at a time.
/// </summary>
internal sealed class FeedSegments(StorageAccount account, TimeProvider time)
{
    /// <summary>The table of the list; those of segments begin with its name.</summary>
    public const string Table = "Feed";
    private const string Partition = "segments";

    /// <summary>How long a process goes by what it read; a segment is dropped an hour after it left the list.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(1);

    private (IReadOnlyList<FeedSegment> Segments, DateTimeOffset Until) _read = ([], DateTimeOffset.MinValue);

    /// <summary>Those there are, as read at most a minute ago.</summary>
    /// <param name="with">One that is known to be there.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<FeedSegment>> AllAsync(int with, CancellationToken cancel)
    {
        var read = _read;
        if (read.Until > time.GetUtcNow() && (with == 0 || read.Segments.Any(s => s.Number == with)))
            return read.Segments;
        var until = time.GetUtcNow() + Believed;
        var found = await AskAsync(cancel);
        _read = (found, until);
        return found;
    }

    /// <summary>Those there are at this moment.</summary>
    public async Task<List<FeedSegment>> AskAsync(CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        var found = new List<FeedSegment>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
            found.Add(new(Number(row.RowKey), row.GetDateTimeOffset("Opened")!.Value));
        return found;
    }

    /// <summary>Says that a segment is there: to be done before anything is put into it.</summary>
    public async Task OpenAsync(int number)
    {
        var table = await account.TableAsync(Table);
        try
        {
            await table.AddEntityAsync(new TableEntity(Partition, Key(number)) { ["Opened"] = time.GetUtcNow() });
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            // Another process did.
        }
    }

    /// <summary>The table of a segment.</summary>
    public Task<TableClient> TableAsync(int number) => account.TableAsync($"{Table}{Key(number)}");

    /// <summary>
    /// Removes the tables of segments that are not in the list any more, then takes those from the list whose events
    /// are all older than <paramref name="oldest"/>: their tables go the next time, when no process reads them any more.
    /// </summary>
    public async Task DropAsync(DateTimeOffset oldest, CancellationToken cancel)
    {
        var segments = await AskAsync(cancel);
        if (segments.Count == 0)
            return;
        await account.DropTablesAsync(name => IsSegmentBefore(name, segments[0].Number), cancel);
        var table = await account.TableAsync(Table);
        foreach (var (segment, next) in segments.Zip(segments.Skip(1)))
        {
            if (next.Opened >= oldest)
                return;
            await table.DeleteEntityAsync(Partition, Key(segment.Number), ETag.All, cancel);
        }
    }

    private static bool IsSegmentBefore(string table, int number) =>
        table.StartsWith(Table, StringComparison.Ordinal)
        && int.TryParse(table.AsSpan(Table.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var of)
        && of < number;

    private static string Key(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    private static int Number(string key) => int.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);
}
