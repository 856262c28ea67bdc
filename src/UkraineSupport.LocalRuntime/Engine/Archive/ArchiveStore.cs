using Azure;
using Azure.Data.Tables;
using UkraineSupport.LocalRuntime.Engine.Log;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>The ended instances of a hub, one row each.</summary>
internal sealed class ArchiveStore(TableClient table, PayloadStore payloads, StorageRetry retry)
{
    /// <summary>Rows a transaction: with histories of usual length far below the limit of 4 MiB.</summary>
    private const int RowsPerTransaction = 100;
    private const int BytesPerTransaction = 2 << 20;

    public Task CreateAsync(CancellationToken cancellation) =>
        retry.RunAsync("create the archive", c => table.CreateIfNotExistsAsync(c), cancellation);

    /// <summary>Stores instances, over older ones of the same id.</summary>
    public async Task PutAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        foreach (var some in Portions(rows))
        {
            try
            {
                await SubmitAsync(some, TableTransactionActionType.Add, cancellation);
            }
            catch (RequestFailedException exists) when (exists.Status == 409)
            {
                // An id used before, or an attempt that took effect although it seemed to fail. Replacing costs more.
                await SubmitAsync(some, TableTransactionActionType.UpsertReplace, cancellation);
            }
        }
    }

    public async Task<TableEntity?> FindAsync(string instanceId, bool withHistory, CancellationToken cancellation)
    {
        var found = await retry.RunAsync(
            "read an instance",
            c =>
                table.GetEntityIfExistsAsync<TableEntity>(
                    ArchiveRow.Partition,
                    InstanceKey.Of(instanceId),
                    withHistory ? null : ArchiveRow.ViewColumns,
                    c
                ),
            cancellation
        );
        return found.HasValue ? found.Value : null;
    }

    public async Task<InstanceView?> FindViewAsync(string instanceId, CancellationToken cancellation) =>
        await FindAsync(instanceId, withHistory: false, cancellation) is { } row
            ? await ArchiveRow.ToViewAsync(row, payloads, cancellation)
            : null;

    /// <summary>Instances in the order of their keys, after the given one.</summary>
    public async Task<List<(string Key, InstanceView View)>> ListAsync(
        string? afterKey,
        string? filter,
        int most,
        CancellationToken cancellation
    )
    {
        var conditions = new List<string> { $"PartitionKey eq '{ArchiveRow.Partition}'" };
        if (afterKey is not null)
            conditions.Add(TableClient.CreateQueryFilter($"RowKey gt {afterKey}"));
        if (!string.IsNullOrEmpty(filter))
            conditions.Add(filter);
        return await retry.RunAsync(
            "list instances",
            async c =>
            {
                var found = new List<(string, InstanceView)>();
                var pages = table.QueryAsync<TableEntity>(
                    string.Join(" and ", conditions),
                    Math.Min(most, 1000),
                    ArchiveRow.ViewColumns,
                    c
                );
                await foreach (var row in pages)
                {
                    found.Add((row.RowKey, await ArchiveRow.ToViewAsync(row, payloads, c)));
                    if (found.Count == most)
                        break;
                }
                return found;
            },
            cancellation
        );
    }

    public async Task DeleteAsync(IEnumerable<string> instanceIds, CancellationToken cancellation)
    {
        foreach (var id in instanceIds)
        {
            // Deleting a row that isn't there is no error to this client.
            await retry.RunAsync(
                "delete an instance",
                c => table.DeleteEntityAsync(ArchiveRow.Partition, InstanceKey.Of(id), ETag.All, c),
                cancellation
            );
        }
    }

    private Task SubmitAsync(List<TableEntity> rows, TableTransactionActionType type, CancellationToken cancellation) =>
        retry.RunAsync(
            "archive instances",
            async c =>
            {
                await table.SubmitTransactionAsync(rows.Select(r => new TableTransactionAction(type, r)), c);
            },
            cancellation
        );

    private static IEnumerable<List<TableEntity>> Portions(IReadOnlyList<TableEntity> rows)
    {
        var portion = new List<TableEntity>();
        var total = 0;
        foreach (var row in rows)
        {
            var size = row.Sum(column => column.Value is byte[] bytes ? bytes.Length : 0);
            if (portion.Count == RowsPerTransaction || (portion.Count > 0 && total + size > BytesPerTransaction))
            {
                yield return portion;
                (portion, total) = ([], 0);
            }
            portion.Add(row);
            total += size;
        }
        if (portion.Count > 0)
            yield return portion;
    }
}
