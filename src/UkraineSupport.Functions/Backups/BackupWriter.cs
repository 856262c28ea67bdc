using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Backups;

/// <summary>Writes a backup: a ZIP archive of parts, and what it says of itself last.</summary>
internal sealed class BackupWriter(Stream to) : IDisposable
{
    private readonly ZipArchive _archive = new(to, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<BackupPart> _parts = [];

    /// <summary>Adds rows, a line each.</summary>
    public async Task AddRowsAsync(string table, IAsyncEnumerable<TableEntity> rows, CancellationToken cancel)
    {
        var lines = rows.Select(row => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(RowText.Write(row) + '\n'));
        await AddAsync(BackupFile.RowsOf(table), lines, isRows: true, cancel);
    }

    /// <summary>Adds a blob.</summary>
    public Task AddBlobAsync(string name, BinaryData content, CancellationToken cancel) =>
        AddAsync(name, new[] { content.ToMemory() }.ToAsyncEnumerable(), isRows: false, cancel);

    /// <summary>Says what it is. Without that it is no backup.</summary>
    public async Task FinishAsync(BackupManifest manifest, CancellationToken cancel)
    {
        await using var entry = await _archive.CreateEntry(BackupFile.ManifestName).OpenAsync(cancel);
        var whole = manifest with { Parts = _parts };
        await JsonSerializer.SerializeAsync(entry, whole, DomainJson.Options, cancel);
    }

    public void Dispose() => _archive.Dispose();

    private async Task AddAsync(
        string name,
        IAsyncEnumerable<ReadOnlyMemory<byte>> pieces,
        bool isRows,
        CancellationToken cancel
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, bytes) = (0L, 0L);
        await using (var entry = await _archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel))
        {
            await foreach (var piece in pieces.WithCancellation(cancel))
            {
                hash.AppendData(piece.Span);
                await entry.WriteAsync(piece, cancel);
                (count, bytes) = (count + 1, bytes + piece.Length);
            }
        }

        _parts.Add(new(name, isRows ? count : 0, bytes, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }
}
