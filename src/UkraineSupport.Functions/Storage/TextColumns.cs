using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace UkraineSupport.Functions.Storage;

/// <summary>
/// Long text in an entity: compressed, in binary properties of at most 64 KiB, up to about 900 KiB of an entity's 1
/// MiB.
/// </summary>
internal static class TextColumns
{
    private const int ColumnSize = 64 * 1024;
    private const int MaxColumns = 14;

    /// <summary>
    /// Puts <paramref name="text"/> into <paramref name="name"/>, <c>name1</c>, … and answers how many bytes that
    /// takes.
    /// </summary>
    /// <exception cref="InvalidOperationException">It does not fit into an entity; the domain's limits on counts and
    /// lengths keep clear of that.</exception>
    public static int Set(TableEntity entity, string name, string text)
    {
        using var packed = new MemoryStream();
        using (var pack = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            pack.Write(Encoding.UTF8.GetBytes(text));
        var bytes = packed.ToArray();
        if (bytes.Length > ColumnSize * MaxColumns)
            throw new InvalidOperationException($"{entity.RowKey}: {name} is too large for an entity.");
        for (var column = 0; column * ColumnSize < bytes.Length; column++)
        {
            entity[Column(name, column)] = bytes
                .AsSpan(column * ColumnSize, Math.Min(ColumnSize, bytes.Length - (column * ColumnSize)))
                .ToArray();
        }

        return bytes.Length;
    }

    /// <summary>Puts <paramref name="text"/> in the place of what is there, of which nothing is left.</summary>
    public static void Replace(TableEntity entity, string name, string text)
    {
        Remove(entity, name);
        Set(entity, name, text);
    }

    /// <summary>Takes the text of <paramref name="name"/> away.</summary>
    public static void Remove(TableEntity entity, string name)
    {
        for (var column = 0; entity.Remove(Column(name, column)); column++) { }
    }

    /// <summary>The text of <paramref name="name"/>, or null when there is none.</summary>
    public static string? Get(TableEntity entity, string name)
    {
        using var packed = new MemoryStream();
        for (var column = 0; entity.TryGetValue(Column(name, column), out var part); column++)
        {
            packed.Write(part is BinaryData data ? data.ToMemory().Span : (byte[])part);
        }

        if (packed.Length == 0)
            return null;
        packed.Position = 0;
        using var text = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static string Column(string name, int column) => column == 0 ? name : $"{name}{column}";
}
