using System.Collections.Concurrent;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Insights;

/// <summary>What one pledge adds to the totals of one disclosure and capability.</summary>
internal sealed record LedgerPart(Disclosure Disclosure, string Capability, LedgerSums Sums);

/// <summary>A total of one disclosure, capability and donor.</summary>
internal sealed record LedgerTotal(string Capability, string Donor, LedgerSums Sums);

/// <summary>
/// Totals by capability and donor, apart for each disclosure, so that a caller's total holds nothing the caller may not
/// see. A few shards; in each one row has all its totals, so that reading them costs the same however many pledges
/// there are. What each pledge contributed stands beside them and changes in the same transaction: a repeated or late
/// projection changes nothing, and a change of disclosure is in both totals or in neither. Changes that come at once in
/// one process share a transaction.
/// </summary>
internal sealed class LedgerTotals(StorageAccount account, Generations generations) : IDisposable
{
    private const string Table = "totals";
    private const int Shards = 4;

    private readonly ConcurrentDictionary<(int Generation, int Shard), LedgerShard> _shards = new();

    /// <summary>Brings a pledge's contribution up to date.</summary>
    /// <param name="generation">The set of read models.</param>
    /// <param name="pledge">The pledge.</param>
    /// <param name="isNew">Whether it cannot have contributed yet, as far as is known: saves a read.</param>
    /// <param name="cancel">Gives up.</param>
    public Task CountAsync(int generation, Pledge pledge, bool isNew, CancellationToken cancel) =>
        ChangeAsync(
            generation,
            new(pledge.Id, pledge.Donor, pledge.Version, [.. LedgerParts.Of(pledge)], isNew),
            cancel
        );

    /// <summary>Takes a pledge's contribution away until it is counted again.</summary>
    public Task UncountAsync(int generation, string pledge, CancellationToken cancel) =>
        ChangeAsync(generation, new(pledge, "", null, [], false), cancel);

    /// <summary>
    /// Totals that <paramref name="actor"/> may see, by capability and donor; for one capability if it is named.
    /// </summary>
    public async Task<Dictionary<(string Capability, string Donor), LedgerSums>> ReadAsync(
        Actor actor,
        string? capability,
        CancellationToken cancel
    )
    {
        var generation = (await generations.NowAsync(cancel)).Current;
        var table = await account.TableAsync(Generations.Name(generation, Table));
        var rows = await Task.WhenAll(
            Enumerable
                .Range(0, Shards)
                .Select(shard => table.FindAsync(LedgerShard.Name(shard), LedgerShard.TotalKey(shard), cancel))
        );
        return (
            from row in rows.OfType<TableEntity>()
            from disclosure in Enum.GetValues<Disclosure>()
            from total in LedgerShard.Totals(row, disclosure)
            where actor.MaySee(disclosure, total.Donor) && (capability ?? total.Capability) == total.Capability
            group total.Sums by (total.Capability, total.Donor)
        ).ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));
    }

    /// <summary>All that is committed, by capability and donor, with the system's eyes.</summary>
    public async Task<List<CommittedQuantity>> CommittedAsync(CancellationToken cancel) =>
        [
            .. (await ReadAsync(ListIndex.Eyes, null, cancel)).Select(s => new CommittedQuantity(
                s.Key.Capability,
                s.Key.Donor,
                s.Value.Committed
            )),
        ];

    /// <summary>Whether a pledge contributes what it should.</summary>
    public async Task<bool> IsCountedAsync(int generation, Pledge pledge, CancellationToken cancel)
    {
        var table = await account.TableAsync(Generations.Name(generation, Table));
        var (partition, key) = (LedgerShard.Name(ShardOf(pledge.Id)), LedgerShard.ContributionKey(pledge.Id));
        return await table.FindAsync(partition, key, cancel) is { } row
            && LedgerShard.Parts(row).ToHashSet().SetEquals(LedgerParts.Of(pledge));
    }

    /// <summary>
    /// The shards whose totals are not the sum of what was contributed. One that changes while it is looked at is
    /// looked at again, a few times.
    /// </summary>
    public async Task<IReadOnlyList<string>> WrongShardsAsync(int generation, CancellationToken cancel)
    {
        var table = await account.TableAsync(Generations.Name(generation, Table));
        var wrong = new List<string>();
        for (var shard = 0; shard < Shards; shard++)
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                if (await LedgerShard.IsSumAsync(table, shard, cancel) is not { } isSum)
                    continue;
                if (!isSum)
                    wrong.Add(LedgerShard.Name(shard));
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

    private Task ChangeAsync(int generation, Contribution contribution, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var shard = ShardOf(contribution.Pledge);
        return _shards
            .GetOrAdd(
                (generation, shard),
                key => new(() => account.TableAsync(Generations.Name(key.Generation, Table)), key.Shard)
            )
            .ChangeAsync(contribution);
    }

    private static int ShardOf(string pledge) => Convert.ToInt32(pledge[^2..], 16) % Shards;
}
