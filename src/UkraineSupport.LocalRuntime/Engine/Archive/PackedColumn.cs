using System.Globalization;
using Azure.Data.Tables;
using UkraineSupport.LocalRuntime.Engine.Payloads;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>
/// Bytes in a few columns of a row, or in a blob when they are too many: a row takes 1 MiB, a column 64 KiB.
/// </summary>
internal sealed class PackedColumn(string name, int chunks)
{
    private const int ChunkBytes = 60_000;

    private string BlobColumn => name + "B";

    public IEnumerable<string> Columns => Enumerable.Range(0, chunks).Select(Chunk).Append(BlobColumn);

    public async Task PutAsync(
        TableEntity row,
        string instanceId,
        byte[] bytes,
        PayloadStore payloads,
        CancellationToken cancellation
    )
    {
        if (bytes.Length > chunks * ChunkBytes)
        {
            var blob = PayloadName.New(instanceId);
            await payloads.WriteAsync(blob, bytes, cancellation);
            row[BlobColumn] = blob;
            return;
        }
        for (var chunk = 0; chunk * ChunkBytes < bytes.Length; chunk++)
            row[Chunk(chunk)] = bytes
                .AsSpan(chunk * ChunkBytes, Math.Min(ChunkBytes, bytes.Length - (chunk * ChunkBytes)))
                .ToArray();
    }

    public async ValueTask<byte[]> GetAsync(TableEntity row, PayloadStore payloads, CancellationToken cancellation)
    {
        if (row.GetString(BlobColumn) is { } blob)
            return await payloads.ReadAsync(blob, cancellation);
        using var all = new MemoryStream();
        for (var chunk = 0; row.TryGetValue(Chunk(chunk), out var value) && value is byte[] bytes; chunk++)
            all.Write(bytes);
        return all.ToArray();
    }

    private string Chunk(int chunk) => name + chunk.ToString(CultureInfo.InvariantCulture);
}
