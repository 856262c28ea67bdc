using System.Globalization;
using Azure.Data.Tables;

namespace UkraineSupport.LocalRuntime.Engine.Log;

/// <summary>
/// A row of the log: up to half a megabyte of records in a few binary properties. A commit that takes several rows is
/// valid as a whole only: the first and the last are marked.
/// </summary>
internal sealed record LogRow(long Segment, int Row, string Writer, bool First, bool Last, ReadOnlyMemory<byte> Data)
{
    public const int MostBytes = ChunkBytes * Chunks;
    private const int ChunkBytes = 60_000;
    private const int Chunks = 8;

    public static TableEntity ToEntity(
        LogPosition at,
        int offset,
        string writer,
        bool first,
        bool last,
        ReadOnlyMemory<byte> data
    )
    {
        var entity = new TableEntity(at.PartitionKey, at.RowKey(offset))
        {
            ["W"] = writer,
            ["M"] = (first ? 1 : 0) | (last ? 2 : 0),
        };
        for (var chunk = 0; chunk * ChunkBytes < data.Length; chunk++)
        {
            var start = chunk * ChunkBytes;
            entity[Name(chunk)] = data.Slice(start, Math.Min(ChunkBytes, data.Length - start)).ToArray();
        }
        return entity;
    }

    public static LogRow From(TableEntity entity)
    {
        var mark = entity.GetInt32("M") ?? 0;
        return new(
            long.Parse(entity.PartitionKey, CultureInfo.InvariantCulture),
            int.Parse(entity.RowKey.AsSpan(entity.RowKey.LastIndexOf('-') + 1), CultureInfo.InvariantCulture),
            entity.GetString("W"),
            (mark & 1) != 0,
            (mark & 2) != 0,
            Join(entity)
        );
    }

    private static byte[] Join(TableEntity entity)
    {
        var first = entity.GetBinary(Name(0)) ?? [];
        if (!entity.ContainsKey(Name(1)))
            return first;
        using var all = new MemoryStream();
        for (var chunk = 0; chunk < Chunks && entity.GetBinary(Name(chunk)) is { } bytes; chunk++)
            all.Write(bytes);
        return all.ToArray();
    }

    private static string Name(int chunk) => "D" + chunk.ToString(CultureInfo.InvariantCulture);
}
