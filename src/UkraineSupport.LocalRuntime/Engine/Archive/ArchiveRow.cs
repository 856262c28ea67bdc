using System.IO.Compression;
using Azure.Data.Tables;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>An ended instance as a row: what queries filter by in columns of their own, the rest packed.</summary>
internal sealed record ArchiveRow(TableEntity Entity)
{
    public const string Partition = "instances";

    private static readonly PackedColumn View = new("V", 5);
    private static readonly PackedColumn History = new("H", 8);

    /// <summary>The columns that metadata needs; the history is the larger part and rarely asked for.</summary>
    public static readonly string[] ViewColumns =
    [
        "RowKey",
        "Id",
        "Name",
        "Status",
        "Created",
        "Updated",
        .. View.Columns,
    ];

    public static async Task<ArchiveRow> FromAsync(
        InstanceView view,
        Copied history,
        PayloadStore payloads,
        CancellationToken cancellation
    )
    {
        var row = new TableEntity(Partition, InstanceKey.Of(view.Id))
        {
            ["Id"] = view.Id,
            ["Name"] = view.Name,
            ["Status"] = (int)view.Status,
            ["Created"] = view.CreatedAt,
            ["Updated"] = view.UpdatedAt,
        };
        await View.PutAsync(row, view.Id, Pack(view), payloads, cancellation);
        await History.PutAsync(row, view.Id, Pack(history), payloads, cancellation);
        return new(row);
    }

    public static async ValueTask<InstanceView> ToViewAsync(
        TableEntity row,
        PayloadStore payloads,
        CancellationToken cancellation
    )
    {
        var packed = await View.GetAsync(row, payloads, cancellation);
        var from = new BinaryCursor(packed);
        var (input, output, status, failure) = (from.Payload(), from.Payload(), from.Payload(), from.Failure());
        var tags = new Dictionary<string, string>();
        for (var left = from.Int(); left > 0; left--)
            tags[from.Text()] = from.Text();
        var parent = from.Bool() ? new ParentLink(from.Text(), from.Text(), from.Guid(), from.Int()) : null;
        return new(
            row.GetString("Id"),
            row.GetString("Name"),
            (OrchestrationRuntimeStatus)row.GetInt32("Status")!.Value,
            row.GetDateTimeOffset("Created")!.Value,
            row.GetDateTimeOffset("Updated")!.Value,
            input,
            output,
            status,
            failure,
            tags,
            parent,
            from.Text()
        );
    }

    public static async ValueTask<Copied> ToHistoryAsync(
        TableEntity row,
        PayloadStore payloads,
        CancellationToken cancellation
    )
    {
        await using var packed = new DeflateStream(
            new MemoryStream(await History.GetAsync(row, payloads, cancellation)),
            CompressionMode.Decompress
        );
        using var plain = new MemoryStream();
        await packed.CopyToAsync(plain, cancellation);
        return Read(plain.ToArray());
    }

    private static Copied Read(byte[] plain)
    {
        var from = new BinaryCursor(plain);
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
}
