using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>Entries of lists, in every set of read models there is. Totals are numbers.</summary>
internal sealed class ErasureInLists(StorageAccount account, IEnumerable<IKindReadModels> kinds) : IErasurePlace
{
    private readonly Dictionary<string, IKindReadModels> _kinds = kinds.ToDictionary(k => k.Kind);

    public async Task EraseAsync(Wanted wanted, bool writes, ErasureCount count, CancellationToken cancel)
    {
        await foreach (var table in account.TablesAsync(cancel))
        {
            if (Generations.Of(table) is not { } generation)
                continue;
            await foreach (var row in account.RowsAsync(table, cancel))
            {
                if (TextColumns.Get(row, "Body") is not { } body || !wanted.IsIn(body))
                    continue;
                var id = Position.IdOf(row.RowKey);
                // By now the aggregate has it no more, and what lists show follows from the aggregate.
                if (!writes || await _kinds[Ids.KindOf(id)].MendAsync(id, generation, cancel))
                    count.Entry();
            }
        }
    }
}
