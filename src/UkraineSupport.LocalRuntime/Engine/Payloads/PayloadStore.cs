using System.Collections.Concurrent;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Log;

namespace UkraineSupport.LocalRuntime.Engine.Payloads;

/// <summary>
/// Keeps payloads that are too long for the log in blobs, one folder an instance. Only the instance itself refers to
/// what lies in its folder: what it gets from others is written there. A blob is written before the record that names
/// it; one that a crash left without a record goes when the folder is swept.
/// </summary>
internal sealed class PayloadStore(BlobContainerClient container, StorageRetry retry, int threshold)
{
    /// <summary>Written, but not named by a record yet: not to be swept.</summary>
    private readonly ConcurrentDictionary<string, bool> _loose = [];

    public Task CreateAsync(CancellationToken cancellation) =>
        retry.RunAsync(
            "create the payload container",
            c => container.CreateIfNotExistsAsync(cancellationToken: c),
            cancellation
        );

    /// <summary>Writes a long payload to the folder of the instance that will read it.</summary>
    public async Task MoveIfLargeAsync(string reader, Payload? payload, CancellationToken cancellation)
    {
        if (payload is not { Blob: null, Text: { } text } || text.Length <= threshold)
            return;
        var name = PayloadName.New(reader);
        await WriteLooseAsync(name, Encoding.UTF8.GetBytes(text), cancellation);
        payload.MovedTo(name);
    }

    /// <summary>Writes a payload that lies in a blob once more, for another instance.</summary>
    public async Task CopyAsync(Payload payload, string reader, CancellationToken cancellation)
    {
        var text = await TextAsync(payload, cancellation);
        await WriteLooseAsync(PayloadName.In(reader, payload.Blob!), Encoding.UTF8.GetBytes(text!), cancellation);
    }

    public async ValueTask<string?> TextAsync(Payload? payload, CancellationToken cancellation) =>
        payload is null ? null : payload.Text ?? Encoding.UTF8.GetString(await ReadAsync(payload.Blob!, cancellation));

    /// <summary>The text, or null when its blob is gone: for those that only look.</summary>
    public async ValueTask<string?> TextIfThereAsync(Payload? payload, CancellationToken cancellation)
    {
        try
        {
            return await TextAsync(payload, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async ValueTask LoadAsync(Payload? payload, CancellationToken cancellation)
    {
        if (payload is { Text: null })
            payload.Loaded((await TextAsync(payload, cancellation))!);
    }

    public Task WriteAsync(string name, byte[] content, CancellationToken cancellation) =>
        retry.RunAsync(
            "write a payload",
            c => container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, c),
            cancellation
        );

    public async Task<byte[]> ReadAsync(string name, CancellationToken cancellation)
    {
        var content = await retry.RunAsync(
            "read a payload",
            c => container.GetBlobClient(name).DownloadContentAsync(c),
            cancellation
        );
        return content.Value.Content.ToArray();
    }

    public Task<List<string>> ListAsync(string instanceId, CancellationToken cancellation) =>
        retry.RunAsync(
            "list payloads",
            async c =>
            {
                var names = new List<string>();
                await foreach (
                    var blob in container.GetBlobsAsync(
                        new GetBlobsOptions { Prefix = PayloadName.Folder(instanceId) },
                        c
                    )
                )
                    names.Add(blob.Name);
                return names;
            },
            cancellation
        );

    public Task DeleteAsync(string name, CancellationToken cancellation) =>
        retry.RunAsync(
            "delete a payload",
            c => container.DeleteBlobIfExistsAsync(name, cancellationToken: c),
            cancellation
        );

    public bool IsLoose(string name) => _loose.ContainsKey(name);

    /// <summary>A record has been appended: from now on the instances' own references keep its blobs.</summary>
    public void Recorded(LogRecord record)
    {
        if (_loose.IsEmpty)
            return;
        foreach (var blob in record.Blobs())
            _loose.TryRemove(blob, out _);
    }

    /// <summary>The record that would have named the payload was refused.</summary>
    public async Task DiscardAsync(Payload? payload, CancellationToken cancellation)
    {
        if (payload?.Blob is not { } blob)
            return;
        await DeleteAsync(blob, cancellation);
        _loose.TryRemove(blob, out _);
    }

    private async Task WriteLooseAsync(string name, byte[] content, CancellationToken cancellation)
    {
        _loose[name] = true;
        await WriteAsync(name, content, cancellation);
    }
}
