using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Health;

/// <summary>Storage takes what is written and does not keep it, or soon will not.</summary>
internal sealed class StorageLosesException(string message) : Exception(message);

/// <summary>
/// Whether storage keeps what is written: a blob, a message and a row of one's own are written, read and removed. What
/// is answered with 201 may be gone all the same: under the emulator, when its disk is full.
/// </summary>
internal sealed class StorageProbe(StorageAccount account, StorageSettings settings)
{
    private const string Name = "probe";
    private const int PeekedAtOnce = 32;
    private const long MiB = 1024 * 1024;

    /// <summary>What another instance left, because it ended in between, goes by itself.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    /// <exception cref="StorageLosesException">Something did not come back, or the disk is nearly full.</exception>
    public Task RunAsync()
    {
        RequireRoom();
        var mark = Guid.NewGuid().ToString("N");
        return Task.WhenAll(BlobAsync(mark), MessageAsync(mark), RowAsync(mark));
    }

    private void RequireRoom()
    {
        if (settings.Folder is not { } folder)
            return;
        var free = new DriveInfo(folder).AvailableFreeSpace / MiB;
        if (free < settings.LeastFreeMiB)
            throw new StorageLosesException(
                $"Where storage is {free} MiB are free, fewer than {settings.LeastFreeMiB} (Storage__LeastFreeMiB)."
            );
    }

    private async Task BlobAsync(string mark)
    {
        var blob = (await account.ContainerAsync(Name)).GetBlobClient(mark);
        await blob.UploadAsync(BinaryData.FromString(mark), overwrite: true);
        var read = await ReadAsync(async () => (await blob.DownloadContentAsync()).Value.Content.ToString());
        await blob.DeleteIfExistsAsync();
        Require("blob", read == mark);
    }

    private async Task MessageAsync(string mark)
    {
        var queue = await account.QueueAsync(Name);
        var sent = (await queue.SendMessageAsync(mark, timeToLive: Forgotten)).Value;
        var waiting = (await queue.PeekMessagesAsync(PeekedAtOnce)).Value;
        Require("message", waiting.Any(m => m.MessageId == sent.MessageId && m.Body.ToString() == mark));
        await queue.DeleteMessageAsync(sent.MessageId, sent.PopReceipt);
    }

    private async Task RowAsync(string mark)
    {
        var table = await account.TableAsync("Probe");
        await table.UpsertEntityAsync(new TableEntity(mark, mark) { ["Mark"] = mark });
        var read = await ReadAsync(async () =>
            (await table.GetEntityAsync<TableEntity>(mark, mark)).Value.GetString("Mark")
        );
        await table.DeleteEntityAsync(mark, mark);
        Require("row", read == mark);
    }

    private static async Task<string?> ReadAsync(Func<Task<string>> read)
    {
        try
        {
            return await read();
        }
        catch (RequestFailedException fault) when (fault.IsNotFound())
        {
            return null;
        }
    }

    private static void Require(string what, bool isThere)
    {
        if (!isThere)
            throw new StorageLosesException($"A {what} that was just written is not there as it was written.");
    }
}
