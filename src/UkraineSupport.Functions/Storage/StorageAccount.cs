using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace UkraineSupport.Functions.Storage;

/// <summary>
/// The storage account behind the app: a connection string in <c>AzureWebJobsStorage</c>, or managed identity with
/// <c>AzureWebJobsStorage__accountName</c>. Tables, queues and containers are made when first asked for.
/// </summary>
internal sealed class StorageAccount
{
    /// <summary>Messages wait for who reads them as long as it takes.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private readonly TableServiceClient _tables;
    private readonly QueueServiceClient _queues;
    private readonly BlobServiceClient _blobs;
    private readonly ConcurrentDictionary<string, Task<TableClient>> _table = new();
    private readonly ConcurrentDictionary<string, Task<QueueClient>> _queue = new();
    private readonly ConcurrentDictionary<string, Task<BlobContainerClient>> _container = new();

    /// <param name="configuration">Where the account is.</param>
    /// <param name="policy">Sees every call, each retry too: for tests that lose answers, benchmarks that count.</param>
    public StorageAccount(IConfiguration configuration, HttpPipelinePolicy? policy = null)
    {
        // Few and short retries: a caller is waiting. What must not be lost is retried by queue and orchestration.
        var tableOptions = Patient(new TableClientOptions());
        var queueOptions = Patient(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        var blobOptions = Patient(new BlobClientOptions());
        if (policy is not null)
        {
            foreach (var options in (ClientOptions[])[tableOptions, queueOptions, blobOptions])
                options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        if (configuration["AzureWebJobsStorage"] is { Length: > 0 } connection)
        {
            _tables = new TableServiceClient(connection, tableOptions);
            _queues = new QueueServiceClient(connection, queueOptions);
            _blobs = new BlobServiceClient(connection, blobOptions);
            return;
        }

        var account = configuration["AzureWebJobsStorage:accountName"];
        var identity = new DefaultAzureCredential();
        _tables = new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), identity, tableOptions);
        _queues = new QueueServiceClient(new Uri($"https://{account}.queue.core.windows.net"), identity, queueOptions);
        _blobs = new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), identity, blobOptions);
    }

    public Task<TableClient> TableAsync(string name) =>
        OnceAsync(
            _table,
            name,
            async () =>
            {
                var table = _tables.GetTableClient(name);
                await table.CreateIfNotExistsAsync();
                return table;
            }
        );

    /// <summary>A table that is not made when it is asked for: who only reads may not make any.</summary>
    public TableClient Table(string name) => _tables.GetTableClient(name);

    /// <summary>The same of a container.</summary>
    public BlobContainerClient Container(string name) => _blobs.GetBlobContainerClient(name);

    /// <summary>The time by the service's clock, to the second.</summary>
    public async Task<DateTimeOffset> TimeAsync(CancellationToken cancel) =>
        (await _blobs.GetBlobContainersAsync(cancellationToken: cancel).AsPages(null, 1).FirstAsync(cancel))
            .GetRawResponse()
            .Headers.Date!.Value;

    /// <summary>Where it is, without keys.</summary>
    public Uri Address => _tables.Uri;

    /// <summary>Whether one of the tables that are named so has a row.</summary>
    public async Task<bool> HasRowsAsync(Func<string, bool> which, CancellationToken cancel)
    {
        await foreach (var table in _tables.QueryAsync(cancellationToken: cancel))
        {
            if (
                which(table.Name)
                && await Table(table.Name)
                    .QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancel)
                    .AnyAsync(cancel)
            )
                return true;
        }

        return false;
    }

    /// <summary>All rows of a table, in the order of their keys; none when there is no such table.</summary>
    public async IAsyncEnumerable<TableEntity> RowsAsync(
        string table,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var rows = Table(table)
            .QueryAsync<TableEntity>(maxPerPage: 1000, cancellationToken: cancel)
            .GetAsyncEnumerator(cancel);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                    yield break;
            }
            catch (RequestFailedException fault) when (fault.IsNotFound())
            {
                yield break;
            }

            yield return rows.Current;
        }
    }

    /// <summary>The names of all tables.</summary>
    public IAsyncEnumerable<string> TablesAsync(CancellationToken cancel) =>
        _tables.QueryAsync(cancellationToken: cancel).Select(table => table.Name);

    /// <summary>The queues whose names begin so.</summary>
    public IAsyncEnumerable<QueueClient> QueuesAsync(string prefix, CancellationToken cancel) =>
        _queues
            .GetQueuesAsync(prefix: prefix, cancellationToken: cancel)
            .Select(queue => _queues.GetQueueClient(queue.Name));

    /// <summary>Removes the tables that are named so.</summary>
    public async Task DropTablesAsync(Func<string, bool> which, CancellationToken cancel)
    {
        await foreach (var table in _tables.QueryAsync(cancellationToken: cancel))
        {
            if (which(table.Name))
                await _tables.DeleteTableAsync(table.Name, cancel);
        }
    }

    public Task<QueueClient> QueueAsync(string name) =>
        OnceAsync(
            _queue,
            name,
            async () =>
            {
                var queue = _queues.GetQueueClient(name);
                await queue.CreateIfNotExistsAsync();
                return queue;
            }
        );

    /// <summary>Puts a message on a queue, where it waits as long as it takes.</summary>
    public async Task SendAsync(string name, BinaryData message, CancellationToken cancel)
    {
        var queue = await QueueAsync(name);
        try
        {
            await queue.SendMessageAsync(message, timeToLive: Forever, cancellationToken: cancel);
        }
        catch (RequestFailedException fault) when (fault.IsNotFound())
        {
            // Somebody deleted it while we ran: what is sent from here on waits for its reader again.
            await queue.CreateIfNotExistsAsync(cancellationToken: cancel);
            await queue.SendMessageAsync(message, timeToLive: Forever, cancellationToken: cancel);
        }
    }

    public Task<BlobContainerClient> ContainerAsync(string name) =>
        OnceAsync(
            _container,
            name,
            async () =>
            {
                var container = _blobs.GetBlobContainerClient(name);
                await container.CreateIfNotExistsAsync();
                return container;
            }
        );

    private static T Patient<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(8);
        return options;
    }

    /// <summary>Asks once for all callers; a failure is not remembered.</summary>
    private static async Task<T> OnceAsync<T>(
        ConcurrentDictionary<string, Task<T>> made,
        string name,
        Func<Task<T>> make
    )
    {
        var making = made.GetOrAdd(name, _ => make());
        try
        {
            return await making;
        }
        catch
        {
            made.TryRemove(new KeyValuePair<string, Task<T>>(name, making));
            throw;
        }
    }
}
