using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Deadlines;

/// <summary>
/// The aggregates that an orchestration should be watching, in a few buckets: so that the sweep reads these and not all
/// that ever were.
/// </summary>
internal sealed class WatchIndex(StorageAccount account)
{
    private const string Table = "Watched";
    private const int Buckets = 8;
    private const string Marker = "complete";

    /// <summary>Before its orchestration is started.</summary>
    public async Task AddAsync(string id, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.UpsertEntityAsync(new TableEntity(Bucket(id), id), TableUpdateMode.Replace, cancel);
    }

    /// <summary>After nothing is left to wait for.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.DeleteEntityAsync(Bucket(id), id, ETag.All, cancel);
    }

    /// <summary>Everything in it.</summary>
    public async IAsyncEnumerable<string> AllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Name(bucket)}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, 1000, ["RowKey"], cancel))
                yield return row.RowKey;
        }
    }

    /// <summary>Whether every aggregate was looked at once: those of a time before this index are in it too.</summary>
    public async Task<bool> IsCompleteAsync(CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        return await table.FindAsync(Marker, Marker, cancel) is not null;
    }

    /// <summary>Says so.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.UpsertEntityAsync(new TableEntity(Marker, Marker), TableUpdateMode.Replace, cancel);
    }

    private static string Bucket(string id) =>
        Name(int.Parse(id.AsSpan(id.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Buckets);

    private static string Name(int bucket) => $"bucket-{bucket}";
}
