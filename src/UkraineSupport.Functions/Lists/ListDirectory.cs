using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// Says which segments of a list have entries with a tag, apart by disclosure: a page reads those and no others,
/// however many there are. A row a tag; a segment may have lost its entries since.
/// </summary>
internal sealed class ListDirectory(StorageAccount account)
{
    private const string Table = "directory";

    private readonly ConcurrentDictionary<(string Row, Disclosure Disclosure, long Segment), bool> _known = new();

    /// <summary>The segments with entries of a tag that <paramref name="actor"/> may see.</summary>
    public async Task<HashSet<long>> SegmentsAsync(
        int generation,
        string kind,
        Tag tag,
        Actor actor,
        CancellationToken cancel
    )
    {
        var visible = Enum.GetValues<Disclosure>().Where(d => actor.MaySee(d, null)).ToList();
        var own = actor.Role == Role.Donor && actor.Party is { } party ? Tag.Owner(party) : (Tag?)null;
        var rows = await Task.WhenAll(
            RowAsync(generation, kind, tag, cancel),
            own is { } mine ? RowAsync(generation, kind, mine, cancel) : Task.FromResult<TableEntity?>(null)
        );
        var found = visible.SelectMany(d => Read(rows[0], d)).ToHashSet();
        if (own is not null)
            found.UnionWith(Read(rows[0], Disclosure.Restricted).Intersect(Read(rows[1], Disclosure.Restricted)));
        return found;
    }

    /// <summary>
    /// Makes it say that a segment has an entry with these tags: to be done before the entry is put there.
    /// </summary>
    public async Task NoteAsync(
        int generation,
        string kind,
        IEnumerable<Tag> tags,
        Disclosure disclosure,
        long segment,
        CancellationToken cancel
    )
    {
        foreach (var tag in tags)
            await NoteAsync(generation, Key(kind, tag), disclosure, segment, cancel);
    }

    private async Task NoteAsync(
        int generation,
        string key,
        Disclosure disclosure,
        long segment,
        CancellationToken cancel
    )
    {
        var known = (Generations.Name(generation, key), disclosure, segment);
        if (_known.ContainsKey(known))
            return;
        var table = await account.TableAsync(Generations.Name(generation, Table));
        while (true)
        {
            var was = await table.FindAsync(key, key, cancel);
            var segments = Read(was, disclosure);
            if (segments.Contains(segment))
                break;
            var row = was ?? new TableEntity(key, key);
            TextColumns.Set(row, DomainJson.Word(disclosure), string.Join(' ', segments.Append(segment).Order()));
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

        _known.TryAdd(known, true);
    }

    private async Task<TableEntity?> RowAsync(int generation, string kind, Tag tag, CancellationToken cancel)
    {
        var table = await account.TableAsync(Generations.Name(generation, Table));
        return await table.FindAsync(Key(kind, tag), Key(kind, tag), cancel);
    }

    private static List<long> Read(TableEntity? row, Disclosure disclosure) =>
        row is not null && TextColumns.Get(row, DomainJson.Word(disclosure)) is { } text
            ? [.. text.Split(' ').Select(s => long.Parse(s, CultureInfo.InvariantCulture))]
            : [];

    private static string Key(string kind, Tag tag) => $"{kind}|{tag.Question}|{tag.Value}";
}
