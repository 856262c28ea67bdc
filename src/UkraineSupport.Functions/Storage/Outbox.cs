using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Storage;

/// <summary>A promise that was not kept yet: a transaction whose consequences may not have been dispatched.</summary>
/// <param name="Id">The aggregate.</param>
/// <param name="From">Its version before the transaction.</param>
/// <param name="Version">Its version after it.</param>
/// <param name="Commit">The transaction; another one may have produced that version instead. Empty of a promise from
/// before it was kept, which is dispatched from the first event on: at least once.</param>
/// <param name="Waits">What its orchestrations wait for by the state before, as <c>Watchman</c> says it.</param>
/// <param name="Due">When the sweep comes by.</param>
/// <param name="Attempts">How often it did.</param>
/// <param name="Done">The parts of the dispatch that are done: sinks by name, and <see cref="Core"/>.</param>
/// <param name="Trace">Where the transaction is in its trace (W3C <c>traceparent</c>); null of one that nobody traced.
/// </param>
internal sealed record Promise(
    string Id,
    long From,
    long Version,
    string Commit,
    string Waits,
    DateTimeOffset Due,
    int Attempts,
    IReadOnlySet<string> Done,
    string? Trace = null
)
{
    /// <summary>Read models, other aggregates and orchestrations.</summary>
    public const string Core = "Core";

    private const string DoneColumn = "Done_";

    /// <summary>Its row.</summary>
    public (string Partition, string Row) Key =>
        (Outbox.Bucket(Id), Commit.Length > 0 ? $"{Id}|{Version:D10}|{Commit}" : $"{Id}|{Version:D10}");

    /// <summary>Whether an event is of the transaction that was promised.</summary>
    public bool IsOf(StoredEvent written) => Commit.Length == 0 || written.Commit == Commit;

    public static Promise Read(TableEntity row) =>
        new(
            row.GetString("Id"),
            row.GetInt64("From") ?? 0,
            row.GetInt64("Version")!.Value,
            row.GetString("Commit") ?? "",
            TextColumns.Get(row, "Waits") ?? "",
            row.GetDateTimeOffset("Due")!.Value,
            row.GetInt32("Attempts") ?? 0,
            row.Keys.Where(k => k.StartsWith(DoneColumn, StringComparison.Ordinal))
                .Select(k => k[DoneColumn.Length..])
                .ToHashSet(),
            row.GetString("Trace")
        );

    public static string Column(string part) => DoneColumn + part;
}

/// <summary>
/// The index of what is to be dispatched. A promise is written before the transaction that it is about and removed
/// after the dispatch, so a crash in between leaves it for the sweep to find. A few buckets keep the sweep a small
/// read.
/// </summary>
internal sealed class Outbox(StorageAccount account, TimeProvider time) : IDisposable
{
    /// <summary>Queue whose messages name aggregates to dispatch, one a line.</summary>
    public const string Queue = "outbox";

    /// <summary>
    /// Aggregates named in one message at most: those who call while a message is on its way share the next.
    /// </summary>
    private const int CallsTogether = 32;

    /// <summary>The table.</summary>
    public const string Table = "Outbox";
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

    private readonly ConcurrentDictionary<string, Together<string, bool>> _calls = new();

    /// <summary>Before a transaction.</summary>
    public async Task<Promise> PromiseAsync(
        string id,
        long from,
        long version,
        string commit,
        string waits,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        var promise = new Promise(
            id,
            from,
            version,
            commit,
            waits,
            time.GetUtcNow() + Patience,
            0,
            new HashSet<string>(),
            Spans.Here
        );
        var row = new TableEntity(promise.Key.Partition, promise.Key.Row)
        {
            ["Id"] = id,
            ["From"] = from,
            ["Version"] = version,
            ["Commit"] = commit,
            ["Due"] = promise.Due,
            ["Attempts"] = 0,
        };
        if (waits.Length > 0)
            TextColumns.Set(row, "Waits", waits);
        if (promise.Trace is { } trace)
            row["Trace"] = trace;
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
        return promise;
    }

    /// <summary>
    /// The row of a promise that is due at once: to follow up all that happened to an aggregate after
    /// <paramref name="from"/>, in whatever transactions.
    /// </summary>
    public static TableEntity Unkept(string id, long from, long version)
    {
        var promise = new Promise(id, from, version, "", "", DateTimeOffset.UnixEpoch, 0, new HashSet<string>());
        return new(promise.Key.Partition, promise.Key.Row)
        {
            ["Id"] = id,
            ["From"] = from,
            ["Version"] = version,
            ["Due"] = promise.Due,
            ["Attempts"] = 0,
        };
    }

    /// <summary>The promises of an aggregate, in the order of its versions.</summary>
    public async Task<List<Promise>> OfAsync(string id, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Bucket(id)} and RowKey gt {id + "|"} and RowKey lt {id + "~"}"
        );
        var found = new List<Promise>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
            found.Add(Promise.Read(row));
        return found;
    }

    /// <summary>Parts of the dispatch are done; those of a promise that was kept meanwhile are not needed.</summary>
    public async Task DoneAsync(Promise promise, IEnumerable<string> parts, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        var row = new TableEntity(promise.Key.Partition, promise.Key.Row);
        foreach (var part in parts)
            row[Promise.Column(part)] = true;
        try
        {
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException fault) when (fault.IsNotFound())
        {
            // Kept meanwhile.
        }
    }

    /// <summary>Asks the dispatcher to come. If this fails the sweep does it later.</summary>
    /// <param name="id">The aggregate; behind it, if the read models show a version already, a blank and that.</param>
    /// <param name="name">The queue: that of the dispatch, or a sink's own.</param>
    public Task CallAsync(string id, string name = Queue) =>
        _calls.GetOrAdd(name, n => new(CallsTogether, ids => SendAsync(n, ids))).DoAsync(id);

    /// <summary>Those whom one message names.</summary>
    public static string[] Called(string message) => message.Split('\n');

    /// <summary>All that was promised is done, or there is nothing to do.</summary>
    public async Task KeptAsync(Promise promise, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.DeleteEntityAsync(promise.Key.Partition, promise.Key.Row, ETag.All, cancel);
    }

    /// <summary>How long something was ago.</summary>
    public TimeSpan Since(DateTimeOffset moment) => time.GetUtcNow() - moment;

    /// <summary>Whether the sweep may have come by already.</summary>
    public bool IsDue(Promise promise) => promise.Due <= time.GetUtcNow();

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
                overdue.Add(Promise.Read(row));
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
        var row = new TableEntity(promise.Key.Partition, promise.Key.Row)
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

    public void Dispose()
    {
        foreach (var calls in _calls.Values)
            calls.Dispose();
    }

    /// <summary>The partition of an aggregate's promises.</summary>
    public static string Bucket(string id) =>
        Name(int.Parse(id.AsSpan(id.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Buckets);

    private async Task<IReadOnlyList<bool>> SendAsync(string name, IReadOnlyList<string> ids)
    {
        var queue = await account.QueueAsync(name);
        await queue.SendMessageAsync(string.Join('\n', ids));
        return [.. ids.Select(_ => true)];
    }

    private static string Name(int bucket) => $"bucket-{bucket}";
}
