using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>Up to which version each aggregate was dispatched.</summary>
internal sealed class DispatchProgress(StorageAccount account)
{
    private const string Table = "Dispatched";

    public async Task<long> ReadAsync(string id, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        return (await table.FindAsync(id, id, cancel))?.GetInt64("Through") ?? 0;
    }

    /// <summary>
    /// Two dispatchers may set this out of order and so set it back; then some events go out once more, none is left
    /// out: each sets it only after sending everything up to there.
    /// </summary>
    public async Task WriteAsync(string id, long through, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.UpsertEntityAsync(
            new TableEntity(id, id) { ["Through"] = through },
            TableUpdateMode.Replace,
            cancel
        );
    }
}
