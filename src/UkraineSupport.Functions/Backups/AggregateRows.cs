using Azure.Data.Tables;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backups;

/// <summary>All rows of one partition of table <c>Aggregates</c>.</summary>
/// <param name="Id">The partition: an aggregate, or what answers are kept for beside them.</param>
/// <param name="State">The row with the state; null of what is no aggregate.</param>
/// <param name="Events">Its events, oldest first.</param>
/// <param name="Answers">Answers kept under idempotency keys.</param>
internal sealed record AggregateRows(
    string Id,
    TableEntity? State,
    IReadOnlyList<StoredEvent> Events,
    IReadOnlyList<TableEntity> Answers
)
{
    /// <summary>The rows of its events.</summary>
    public required IReadOnlyList<TableEntity> EventRows { get; init; }

    /// <summary>Every row.</summary>
    public IEnumerable<TableEntity> All => [.. EventRows, .. Answers, .. State is null ? [] : new[] { State }];

    /// <summary>Puts the rows of a partition in order.</summary>
    public static AggregateRows Of(IReadOnlyList<TableEntity> rows)
    {
        var id = rows[0].PartitionKey;
        var events = rows.Where(r => Begins(r, $"{id}|event|")).ToList();
        return new(
            id,
            rows.SingleOrDefault(r => r.RowKey == AggregateStore.StateKey(id)),
            events.ConvertAll(Storage.EventRows.From),
            [.. rows.Where(r => Begins(r, $"{id}|key|"))]
        )
        {
            EventRows = events,
        };
    }

    /// <summary>Rows that come partition by partition, put together.</summary>
    public static async IAsyncEnumerable<AggregateRows> EachAsync(IAsyncEnumerable<TableEntity> rows)
    {
        var partition = new List<TableEntity>();
        await foreach (var row in rows)
        {
            if (partition.Count > 0 && partition[0].PartitionKey != row.PartitionKey)
            {
                yield return Of(partition);
                partition = [];
            }

            partition.Add(row);
        }

        if (partition.Count > 0)
            yield return Of(partition);
    }

    /// <summary>
    /// The first version that is not as it was sealed, or that the state does not end with; null when all is.
    /// </summary>
    public long? FirstBroken() =>
        State is null
            ? null
            : HashChain.FirstBroken(
                Events.Select(e => e.Record),
                0,
                EventRecord.Genesis,
                State.GetInt64("Version") == Events.Count ? State.GetString("Head") : "other"
            );

    private static bool Begins(TableEntity row, string with) => row.RowKey.StartsWith(with, StringComparison.Ordinal);
}
