using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Log;

namespace UkraineSupport.LocalRuntime.Engine.Payloads;

/// <summary>
/// Keeps payloads that are too long for the log in blobs, one folder an instance. A blob is written before the record
/// that names it; one that a crash left without a record goes with the instance's purge.
/// </summary>
internal sealed class PayloadStore(BlobContainerClient container, StorageRetry retry, int threshold)
{
    public Task CreateAsync(CancellationToken cancellation) =>
        retry.RunAsync("create the payload container", c => container.CreateIfNotExistsAsync(cancellationToken: c), cancellation);

    public async Task MoveIfLargeAsync(string instanceId, Payload? payload, CancellationToken cancellation)
    {
        if (payload is not { Blob: null, Text.Length: var length } || length <= threshold)
            return;
        var name = $"{Folder(instanceId)}{Guid.NewGuid():N}";
        var bytes = BinaryData.FromBytes(Encoding.UTF8.GetBytes(payload.Text!));
        await retry.RunAsync(
            "write a payload", c => container.GetBlobClient(name).UploadAsync(bytes, overwrite: true, c), cancellation);
        payload.MovedTo(name);
    }

    public async ValueTask<string?> TextAsync(Payload? payload, CancellationToken cancellation) =>
        payload is null ? null : payload.Text ?? await ReadAsync(payload.Blob!, cancellation);

    public async ValueTask LoadAsync(Payload? payload, CancellationToken cancellation)
    {
        if (payload is { Text: null, Blob: { } blob })
            payload.Loaded(await ReadAsync(blob, cancellation));
    }

    public async Task DeleteAllOfAsync(string instanceId, CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = Folder(instanceId) }, cancellation))
            await DeleteAsync(blob.Name, cancellation);
    }

    public Task DeleteAsync(string blob, CancellationToken cancellation) => retry.RunAsync(
        "delete a payload", c => container.DeleteBlobIfExistsAsync(blob, cancellationToken: c), cancellation);

    private async Task<string> ReadAsync(string blob, CancellationToken cancellation)
    {
        var content = await retry.RunAsync(
            "read a payload", c => container.GetBlobClient(blob).DownloadContentAsync(c), cancellation);
        return content.Value.Content.ToString();
    }

    private static string Folder(string instanceId) => Uri.EscapeDataString(instanceId) + "/";
}
