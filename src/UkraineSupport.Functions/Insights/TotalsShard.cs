using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Insights;

/// <summary>What an aggregate is to contribute from now on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Donor">The donor it belongs to.</param>
/// <param name="Version">Its version; null takes its contribution away.</param>
/// <param name="Parts">By disclosure and key.</param>
/// <param name="IsNew">Whether it cannot have contributed yet, as far as is known.</param>
internal sealed record Contribution<TSums>(
    string Id,
    string Donor,
    long? Version,
    IReadOnlyList<TotalsPart<TSums>> Parts,
    bool IsNew
);

/// <summary>One shard of one set of totals.</summary>
internal sealed class TotalsShard<TSums> : IDisposable
    where TSums : class, ISums<TSums>
{
    /// <summary>Rows that a transaction takes: what is contributed, and every sheet there may be.</summary>
    private const int MostRows = 100;

    private readonly Func<Task<TableClient>> _table;
    private readonly int _shard;
    private readonly Func<string, string> _sheetOf;
    private readonly Together<Contribution<TSums>, bool> _changes;

    /// <summary>
    /// The sheets as this process last wrote or read them, null where there was none; read again when another process
    /// was quicker.
    /// </summary>
    private readonly Dictionary<string, TableEntity?> _sheets = [];

    public TotalsShard(Func<Task<TableClient>> table, int shard, Func<string, string> sheetOf, int sheets)
    {
        (_table, _shard, _sheetOf) = (table, shard, sheetOf);
        _changes = new(MostRows - sheets, ChangeAsync);
    }

    public Task ChangeAsync(Contribution<TSums> contribution) => _changes.DoAsync(contribution);

    public void Dispose() => _changes.Dispose();

    public static string Name(int shard) => $"shard-{shard}";

    public static string TotalKey(int shard, string sheet) =>
        sheet.Length == 0 ? $"{Name(shard)}|total" : $"{Name(shard)}|total|{sheet}";

    public static string ContributionKey(string id) => $"pledge|{id}";

    /// <summary>The rows of a range of sheets.</summary>
    public static async Task<List<TableEntity>> SheetsAsync(
        TableClient table,
        int shard,
        string first,
        string last,
        CancellationToken cancel
    )
    {
        var partition = Name(shard);
        var (from, to) = (TotalKey(shard, first), TotalKey(shard, last));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey le {to}"
        );
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
            rows.Add(row);
        return rows;
    }

    /// <summary>The totals of a disclosure in a row of totals.</summary>
    public static IReadOnlyList<TotalsOf<TSums>> Totals(TableEntity row, Disclosure disclosure) =>
        TextColumns.Get(row, DomainJson.Word(disclosure)) is { } text
            ? JsonSerializer.Deserialize<List<TotalsOf<TSums>>>(text, DomainJson.Options)!
            : [];

    /// <summary>What an aggregate contributes by its row.</summary>
    public static IReadOnlyList<TotalsPart<TSums>> Parts(TableEntity row) =>
        JsonSerializer.Deserialize<List<TotalsPart<TSums>>>(TextColumns.Get(row, "Parts")!, DomainJson.Options)!;

    /// <summary>
    /// Whether the totals are the sum of the contributions, each on its sheet; null when they changed while they were
    /// read.
    /// </summary>
    public static async Task<bool?> IsSumAsync(
        TableClient table,
        int shard,
        Func<string, string> sheetOf,
        CancellationToken cancel
    )
    {
        var partition = Name(shard);
        var before = await SheetsAsync(table, shard, "", "~", cancel);
        var sums = new Dictionary<(string Sheet, Disclosure, string, string), TSums>();
        var (from, to) = (ContributionKey(""), ContributionKey("~"));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {from} and RowKey lt {to}"
        );
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            foreach (var part in Parts(row))
            {
                var key = (TotalKey(shard, sheetOf(part.Key)), part.Disclosure, part.Key, row.GetString("Donor"));
                sums[key] = sums.GetValueOrDefault(key, TSums.None) + part.Sums;
            }
        }

        var after = await SheetsAsync(table, shard, "", "~", cancel);
        if (!after.Select(r => (r.RowKey, r.ETag)).SequenceEqual(before.Select(r => (r.RowKey, r.ETag))))
            return null;
        var kept =
            from row in after
            from disclosure in Enum.GetValues<Disclosure>()
            from total in Totals(row, disclosure)
            select KeyValuePair.Create((row.RowKey, disclosure, total.Key, total.Donor), total.Sums);
        return kept.ToHashSet().SetEquals(sums.Where(s => !s.Value.Equals(TSums.None)));
    }

    private async Task<IReadOnlyList<bool>> ChangeAsync(IReadOnlyList<Contribution<TSums>> all)
    {
        var table = await _table();
        // Of one the newest; what is taken away and comes again at once is one of the two, in either order.
        var changes = all.GroupBy(c => c.Id).Select(g => g.MaxBy(c => c.Version ?? 0)!).ToList();
        while (true)
        {
            try
            {
                await TryAsync(table, changes);
                return [.. all.Select(_ => true)];
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Another process was quicker, or something was not as new as it was said to be.
                _sheets.Clear();
                changes = changes.ConvertAll(c => c with { IsNew = false });
            }
            catch
            {
                // Whether it was written is not known.
                _sheets.Clear();
                throw;
            }
        }
    }

    private async Task TryAsync(TableClient table, List<Contribution<TSums>> changes)
    {
        var partition = Name(_shard);
        var stand = await Task.WhenAll(
            changes.Select(c =>
                c.IsNew
                    ? Task.FromResult<TableEntity?>(null)
                    : table.FindAsync(partition, ContributionKey(c.Id), CancellationToken.None)
            )
        );
        var actions = new List<TableTransactionAction>();
        var moved = new List<(string Donor, TotalsPart<TSums> Part, int Sign)>();
        foreach (var (change, row) in changes.Zip(stand))
        {
            if (change.Version is null ? row is null : row?.GetInt64("Version") >= change.Version)
                continue;
            var before = row is null ? [] : Parts(row);
            actions.Add(Write(change, row));
            var same = before.ToHashSet();
            same.SymmetricExceptWith(change.Parts);
            var donor = row?.GetString("Donor") ?? change.Donor;
            moved.AddRange(before.Where(same.Contains).Select(p => (donor, p, -1)));
            moved.AddRange(change.Parts.Where(same.Contains).Select(p => (change.Donor, p, 1)));
        }

        if (actions.Count == 0)
            return;
        if (moved.Count == 0)
        {
            await table.SubmitTransactionAsync(actions);
            return;
        }

        var sheets = moved.GroupBy(m => _sheetOf(m.Part.Key)).ToList();
        var contributions = actions.Count;
        foreach (var sheet in sheets)
        {
            if (!_sheets.TryGetValue(sheet.Key, out var stands))
                _sheets[sheet.Key] = stands = await table.FindAsync(
                    partition,
                    TotalKey(_shard, sheet.Key),
                    CancellationToken.None
                );
            var total = Moved(sheet.Key, stands, sheet);
            actions.Add(
                stands is null
                    ? new(TableTransactionActionType.Add, total)
                    : new(TableTransactionActionType.UpdateReplace, total, stands.ETag)
            );
        }

        var answers = await table.SubmitTransactionAsync(actions);
        for (var i = 0; i < sheets.Count; i++)
        {
            var total = (TableEntity)actions[contributions + i].Entity;
            total.ETag =
                answers.Value[contributions + i].Headers.ETag
                ?? throw new InvalidOperationException("The transaction's answer has no ETag.");
            _sheets[sheets[i].Key] = total;
        }
    }

    /// <summary>A sheet's row with what has changed.</summary>
    private TableEntity Moved(
        string sheet,
        TableEntity? stands,
        IEnumerable<(string Donor, TotalsPart<TSums> Part, int Sign)> moved
    )
    {
        var row = new TableEntity(Name(_shard), TotalKey(_shard, sheet));
        var changed = moved.ToLookup(m => m.Part.Disclosure);
        foreach (var disclosure in Enum.GetValues<Disclosure>())
        {
            var sums = (stands is null ? [] : Totals(stands, disclosure)).ToDictionary(
                t => (t.Key, t.Donor),
                t => t.Sums
            );
            foreach (var (donor, part, sign) in changed[disclosure])
            {
                var was = sums.GetValueOrDefault((part.Key, donor), TSums.None);
                sums[(part.Key, donor)] = sign > 0 ? was + part.Sums : was - part.Sums;
            }

            TextColumns.Set(
                row,
                DomainJson.Word(disclosure),
                Answer.Json(
                    sums.Where(s => !s.Value.Equals(TSums.None))
                        .OrderBy(s => s.Key)
                        .Select(s => new TotalsOf<TSums>(s.Key.Key, s.Key.Donor, s.Value))
                )
            );
        }

        return row;
    }

    private TableTransactionAction Write(Contribution<TSums> change, TableEntity? was)
    {
        if (change.Version is not { } version)
            return new(TableTransactionActionType.Delete, was!, was!.ETag);
        var row = new TableEntity(Name(_shard), ContributionKey(change.Id))
        {
            ["Version"] = version,
            ["Donor"] = change.Donor,
        };
        TextColumns.Set(row, "Parts", Answer.Json(change.Parts));
        return was is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, was.ETag);
    }
}
