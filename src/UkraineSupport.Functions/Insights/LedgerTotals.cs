using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Insights;

/// <summary>The seven ledgers in EUR, of the lines whose value is known.</summary>
internal sealed record EurSums(
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received
)
{
    public static EurSums None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public EurSums Plus(EurSums other, int sign) =>
        new(
            Pledged + (sign * other.Pledged),
            Accepted + (sign * other.Accepted),
            Committed + (sign * other.Committed),
            Allocated + (sign * other.Allocated),
            Dispatched + (sign * other.Dispatched),
            Delivered + (sign * other.Delivered),
            Received + (sign * other.Received)
        );
}

/// <summary>
/// Seven ledgers of one capability and donor, in units and EUR, of how many pledges, and how many of these have a line
/// whose value in EUR is not known. Never to be added to each other.
/// </summary>
internal sealed record LedgerSums(
    int Pledges,
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    EurSums? Eur = null,
    int Unvalued = 0
)
{
    public static LedgerSums None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    public static LedgerSums operator +(LedgerSums a, LedgerSums b) => a.Plus(b, 1);

    public static LedgerSums operator -(LedgerSums a, LedgerSums b) => a.Plus(b, -1);

    private LedgerSums Plus(LedgerSums other, int sign)
    {
        var eur = (Eur ?? EurSums.None).Plus(other.Eur ?? EurSums.None, sign);
        return new(
            Pledges + (sign * other.Pledges),
            Pledged + (sign * other.Pledged),
            Accepted + (sign * other.Accepted),
            Committed + (sign * other.Committed),
            Allocated + (sign * other.Allocated),
            Dispatched + (sign * other.Dispatched),
            Delivered + (sign * other.Delivered),
            Received + (sign * other.Received),
            // Nothing is said in one way only.
            eur == EurSums.None
                ? null
                : eur,
            Unvalued + (sign * other.Unvalued)
        );
    }
}

/// <summary>
/// Totals by capability and donor, apart for each disclosure, so that a caller's total holds nothing the caller may not
/// see. What each pledge contributed stands beside the totals in the same partition and changes in the same
/// transaction: a repeated or late projection changes nothing. A few shards spread the writing.
/// </summary>
internal sealed class LedgerTotals(StorageAccount account)
{
    private const string Table = "LedgerTotals";
    private const int Shards = 4;

    /// <summary>Brings a pledge's contribution up to date; from <paramref name="was"/> to its disclosure now.</summary>
    public async Task CountAsync(Pledge pledge, Disclosure was, CancellationToken cancel)
    {
        var sums = PledgeSums.Of(pledge);
        foreach (var disclosure in Enum.GetValues<Disclosure>().Where(d => d >= was || d >= pledge.Disclosure))
        {
            await ChangeAsync(
                disclosure,
                pledge,
                pledge
                    .Lines.Select(l => l.Capability)
                    .Distinct()
                    .ToDictionary(c => c, c => sums.GetValueOrDefault((disclosure, c), LedgerSums.None)),
                cancel
            );
        }
    }

    /// <summary>
    /// Totals that <paramref name="actor"/> may see, by capability and donor; for one capability if it is named.
    /// </summary>
    public async Task<Dictionary<(string Capability, string Donor), LedgerSums>> ReadAsync(
        Actor actor,
        string? capability,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        var partitions =
            from disclosure in Enum.GetValues<Disclosure>()
            where actor.MaySee(disclosure, actor.Party)
            from shard in Enumerable.Range(0, Shards)
            select (disclosure, Name(disclosure, shard));
        var found = await Task.WhenAll(
            partitions.Select(p => ReadAsync(table, p.disclosure, p.Item2, capability, cancel))
        );
        return found
            .SelectMany(f => f)
            .Where(f => actor.MaySee(f.Disclosure, f.Donor))
            .GroupBy(f => (f.Capability, f.Donor))
            .ToDictionary(g => g.Key, g => g.Select(f => f.Sums).Aggregate((a, b) => a + b));
    }

    /// <summary>All that is committed, by capability and donor, with the system's eyes.</summary>
    public async Task<List<CommittedQuantity>> CommittedAsync(CancellationToken cancel) =>
        [
            .. (await ReadAsync(ListIndexRows.Eyes, null, cancel)).Select(s => new CommittedQuantity(
                s.Key.Capability,
                s.Key.Donor,
                s.Value.Committed
            )),
        ];

    private static async Task<
        List<(Disclosure Disclosure, string Capability, string Donor, LedgerSums Sums)>
    > ReadAsync(
        TableClient table,
        Disclosure disclosure,
        string partition,
        string? capability,
        CancellationToken cancel
    )
    {
        var from = capability is null ? $"{partition}|total|" : $"{partition}|total|{capability}|";
        var to = from[..^1] + "~";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {from} and RowKey lt {to}"
        );
        var found = new List<(Disclosure, string, string, LedgerSums)>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            found.Add((disclosure, row.GetString("Capability"), row.GetString("Donor"), Read(row)));
        }

        return found;
    }

    private async Task ChangeAsync(
        Disclosure disclosure,
        Pledge pledge,
        Dictionary<string, LedgerSums> sums,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        var partition = Name(disclosure, Convert.ToInt32(pledge.Id[^2..], 16) % Shards);
        while (true)
        {
            var actions = await PrepareAsync(table, partition, pledge, sums, cancel);
            if (actions.Count == 0)
                return;
            try
            {
                // At most 38 capabilities, two rows each: below the hundred of a transaction.
                await table.SubmitTransactionAsync(actions, cancel);
                return;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Another pledge's change of the same total came first; reckon again.
            }
        }
    }

    private static async Task<List<TableTransactionAction>> PrepareAsync(
        TableClient table,
        string partition,
        Pledge pledge,
        Dictionary<string, LedgerSums> sums,
        CancellationToken cancel
    )
    {
        var actions = new List<TableTransactionAction>();
        foreach (var (capability, now) in sums)
        {
            var contribution = await table.FindAsync(partition, $"{partition}|pledge|{pledge.Id}|{capability}", cancel);
            if (contribution?.GetInt64("Version") >= pledge.Version)
                continue;
            var before = contribution is null ? LedgerSums.None : Read(contribution);
            if (before == now)
                continue;
            var total = await table.FindAsync(partition, $"{partition}|total|{capability}|{pledge.Donor}", cancel);
            actions.Add(
                Write(
                    contribution,
                    partition,
                    $"{partition}|pledge|{pledge.Id}|{capability}",
                    capability,
                    pledge.Donor,
                    now,
                    pledge.Version
                )
            );
            actions.Add(
                Write(
                    total,
                    partition,
                    $"{partition}|total|{capability}|{pledge.Donor}",
                    capability,
                    pledge.Donor,
                    (total is null ? LedgerSums.None : Read(total)) + now - before,
                    0
                )
            );
        }

        return actions;
    }

    private static TableTransactionAction Write(
        TableEntity? was,
        string partition,
        string key,
        string capability,
        string donor,
        LedgerSums sums,
        long version
    )
    {
        var row = new TableEntity(partition, key)
        {
            ["Capability"] = capability,
            ["Donor"] = donor,
            ["Version"] = version,
            ["Sums"] = Http.Answer.Json(sums),
        };
        return was is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, was.ETag);
    }

    private static LedgerSums Read(TableEntity row) =>
        System.Text.Json.JsonSerializer.Deserialize<LedgerSums>(row.GetString("Sums"), DomainJson.Options)!;

    private static string Name(Disclosure disclosure, int shard) => $"{DomainJson.Word(disclosure)}-{shard}";
}
