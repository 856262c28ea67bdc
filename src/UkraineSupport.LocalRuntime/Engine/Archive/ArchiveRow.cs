using System.Globalization;
using System.IO.Compression;
using Azure.Data.Tables;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>An ended instance as a row: what queries filter by in columns of their own, the rest packed.</summary>
internal static class ArchiveRow
{
    public const string Partition = "instances";
    private const int ChunkBytes = 60_000;
    private const int MostHistoryBytes = 8 * ChunkBytes;

    /// <summary>The columns that metadata needs; the history is the larger part and rarely asked for.</summary>
    public static readonly string[] ViewColumns =
        ["RowKey", "Id", "Name", "Status", "Created", "Updated", "V0", "V1", "V2", "V3", "V4", "V5"];

    public static TableEntity ToEntity(InstanceView view, Copied history)
    {
        var row = new TableEntity(Partition, InstanceKey.Of(view.Id))
        {
            ["Id"] = view.Id,
            ["Name"] = view.Name,
            ["Status"] = (int)view.Status,
            ["Created"] = view.CreatedAt,
            ["Updated"] = view.UpdatedAt,
        };
        Put(row, "V", Pack(view));
        var packed = Pack(history);
        if (packed.Length <= MostHistoryBytes)
            Put(row, "H", packed);
        return row;
    }

    public static InstanceView ToView(TableEntity row)
    {
        var from = new BinaryCursor(Join(row, "V"));
        var (input, output, status, failure) = (from.Payload(), from.Payload(), from.Payload(), from.Failure());
        var tags = new Dictionary<string, string>();
        for (var left = from.Int(); left > 0; left--)
            tags[from.Text()] = from.Text();
        var parent = from.Bool() ? new ParentLink(from.Text(), from.Text(), from.Guid(), from.Int()) : null;
        return new(
            row.GetString("Id"), row.GetString("Name"), (OrchestrationRuntimeStatus)row.GetInt32("Status")!.Value,
            row.GetDateTimeOffset("Created")!.Value, row.GetDateTimeOffset("Updated")!.Value, input, output, status, failure,
            tags, parent, from.Text());
    }

    /// <summary>The history; null for one that was too long to keep (about half a megabyte packed).</summary>
    public static Copied? ToHistory(TableEntity row)
    {
        if (!row.ContainsKey("H0"))
            return null;
        using var packed = new DeflateStream(new MemoryStream(Join(row, "H")), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        var from = new BinaryCursor(plain.ToArray());
        return (Copied)LogRecord.Read(ref from);
    }

    private static byte[] Pack(InstanceView view)
    {
        var to = new BinaryBuffer();
        to.Write(view.Input);
        to.Write(view.Output);
        to.Write(view.CustomStatus);
        to.Write(view.Failure);
        to.Int(view.Tags?.Count ?? 0);
        foreach (var (key, value) in view.Tags ?? new Dictionary<string, string>())
        {
            to.Text(key);
            to.Text(value);
        }
        to.Bool(view.Parent is not null);
        if (view.Parent is { } parent)
        {
            to.Text(parent.Name);
            to.Text(parent.InstanceId);
            to.Guid(parent.Execution);
            to.Int(parent.StepId);
        }
        to.Text(view.Version);
        return to.Written.ToArray();
    }

    private static byte[] Pack(Copied history)
    {
        var to = new BinaryBuffer(1024);
        history.WriteTo(to);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(to.Written.Span);
        return packed.ToArray();
    }

    private static void Put(TableEntity row, string name, byte[] bytes)
    {
        for (var chunk = 0; chunk * ChunkBytes < bytes.Length; chunk++)
            row[Name(name, chunk)] = bytes.AsSpan(chunk * ChunkBytes, Math.Min(ChunkBytes, bytes.Length - (chunk * ChunkBytes))).ToArray();
    }

    private static byte[] Join(TableEntity row, string name)
    {
        using var all = new MemoryStream();
        for (var chunk = 0; row.TryGetValue(Name(name, chunk), out var value) && value is byte[] bytes; chunk++)
            all.Write(bytes);
        return all.ToArray();
    }

    private static string Name(string name, int chunk) => name + chunk.ToString(CultureInfo.InvariantCulture);
}
