using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace UkraineSupport.Functions.Storage;

/// <summary>A promise that was not kept yet: versions of an aggregate that may not have been dispatched.</summary>
internal sealed record Promise(
    string Id,
    long Version,
    string Partition,
    string RowKey,
    DateTimeOffset Due,
    int Attempts
);

/// <summary>
/// The index of what is to be dispatched. A promise is written before the transaction that it is about and removed
/// after the dispatch, so a crash in between leaves it for the sweep to find. A few buckets keep the sweep a small
/// read.
/// </summary>
internal sealed class Outbox(StorageAccount account, TimeProvider time)
{
    /// <summary>Queue whose messages are aggregate ids to dispatch.</summary>
    public const string Queue = "outbox";

    private const string Table = "Outbox";
    private const int Buckets = 8;

    /// <summary>How long a dispatch may take before the sweep takes it for lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long after the return of what was away its turn comes at the latest: unlike an aggregate that cannot be
    /// dispatched, all that waits for it can then be done.
    /// </summary>
    private static readonly TimeSpan Returning = TimeSpan.FromMinutes(5);

    /// <summary>How long a promise without its transaction is kept: far longer than any request lives.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    public async Task PromiseAsync(string id, long version, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.UpsertEntityAsync(
            new TableEntity(Bucket(id), Key(id, version))
            {
                ["Id"] = id,
                ["Version"] = version,
                ["Due"] = time.GetUtcNow() + Patience,
                ["Attempts"] = 0,
            },
            TableUpdateMode.Replace,
            cancel
        );
    }

    /// <summary>Asks the dispatcher to come. If this fails the sweep does it later.</summary>
    /// <param name="id">The aggregate.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="name">The queue: that of the dispatch, or a sink's own.</param>
    public async Task CallAsync(string id, CancellationToken cancel, string name = Queue)
    {
        var queue = await account.QueueAsync(name);
        await queue.SendMessageAsync(id, cancel);
    }

    public async Task KeptAsync(string id, long version, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.DeleteEntityAsync(Bucket(id), Key(id, version), ETag.All, cancel);
    }

    /// <summary>Promises that should have been kept by now.</summary>
    public async Task<List<Promise>> OverdueAsync(CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var overdue = new List<Promise>();
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Name(bucket)} and Due lt {time.GetUtcNow()}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, 200, cancellationToken: cancel))
            {
                overdue.Add(
                    new(
                        row.GetString("Id"),
                        row.GetInt64("Version")!.Value,
                        row.PartitionKey,
                        row.RowKey,
                        row.GetDateTimeOffset("Due")!.Value,
                        row.GetInt32("Attempts") ?? 0
                    )
                );
            }
        }

        return overdue;
    }

    /// <summary>
    /// Comes back to a promise later each time (10 s doubling, at most an hour): one that cannot be kept holds up no
    /// other.
    /// </summary>
    /// <param name="promise">The promise.</param>
    /// <param name="outside">Whether only something outside is behind: then at most five minutes later.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task PostponeAsync(Promise promise, bool outside, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var wait = Patience * Math.Pow(2, Math.Min(promise.Attempts, 10));
        var longest = outside ? Returning : Abandoned;
        var row = new TableEntity(promise.Partition, promise.RowKey)
        {
            ["Due"] = time.GetUtcNow() + (wait < longest ? wait : longest),
            ["Attempts"] = promise.Attempts + 1,
        };
        try
        {
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException fault) when (fault.IsNotFound())
        {
            // Kept meanwhile.
        }
    }

    /// <summary>Whether a promise is so old that a transaction which has not come by now never will.</summary>
    public bool IsAbandoned(Promise promise) => promise.Attempts >= 8 && promise.Due < time.GetUtcNow();

    private static string Bucket(string id) =>
        Name(int.Parse(id.AsSpan(id.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Buckets);

    private static string Name(int bucket) => $"bucket-{bucket}";

    private static string Key(string id, long version) => $"{id}|{version:D10}";
}
