using Azure.Data.Tables;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>Events, states and kept answers: table <c>Aggregates</c>.</summary>
internal sealed class ErasureInRecords(StorageAccount account, AggregateEraser aggregates, ErasureList list)
    : IErasurePlace
{
    public async Task EraseAsync(Wanted wanted, bool writes, ErasureCount count, CancellationToken cancel)
    {
        await foreach (
            var rows in AggregateRows
                .EachAsync(account.RowsAsync(AggregateStore.Table, cancel))
                .WithCancellation(cancel)
        )
        {
            var events = 0;
            for (var i = 0; i < rows.Events.Count; i++)
            {
                var (row, happened) = (rows.EventRows[i], rows.Events[i].Record);
                if (ErasedTexts.IsInClear(happened, wanted))
                    count.StaysInClear();
                if (ErasedTexts.Of(happened, wanted) is not { Count: > 0 } commitments)
                    continue;
                events++;
                count.Event();
                if (!writes)
                    continue;
                foreach (var commitment in commitments)
                    await list.NoteAsync(new(rows.Id, commitment), cancel);
                await aggregates.PutAsync(ErasedTexts.RowWithout(row, happened, commitments), cancel);
            }

            foreach (var row in rows.Answers)
                await AnswerAsync(row, wanted, writes, count, cancel);
            // Also without an event: one that lost its texts just before the command was cut off.
            if (rows.State is { } state && wanted.IsIn(TextColumns.Get(state, "State")!))
            {
                if (!writes ? events > 0 : await aggregates.RenewStateAsync(rows.Id, cancel))
                    count.State();
            }
        }
    }

    private async Task AnswerAsync(
        TableEntity row,
        Wanted wanted,
        bool writes,
        ErasureCount count,
        CancellationToken cancel
    )
    {
        if (TextColumns.Get(row, "Body") is not { Length: > 0 } body || wanted.Scrubbed(body) is not { } left)
            return;
        count.Answer();
        TextColumns.Replace(row, "Body", left);
        if (writes)
            await aggregates.PutAsync(row, cancel);
    }
}
