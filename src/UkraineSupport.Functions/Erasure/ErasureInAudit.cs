using Azure.Data.Tables;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>The audit: who did something, and why. That it was done, when and in which role stays.</summary>
internal sealed class ErasureInAudit(StorageAccount account, ErasureList list) : IErasurePlace
{
    /// <summary>The columns that name a person, or that a person typed.</summary>
    public static readonly IReadOnlyList<string> Columns = ["By", "Reason"];

    public async Task EraseAsync(Wanted wanted, bool writes, ErasureCount count, CancellationToken cancel)
    {
        await foreach (var row in account.RowsAsync(AuditLog.Table, cancel))
        {
            var columns = Columns.Where(c => row.GetString(c) is { } text && wanted.Is(text)).ToList();
            if (columns.Count == 0)
                continue;
            count.Deed();
            if (!writes)
                continue;
            var left = new TableEntity(row.PartitionKey, row.RowKey);
            foreach (var column in columns)
            {
                await list.NoteAsync(MarkOf(row, column), cancel);
                left[column] = EventEnvelope.Erased;
            }

            await account.Table(AuditLog.Table).UpdateEntityAsync(left, row.ETag, TableUpdateMode.Merge, cancel);
        }
    }

    /// <summary>What is left to know it by.</summary>
    public static ErasedMark MarkOf(TableEntity row, string column) =>
        new(ErasedMark.Audit, $"{row.PartitionKey}|{row.RowKey}|{column}");
}
