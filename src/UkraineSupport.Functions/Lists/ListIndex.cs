using System.Globalization;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>Where one aggregate stands in one list: which table, which question it answers there.</summary>
/// <param name="Table">The table; one for each sort of question, so that a query reads only rows of that sort.</param>
/// <param name="Value">The question's value: a donor, a status, <c>all</c>.</param>
internal sealed record Place(string Table, string Value);

/// <summary>A row of a list.</summary>
/// <param name="Position">Where a next page goes on.</param>
/// <param name="Owner">The donor it belongs to, or null.</param>
/// <param name="Body">JSON of the entry.</param>
internal sealed record ListRow(string Position, string? Owner, string Body);

/// <summary>
/// Lists as read models: partition = value and disclosure, newest first, so that a page is one range read in each partition
/// the caller may see, however many there are behind it.
/// </summary>
internal sealed class ListIndex(StorageAccount account)
{
    /// <summary>Newest first, unique in the table.</summary>
    public static string Position(DateTimeOffset created, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - created.UtcTicks:D19}|{id}");

    /// <summary>
    /// Puts the entry there unless a newer version stands there already. Safe to repeat and to run twice at once.
    /// </summary>
    /// <param name="seen">Whether it stood there before, as far as is known; saves a read when not.</param>
    public async Task PutAsync(Place place, Disclosure disclosure, string position, string? owner, long version, string body, bool seen, CancellationToken cancel)
    {
        var table = await account.TableAsync(place.Table);
        var row = new TableEntity(Partition(place.Value, disclosure), position) { ["Owner"] = owner, ["Version"] = version };
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

                var stands = await table.FindAsync(row.PartitionKey, position, cancel, ["Version"]);
                seen = stands is not null;
                if (stands is null) continue;
                if (stands.GetInt64("Version") >= version) return;
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
    public async Task RemoveAsync(Place place, Disclosure disclosure, string position, CancellationToken cancel)
    {
        var table = await account.TableAsync(place.Table);
        await table.DeleteEntityAsync(Partition(place.Value, disclosure), position, ETag.All, cancel);
    }

    /// <summary>
    /// The next rows after <paramref name="after"/> that <paramref name="actor"/> may see, newest first: at most <paramref name="take"/>,
    /// and whether there are more.
    /// </summary>
    public async Task<(List<ListRow> Rows, bool More)> ReadAsync(Place place, Actor actor, string? after, int take, CancellationToken cancel)
    {
        var table = await account.TableAsync(place.Table);
        var partitions = Enum.GetValues<Disclosure>().Where(d => actor.MaySee(d, actor.Party)).ToList();
        var pages = await Task.WhenAll(partitions.Select(d => ReadAsync(table, Partition(place.Value, d), after, take, cancel)));
        var merged = pages.SelectMany(p => p.Rows).OrderBy(r => r.Position, StringComparer.Ordinal).ToList();
        // A row behind the end of a partition's page that was cut off may not be given yet: that page may have nearer ones.
        var cut = pages.Where(p => p.More).Select(p => p.Rows[^1].Position).Order(StringComparer.Ordinal).FirstOrDefault();
        if (cut is not null) merged = [.. merged.Where(r => string.CompareOrdinal(r.Position, cut) <= 0)];
        return (merged.Count > take ? merged[..take] : merged, cut is not null || merged.Count > take);
    }

    private static async Task<(List<ListRow> Rows, bool More)> ReadAsync(TableClient table, string partition, string? after, int take, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after ?? ""}");
        var rows = new List<ListRow>();
        await foreach (var page in table.QueryAsync<TableEntity>(filter, take, cancellationToken: cancel).AsPages())
        {
            rows.AddRange(page.Values.Select(r => new ListRow(r.RowKey, r.GetString("Owner"), TextColumns.Get(r, "Body")!)));
            if (page.ContinuationToken is null || rows.Count >= take) return (rows, page.ContinuationToken is not null && rows.Count > 0);
        }

        return (rows, false);
    }

    private static string Partition(string value, Disclosure disclosure) => $"{value}|{DomainJson.Word(disclosure)}";
}
