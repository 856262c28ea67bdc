using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Insights;

/// <summary>Totals of pledges by capability and donor, apart for each disclosure.</summary>
internal sealed class LedgerTotals(StorageAccount account, Generations generations) : IDisposable
{
    private readonly ShardedTotals<LedgerSums> _totals = new(account, generations, "totals");

    /// <summary>Brings a pledge's contribution up to date.</summary>
    /// <param name="generation">The set of read models.</param>
    /// <param name="pledge">The pledge.</param>
    /// <param name="isNew">Whether it cannot have contributed yet, as far as is known: saves a read.</param>
    /// <param name="cancel">Gives up.</param>
    public Task CountAsync(int generation, Pledge pledge, bool isNew, CancellationToken cancel) =>
        _totals.ChangeAsync(
            generation,
            new(pledge.Id, pledge.Donor, pledge.Version, [.. LedgerParts.Of(pledge)], isNew),
            cancel
        );

    /// <summary>Takes a pledge's contribution away until it is counted again.</summary>
    public Task UncountAsync(int generation, string pledge, CancellationToken cancel) =>
        _totals.UncountAsync(generation, pledge, cancel);

    /// <summary>
    /// Totals that <paramref name="actor"/> may see, by capability and who paid, or the party of another column; for one
    /// capability if it is named.
    /// </summary>
    public async Task<Dictionary<(string Capability, string Donor), LedgerSums>> ReadAsync(
        Actor actor,
        string? capability,
        CancellationToken cancel,
        SupportColumn column = SupportColumn.PaidBy
    ) =>
        (
            from read in await _totals.ReadAsync(cancel)
            where actor.MaySee(read.Disclosure, read.Total.Donor)
            let key = LedgerKey.Read(read.Total.Key, read.Total.Donor, column)
            where key is not null && (capability ?? key.Value.Capability) == key.Value.Capability
            group read.Total.Sums by key.Value
        ).ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));

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
    public Task<bool> IsCountedAsync(int generation, Pledge pledge, CancellationToken cancel) =>
        _totals.IsCountedAsync(generation, pledge.Id, LedgerParts.Of(pledge), cancel);

    /// <summary>The shards whose totals are not the sum of what was contributed.</summary>
    public Task<IReadOnlyList<string>> WrongShardsAsync(int generation, CancellationToken cancel) =>
        _totals.WrongShardsAsync(generation, cancel);

    public void Dispose() => _totals.Dispose();
}
