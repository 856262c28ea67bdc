using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// Numbers entries in the order in which they come to be listed: 1, 2, 3 … for each kind of aggregate. A crash may
/// leave one unused.
/// </summary>
internal sealed class Ordinals(StorageAccount account) : IDisposable
{
    private const string Table = "Ordinals";

    /// <summary>Callers of this process take turns, so that they do not race each other for the row.</summary>
    private readonly SemaphoreSlim _gate = new(1);

    public async Task<long> NextAsync(string kind, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var table = await account.TableAsync(Table);
            while (true)
            {
                var row = await table.FindAsync(kind, kind, cancel);
                var next = (row?.GetInt64("Last") ?? 0) + 1;
                if (await WriteAsync(table, new TableEntity(kind, kind) { ["Last"] = next }, row, cancel))
                    return next;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static async Task<bool> WriteAsync(
        TableClient table,
        TableEntity row,
        TableEntity? was,
        CancellationToken cancel
    )
    {
        try
        {
            if (was is null)
                await table.AddEntityAsync(row, cancel);
            else
                await table.UpdateEntityAsync(row, was.ETag, TableUpdateMode.Replace, cancel);
            return true;
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            return false;
        }
    }
}
