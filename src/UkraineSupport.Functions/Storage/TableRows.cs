using Azure.Data.Tables;

namespace UkraineSupport.Functions.Storage;

/// <summary>Reading rows.</summary>
internal static class TableRows
{
    /// <summary>The row, or null when there is none.</summary>
    public static async Task<TableEntity?> FindAsync(
        this TableClient table,
        string partition,
        string row,
        CancellationToken cancel,
        IEnumerable<string>? select = null
    )
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, select, cancel);
        return found.HasValue ? found.Value : null;
    }
}
