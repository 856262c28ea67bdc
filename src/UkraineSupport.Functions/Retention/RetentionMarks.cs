using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Retention;

/// <summary>How far a sweep has come.</summary>
/// <param name="Done">What is older than this was swept already.</param>
/// <param name="Until">What is older than this is being swept; null between sweeps.</param>
/// <param name="Continuation">Where the sweep goes on; null at its beginning.</param>
internal sealed record RetentionMark(DateTimeOffset Done, DateTimeOffset? Until, string? Continuation);

/// <summary>
/// How far each sweep has come, in table <c>Retention</c>: what is cut off goes on there the next time.
/// </summary>
internal sealed class RetentionMarks(StorageAccount account)
{
    /// <summary>The table.</summary>
    public const string Table = "Retention";

    /// <summary>Before any time the Table service can hold there is nothing.</summary>
    private static readonly RetentionMark None = new(DateTimeOffset.UnixEpoch, null, null);

    public async Task<RetentionMark> OfAsync(string what, CancellationToken cancel) =>
        await (await account.TableAsync(Table)).FindAsync(what, what, cancel) is { } row
            ? new(row.GetDateTimeOffset("Done")!.Value, row.GetDateTimeOffset("Until"), row.GetString("Continuation"))
            : None;

    public async Task PutAsync(string what, RetentionMark mark, CancellationToken cancel) =>
        await (await account.TableAsync(Table)).UpsertEntityAsync(
            new TableEntity(what, what)
            {
                ["Done"] = mark.Done,
                ["Until"] = mark.Until,
                ["Continuation"] = mark.Continuation,
            },
            TableUpdateMode.Replace,
            cancel
        );
}
