using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Backups;

/// <summary>A backup as it is read: each part is held against the checksum that the backup says of it.</summary>
internal sealed class BackupFile : IDisposable
{
    /// <summary>The part that says what the others are.</summary>
    public const string ManifestName = "manifest.json";

    private const int PieceSize = 64 * 1024;

    private readonly ZipArchive _archive;

    private BackupFile(ZipArchive archive, string id, BackupManifest manifest) =>
        (_archive, Id, Manifest) = (archive, id, manifest);

    /// <summary>SHA-256 of what it says of itself, checksums and all: no other backup has it.</summary>
    public string Id { get; }

    public BackupManifest Manifest { get; }

    /// <summary>The part with a table's rows.</summary>
    public static string RowsOf(string table) => $"{table}.jsonl";

    /// <summary>How a backup that is begun then is named.</summary>
    public static string NameAt(DateTimeOffset now) => $"ukraine-support-{now:yyyyMMdd'T'HHmmss'Z'}.zip";

    /// <summary>A new file to write one into, for whoever runs it alone; one that was there is emptied.</summary>
    public static FileStream Private(string path, FileAccess access, FileOptions how = FileOptions.None)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = access,
            Options = how,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <exception cref="BackupException">It is no backup, or not all of one.</exception>
    public static BackupFile Open(Stream from)
    {
        try
        {
            var archive = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
            var entry = archive.GetEntry(ManifestName) ?? throw NoBackup("it does not say what it holds");
            using var text = new MemoryStream();
            using (var content = entry.Open())
                content.CopyTo(text);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(text.ToArray(), DomainJson.Strict)!;
            if (manifest.Format != 1)
                throw NoBackup($"its format is {manifest.Format}, and this program reads format 1");
            var named = manifest.Parts.Select(p => p.Name).Append(ManifestName).Order(StringComparer.Ordinal);
            if (!named.SequenceEqual(archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal)))
                throw NoBackup("its parts are not those that it names");
            return new(archive, Convert.ToHexStringLower(SHA256.HashData(text.ToArray())), manifest);
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw NoBackup(fault.Message);
        }
    }

    /// <summary>Whether it has a part with a table's rows: one from before there was that table has none.</summary>
    public bool Has(string table) => Manifest.Parts.Any(p => p.Name == RowsOf(table));

    /// <summary>The rows of a table, to the end of which nothing is certain of them.</summary>
    /// <exception cref="BackupException">They are not those that were written.</exception>
    public async IAsyncEnumerable<TableEntity> RowsAsync(
        string table,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var part = Manifest.Parts.Single(p => p.Name == RowsOf(table));
        using var hash = SHA256.Create();
        await using var content = new CryptoStream(Entry(part), hash, CryptoStreamMode.Read);
        using var lines = new StreamReader(content, new UTF8Encoding(false, true), false, PieceSize);
        var count = 0L;
        while (await NextAsync(part, lines, cancel) is { } row)
        {
            count++;
            yield return row;
        }

        if (!IsWhole(part, hash) || count != part.Rows)
            throw Damaged(part);
    }

    /// <summary>The blobs of a container, by name.</summary>
    public IEnumerable<string> Blobs(string container) =>
        Manifest
            .Parts.Where(p => p.Name.StartsWith($"{container}/", StringComparison.Ordinal))
            .Select(p => p.Name[(container.Length + 1)..]);

    /// <summary>A blob.</summary>
    /// <exception cref="BackupException">It is not the one that was written.</exception>
    public async Task<BinaryData> BlobAsync(string container, string name, CancellationToken cancel)
    {
        var part = Manifest.Parts.Single(p => p.Name == $"{container}/{name}");
        using var hash = SHA256.Create();
        await using var content = new CryptoStream(Entry(part), hash, CryptoStreamMode.Read);
        using var whole = new MemoryStream();
        try
        {
            await content.CopyToAsync(whole, cancel);
        }
        catch (InvalidDataException)
        {
            throw Damaged(part);
        }

        return !IsWhole(part, hash) ? throw Damaged(part) : new BinaryData(whole.ToArray());
    }

    public void Dispose() => _archive.Dispose();

    /// <exception cref="BackupException">It is not as long as the backup says.</exception>
    private Stream Entry(BackupPart part)
    {
        var entry = _archive.GetEntry(part.Name)!;
        return entry.Length == part.Bytes ? entry.Open() : throw Damaged(part);
    }

    /// <summary>Of a part that was read to its end: whether it is what was written.</summary>
    private static bool IsWhole(BackupPart part, SHA256 hash) =>
        hash.Hash is { } read && Convert.ToHexStringLower(read) == part.Sha256;

    private static async Task<TableEntity?> NextAsync(BackupPart part, StreamReader lines, CancellationToken cancel)
    {
        try
        {
            return await lines.ReadLineAsync(cancel) is { } line ? RowText.Read(line) : null;
        }
        catch (Exception fault)
            when (fault is InvalidDataException or JsonException or FormatException or DecoderFallbackException)
        {
            throw Damaged(part);
        }
    }

    private static BackupException NoBackup(string why) => new($"The file is no backup, or not all of one: {why}.");

    private static BackupException Damaged(BackupPart part) =>
        new($"The backup is damaged: {part.Name} is not as it was written.");
}
