using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Tests.Erasure;

/// <summary>All that an Azurite holds, in clear.</summary>
internal static class Everything
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where a text stands: tables with their columns, containers, queues.</summary>
    public static async Task<List<string>> WhereAsync(string connection, string text)
    {
        var found = new List<string>();
        var tables = new TableServiceClient(connection);
        await foreach (var table in tables.QueryAsync(cancellationToken: Cancel))
        {
            await foreach (
                var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Cancel)
            )
                found.AddRange(
                    row.Where(c => InClear(row, c.Key, c.Value).Contains(text, StringComparison.Ordinal))
                        .Select(c => $"table {table.Name} {c.Key} of {row.PartitionKey}")
                );
        }

        var blobs = new BlobServiceClient(connection);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: Cancel))
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: Cancel))
            {
                var content = await client.GetBlobClient(blob.Name).DownloadContentAsync(Cancel);
                if (content.Value.Content.ToString().Contains(text, StringComparison.Ordinal))
                    found.Add($"blob {container.Name}");
            }
        }

        var queues = new QueueServiceClient(connection);
        await foreach (var queue in queues.GetQueuesAsync(cancellationToken: Cancel))
        {
            foreach (var message in await MessagesAsync(queues.GetQueueClient(queue.Name)))
            {
                if (message.Contains(text, StringComparison.Ordinal))
                    found.Add($"queue {queue.Name}");
            }
        }

        return found;
    }

    /// <summary>Every message, which stays; in the order in which they would be read.</summary>
    public static async Task<List<string>> MessagesAsync(QueueClient queue)
    {
        var taken = new List<Azure.Storage.Queues.Models.QueueMessage>();
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Cancel)).Value is { Length: > 0 } some)
            taken.AddRange(some);
        foreach (var one in taken)
            await queue.UpdateMessageAsync(one.MessageId, one.PopReceipt, one.Body, TimeSpan.Zero, Cancel);
        return taken.ConvertAll(one => one.Body.ToString());
    }

    private static string InClear(TableEntity row, string column, object? value) =>
        value switch
        {
            string text => text,
            byte[] or BinaryData when !char.IsAsciiDigit(column[^1]) => Unpacked(row, column),
            _ => "",
        };

    private static string Unpacked(TableEntity row, string column)
    {
        try
        {
            return TextColumns.Get(row, column) ?? "";
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(row.GetBinary(column));
        }
    }
}
