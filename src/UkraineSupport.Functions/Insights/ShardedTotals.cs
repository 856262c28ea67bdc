using System.Collections.Concurrent;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Insights;

/// <summary>
/// Totals by key and donor, apart for each disclosure, so that a caller's total holds nothing the caller may not see. A
/// few shards; in each a few rows, the sheets, have all its totals, so that reading them costs the same however many
/// aggregates there are. What each contributed stands beside them and changes in the same transaction: a repeated or
/// late projection changes nothing, and a change of disclosure is in both totals or in neither. Changes that come at
/// once in one process share a transaction.
/// </summary>
/// <param name="account">Where they are stored.</param>
/// <param name="generations">Which sets there are.</param>
/// <param name="name">The table.</param>
/// <param name="sheetOf">The sheet that a key's total stands on; one for all where it is null.</param>
/// <param name="sheets">How many sheets there are at most.</param>
internal sealed class ShardedTotals<TSums>(
    StorageAccount account,
    Generations generations,
    string name,
    Func<string, string>? sheetOf = null,
    int sheets = 1
) : IDisposable
    where TSums : class, ISums<TSums>
{
    private const int Shards = 4;

    private readonly ConcurrentDictionary<(int Generation, int Shard), TotalsShard<TSums>> _shards = new();

    /// <summary>Brings what an aggregate contributes to a generation up to date.</summary>
    public Task ChangeAsync(int generation, Contribution<TSums> contribution, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var shard = ShardOf(contribution.Id);
        return _shards
            .GetOrAdd(
                (generation, shard),
                key =>
                    new(
                        () => account.TableAsync(Generations.Name(key.Generation, name)),
                        key.Shard,
                        sheetOf ?? (_ => ""),
                        sheets
                    )
            )
            .ChangeAsync(contribution);
    }

    /// <summary>Takes what an aggregate contributed away until it is counted again.</summary>
    public Task UncountAsync(int generation, string id, CancellationToken cancel) =>
        ChangeAsync(generation, new(id, "", null, [], false), cancel);

    /// <summary>The totals of the first sheet that are in use, each with its disclosure.</summary>
    public async Task<List<(Disclosure Disclosure, TotalsOf<TSums> Total)>> ReadAsync(CancellationToken cancel)
    {
        var table = await account.TableAsync(Generations.Name((await generations.NowAsync(cancel)).Current, name));
        var rows = await Task.WhenAll(
            Enumerable
                .Range(0, Shards)
                .Select(shard =>
                    table.FindAsync(TotalsShard<TSums>.Name(shard), TotalsShard<TSums>.TotalKey(shard, ""), cancel)
                )
        );
        return Totals(rows.OfType<TableEntity>());
    }

    /// <summary>The totals of a range of sheets, one range read a shard.</summary>
    public async Task<List<(Disclosure Disclosure, TotalsOf<TSums> Total)>> ReadAsync(
        string firstSheet,
        string lastSheet,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Generations.Name((await generations.NowAsync(cancel)).Current, name));
        var rows = await Task.WhenAll(
            Enumerable
                .Range(0, Shards)
                .Select(shard => TotalsShard<TSums>.SheetsAsync(table, shard, firstSheet, lastSheet, cancel))
        );
        return Totals(rows.SelectMany(r => r));
    }

    /// <summary>Whether an aggregate contributes these parts and no others.</summary>
    public async Task<bool> IsCountedAsync(
        int generation,
        string id,
        IEnumerable<TotalsPart<TSums>> parts,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Generations.Name(generation, name));
        var partition = TotalsShard<TSums>.Name(ShardOf(id));
        return await table.FindAsync(partition, TotalsShard<TSums>.ContributionKey(id), cancel) is { } row
            && TotalsShard<TSums>.Parts(row).ToHashSet().SetEquals(parts);
    }

    /// <summary>
    /// The shards whose totals are not the sum of what was contributed. One that changes while it is looked at is
    /// looked at again, a few times.
    /// </summary>
    public async Task<IReadOnlyList<string>> WrongShardsAsync(int generation, CancellationToken cancel)
    {
        var table = await account.TableAsync(Generations.Name(generation, name));
        var wrong = new List<string>();
        for (var shard = 0; shard < Shards; shard++)
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                if (await TotalsShard<TSums>.IsSumAsync(table, shard, sheetOf ?? (_ => ""), cancel) is not { } isSum)
                    continue;
                if (!isSum)
                    wrong.Add(TotalsShard<TSums>.Name(shard));
                break;
            }
        }

        return wrong;
    }

    public void Dispose()
    {
        foreach (var shard in _shards.Values)
            shard.Dispose();
    }

    private static List<(Disclosure Disclosure, TotalsOf<TSums> Total)> Totals(IEnumerable<TableEntity> rows) =>
        [
            .. from row in rows
            from disclosure in Enum.GetValues<Disclosure>()
            from total in TotalsShard<TSums>.Totals(row, disclosure)
            select (disclosure, total),
        ];

    private static int ShardOf(string id) => Convert.ToInt32(id[^2..], 16) % Shards;
}
