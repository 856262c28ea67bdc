using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>How far an aggregate was dispatched.</summary>
/// <param name="Through">Version up to which read models, other aggregates and orchestrations were told.</param>
/// <param name="Waits">What its orchestrations were told last that they wait for; empty before the first.</param>
/// <param name="Sinks">Version up to which each sink has it; a sink that never had any is not in it.</param>
internal sealed record Progress(long Through, string Waits, IReadOnlyDictionary<string, long> Sinks)
{
    /// <summary>
    /// Up to where a sink has it. One that was added later begins where the aggregate stood when it first came by:
    /// before sinks had a progress of their own, all had what was dispatched.
    /// </summary>
    public long Of(ISink sink) => Sinks.TryGetValue(sink.Name, out var version) ? version : Through;
}

/// <summary>
/// A row an aggregate, with a column for each part of the dispatch. Each part writes its own column only, so that parts
/// which go on side by side do not set each other back. A repeated dispatch may set its own part back; then some events
/// go out once more, none is left out: each sets it only after sending everything up to there.
/// </summary>
internal sealed class DispatchProgress(StorageAccount account)
{
    private const string Table = "Dispatched";
    private const string SinkColumn = "Sink_";

    public async Task<Progress> ReadAsync(string id, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        return await table.FindAsync(id, id, cancel) is { } row
            ? new(
                row.GetInt64("Through") ?? 0,
                row.GetString("Waits") ?? "",
                row.Keys.Where(k => k.StartsWith(SinkColumn, StringComparison.Ordinal))
                    .ToDictionary(k => k[SinkColumn.Length..], k => row.GetInt64(k)!.Value)
            )
            : new(0, "", new Dictionary<string, long>());
    }

    /// <summary>
    /// After the aggregate's own storage account has it all: core, and the sinks that are in it, in one write.
    /// </summary>
    public Task WriteAsync(
        string id,
        long through,
        string waits,
        IReadOnlyDictionary<string, long> sinks,
        CancellationToken cancel
    )
    {
        var row = new TableEntity(id, id) { ["Through"] = through, ["Waits"] = waits };
        foreach (var (sink, version) in sinks)
            row[SinkColumn + sink] = version;
        return MergeAsync(row, cancel);
    }

    /// <summary>After a sink has it.</summary>
    public Task WriteAsync(string id, string sink, long through, CancellationToken cancel) =>
        MergeAsync(new TableEntity(id, id) { [SinkColumn + sink] = through }, cancel);

    private async Task MergeAsync(TableEntity row, CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        await table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancel);
    }
}
