using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Insights;

/// <summary>Totals of pledges by capability and donor, apart for each disclosure.</summary>
internal sealed class LedgerTotals(StorageAccount account, Generations generations) : IDisposable
{
    private readonly ShardedTotals<LedgerSums> _totals = new(
        account,
        generations,
        "totals",
        LedgerKey.Sheet,
        LedgerKey.Sheets
    );

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
    ) => Ledgers(await StandingAsync(actor, cancel), capability, column);

    /// <summary>The ledgers as they stand, and how many pledges each who pays has: what the caller may see.</summary>
    public async Task<IReadOnlyList<TotalsOf<LedgerSums>>> StandingAsync(Actor actor, CancellationToken cancel) =>
        Seen(await _totals.ReadAsync(cancel), actor);

    /// <summary>The ledgers of those, by capability and the party of a column.</summary>
    public static Dictionary<(string Capability, string Donor), LedgerSums> Ledgers(
        IEnumerable<TotalsOf<LedgerSums>> standing,
        string? capability,
        SupportColumn column
    ) =>
        (
            from total in standing
            let key = LedgerKey.Read(total.Key, total.Donor, column)
            where key is not null && (capability ?? key.Value.Capability) == key.Value.Capability
            group total.Sums by key.Value
        ).ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));

    /// <summary>How many pledges each who pays has, and how many of them are not valued whole.</summary>
    public static Dictionary<string, LedgerSums> Donors(IEnumerable<TotalsOf<LedgerSums>> standing) =>
        (
            from total in standing
            let donor = LedgerKey.ReadDonor(total.Key, total.Donor)
            where donor is not null
            group total.Sums by donor
        ).ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));

    /// <summary>What falls into each month from one to another, by capability and who pays.</summary>
    public async Task<Dictionary<(Month Month, string Capability, string Donor), LedgerSums>> MonthsAsync(
        Actor actor,
        Month first,
        Month last,
        CancellationToken cancel
    )
    {
        var (firstSheet, lastSheet) = (LedgerKey.OfMonths(first.First.Year), LedgerKey.OfMonths(last.First.Year));
        return (
            from total in Seen(await _totals.ReadAsync(firstSheet, lastSheet, cancel), actor)
            let key = LedgerKey.ReadMonth(total.Key, total.Donor)
            where key is not null && key.Value.Month >= first && key.Value.Month <= last
            group total.Sums by key.Value
        ).ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));
    }

    /// <summary>Tranches that are due, by day and who delivers, and without a day those handed over.</summary>
    public async Task<ILookup<string, (DateOnly? Due, LedgerSums Sums)>> TranchesAsync(
        Actor actor,
        CancellationToken cancel
    ) =>
        (
            from total in Seen(await _totals.ReadAsync(LedgerKey.Tranches, $"{LedgerKey.Tranches}~", cancel), actor)
            let key = LedgerKey.ReadTranches(total.Key, total.Donor)
            group total.Sums by key into g
            select (g.Key, Sums: g.Aggregate((a, b) => a + b))
        )
            .Where(t => t.Sums != LedgerSums.None)
            .ToLookup(t => t.Key.Party, t => (t.Key.Due, t.Sums));

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

    private static List<TotalsOf<LedgerSums>> Seen(
        IEnumerable<(Disclosure Disclosure, TotalsOf<LedgerSums> Total)> read,
        Actor actor
    ) => [.. read.Where(r => actor.MaySee(r.Disclosure, r.Total.Donor)).Select(r => r.Total)];
}
