using System.Globalization;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>Where one aggregate stands in one list: which table, which question it answers there.</summary>
/// <param name="Table">The table; one for each sort of question, so that a query reads only rows of that sort.</param>
/// <param name="Value">The question's value: a donor, a status, <c>all</c>.</param>
internal sealed record Place(string Table, string Value);

/// <summary>A row of a list.</summary>
/// <param name="Position">Where a next page goes on.</param>
/// <param name="Body">JSON of the entry.</param>
internal sealed record ListRow(string Position, string Body)
{
    /// <summary>The aggregate that it is of.</summary>
    public string Id => Position.Split('|')[1];
}

/// <summary>
/// Lists as read models: partition = value and disclosure, newest first, in segments, so that a page is a few range
/// reads of small tables, however many entries there are behind it.
/// </summary>
internal sealed class ListIndex(Segments segments)
{
    /// <summary>
    /// Puts the entry there unless a newer version stands there already. Safe to repeat and to run twice at once.
    /// </summary>
    /// <param name="seen">Whether it stood there before, as far as is known; saves a read when not.</param>
    public async Task PutAsync(
        Place place,
        Disclosure disclosure,
        Position position,
        long version,
        string body,
        bool seen,
        CancellationToken cancel
    )
    {
        if (!seen)
            await segments.NoteAsync(List(place, disclosure), position.Segment, cancel);
        var table = await segments.TableAsync(place.Table, position.Segment);
        var row = new TableEntity(Partition(place.Value, disclosure), position.Key) { ["Version"] = version };
        TextColumns.Set(row, "Body", body);
        while (true)
        {
            try
            {
                if (!seen)
                {
                    await table.AddEntityAsync(row, cancel);
                    return;
                }

                var stands = await table.FindAsync(row.PartitionKey, position.Key, cancel, ["Version"]);
                seen = stands is not null;
                if (stands is null)
                    continue;
                if (stands.GetInt64("Version") >= version)
                    return;
                await table.UpdateEntityAsync(row, stands.ETag, TableUpdateMode.Replace, cancel);
                return;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                seen = true;
            }
        }
    }

    /// <summary>Takes the entry away.</summary>
    public async Task RemoveAsync(Place place, Disclosure disclosure, Position position, CancellationToken cancel)
    {
        var table = await segments.TableAsync(place.Table, position.Segment);
        await table.DeleteEntityAsync(Partition(place.Value, disclosure), position.Key, ETag.All, cancel);
    }

    /// <summary>
    /// The next rows after <paramref name="after"/> that <paramref name="actor"/> may see, newest first: at most
    /// <paramref name="take"/>, and whether there may be more.
    /// </summary>
    public async Task<(List<ListRow> Rows, bool More)> ReadAsync(
        Place place,
        Actor actor,
        string? after,
        int take,
        CancellationToken cancel
    )
    {
        var visible = Enum.GetValues<Disclosure>().Where(d => actor.MaySee(d, actor.Party)).ToList();
        var directories = await Task.WhenAll(
            visible.Select(async d => (Disclosure: d, Segments: await segments.OfListAsync(List(place, d), cancel)))
        );
        var first = Position.SegmentOf(after);
        var rows = new List<ListRow>();
        foreach (
            var segment in directories.SelectMany(d => d.Segments).Distinct().Where(s => s <= first).OrderDescending()
        )
        {
            if (rows.Count >= take)
                return (rows[..take], true);
            var table = await segments.TableAsync(place.Table, segment);
            var parts = directories
                .Where(d => d.Segments.Contains(segment))
                .Select(d => ReadAsync(table, Partition(place.Value, d.Disclosure), after, take, cancel));
            rows.AddRange(
                (await Task.WhenAll(parts)).SelectMany(p => p).OrderBy(r => r.Position, StringComparer.Ordinal)
            );
        }

        return rows.Count > take ? (rows[..take], true) : (rows, false);
    }

    private static async Task<List<ListRow>> ReadAsync(
        TableClient table,
        string partition,
        string? after,
        int take,
        CancellationToken cancel
    )
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after ?? ""}");
        var rows = new List<ListRow>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, take, cancellationToken: cancel))
        {
            rows.Add(new ListRow(row.RowKey, TextColumns.Get(row, "Body")!));
            if (rows.Count >= take)
                break;
        }

        return rows;
    }

    private static string List(Place place, Disclosure disclosure) =>
        $"{place.Table}|{Partition(place.Value, disclosure)}";

    private static string Partition(string value, Disclosure disclosure) => $"{value}|{DomainJson.Word(disclosure)}";
}

/// <summary>Where an entry stands in every list: newest first, unique.</summary>
internal sealed record Position(long Ordinal, string Id)
{
    private const long Last = 9_999_999_999;

    /// <summary>Row key; sorts newest first.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Last - Ordinal:D10}|{Id}");

    /// <summary>The segment that it is in.</summary>
    public long Segment => Segments.Of(Ordinal);

    /// <summary>The segment of a row key; for none, one above all there are.</summary>
    /// <exception cref="ProblemException">400: it is none of ours.</exception>
    public static long SegmentOf(string? key)
    {
        if (key is null)
            return long.MaxValue;
        return
            key.Length > 11
            && long.TryParse(key.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Segments.Of(Last - number)
            : throw new ProblemException(400, "bad-cursor", "This cursor is none of ours; begin without one.");
    }
}
