using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// Lists are kept in segments of <see cref="Size"/> entries, each a table of its own: a page reads the segments that
/// its entries are in and no others, however many there are (the emulator walks all of a table that is queried). A
/// directory row for each list says which segments have entries of it.
/// </summary>
internal sealed class Segments(StorageAccount account)
{
    /// <summary>Entries in a segment.</summary>
    public const int Size = 500;

    private const string Table = "ListSegments";
    private readonly ConcurrentDictionary<(string List, long Segment), bool> _known = new();

    /// <summary>The segment of an entry.</summary>
    public static long Of(long ordinal) => ordinal / Size;

    /// <summary>The table of a segment.</summary>
    public Task<TableClient> TableAsync(string table, long segment) =>
        account.TableAsync(string.Create(CultureInfo.InvariantCulture, $"{table}{segment:D6}"));

    /// <summary>Segments with entries of a list, newest first. A segment may have lost its entries since.</summary>
    public async Task<IReadOnlyList<long>> OfListAsync(string list, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        return await table.FindAsync(list, list, cancel) is { } row ? Read(row) : [];
    }

    /// <summary>
    /// Makes the directory say that the segment has entries of the list: to be done before the first is put there.
    /// </summary>
    public async Task NoteAsync(string list, long segment, CancellationToken cancel)
    {
        if (_known.ContainsKey((list, segment)))
            return;
        var table = await account.TableAsync(Table);
        while (true)
        {
            var was = await table.FindAsync(list, list, cancel);
            var segments = was is null ? [] : Read(was);
            if (segments.Contains(segment))
                break;
            var row = new TableEntity(list, list);
            TextColumns.Set(row, "Segments", string.Join(' ', segments.Append(segment).OrderDescending()));
            try
            {
                if (was is null)
                    await table.AddEntityAsync(row, cancel);
                else
                    await table.UpdateEntityAsync(row, was.ETag, TableUpdateMode.Replace, cancel);
                break;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Another segment was noted in the same moment.
            }
        }

        _known.TryAdd((list, segment), true);
    }

    private static List<long> Read(TableEntity row) =>
        [.. TextColumns.Get(row, "Segments")!.Split(' ').Select(s => long.Parse(s, CultureInfo.InvariantCulture))];
}
