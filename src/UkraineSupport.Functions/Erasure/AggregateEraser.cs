using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>
/// Puts rows of aggregates without what is erased in the place of those that had it. Whoever writes to the aggregate
/// meanwhile is not written over.
/// </summary>
internal sealed class AggregateEraser(StorageAccount account, IEnumerable<IKindCut> kinds)
{
    private readonly Dictionary<string, IKindCut> _kinds = kinds.ToDictionary(k => k.Kind);

    /// <summary>Puts a changed row in the place of the one that was read; false when that changed meanwhile.</summary>
    public async Task<bool> PutAsync(TableEntity row, CancellationToken cancel)
    {
        var table = await account.TableAsync(AggregateStore.Table);
        try
        {
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancel);
            return true;
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            return false;
        }
    }

    /// <summary>Makes the state of an aggregate anew from its events; false when it says the same as before.</summary>
    public async Task<bool> RenewStateAsync(string id, CancellationToken cancel)
    {
        while (await ReadAsync(id, cancel) is { State: { } now } rows)
        {
            // Written to between its events and its state, which comes behind them.
            if (now.GetInt64("Version") != rows.Events.Count)
                continue;
            var renewed = _kinds[Ids.KindOf(id)].StateAfter(now, rows.Events);
            foreach (var (column, value) in now.Where(c => c.Key.StartsWith("Waits", StringComparison.Ordinal)))
                renewed[column] = value;
            if (TextColumns.Get(renewed, "State") == TextColumns.Get(now, "State"))
                return false;
            renewed.ETag = now.ETag;
            if (await PutAsync(renewed, cancel))
                return true;
        }

        return false;
    }

    /// <summary>The rows of an aggregate; null when there is none.</summary>
    private async Task<AggregateRows?> ReadAsync(string id, CancellationToken cancel)
    {
        var table = await account.TableAsync(AggregateStore.Table);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {id}");
        var rows = await table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).ToListAsync(cancel);
        return rows.Count == 0 ? null : AggregateRows.Of(rows);
    }
}
