using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>An erasure that has begun and not ended.</summary>
/// <param name="Wanted">What is to go.</param>
/// <param name="Reason">Why.</param>
internal sealed record ErasureOrder(Wanted Wanted, string Reason);

/// <summary>Something that was erased, by what is left of it: nothing that tells what it was.</summary>
/// <param name="Where">The aggregate, or <see cref="Audit"/>.</param>
/// <param name="What">The commitment; of the audit the row and its column.</param>
internal readonly record struct ErasedMark(string Where, string What)
{
    /// <summary>In place of an aggregate.</summary>
    public const string Audit = "audit";
}

/// <summary>
/// What was erased, in table <c>Erasures</c>, so that it can be erased again from an older backup; and beside it,
/// while an erasure is under way, what it looks for, so that one that was cut off can be finished.
/// </summary>
internal sealed class ErasureList(StorageAccount account)
{
    /// <summary>The table.</summary>
    public const string Table = "Erasures";

    private const string Order = "order";

    /// <summary>Whether a row is an erasure under way: that is in no list and in no backup.</summary>
    public static bool IsOrder(TableEntity row) => row.PartitionKey == Order;

    /// <summary>The erasure that has begun and not ended, or null.</summary>
    public async Task<ErasureOrder?> UnderWayAsync(CancellationToken cancel) =>
        await account.Table(Table).FindAsync(Order, Order, cancel) is { } row
            ? new(
                JsonSerializer.Deserialize<Wanted>(TextColumns.Get(row, "Wanted")!, DomainJson.Options)!,
                row.GetString("Reason")
            )
            : null;

    /// <summary>Begins one.</summary>
    /// <exception cref="ErasureException">Another has begun in this moment.</exception>
    public async Task BeginAsync(ErasureOrder order, CancellationToken cancel)
    {
        var row = new TableEntity(Order, Order) { ["Reason"] = order.Reason };
        TextColumns.Set(row, "Wanted", JsonSerializer.Serialize(order.Wanted, DomainJson.Options));
        try
        {
            await (await account.TableAsync(Table)).AddEntityAsync(row, cancel);
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            throw new ErasureException("Another erasure is under way: wait for its end, and give this one again.");
        }
    }

    /// <summary>It has ended.</summary>
    public async Task EndAsync(CancellationToken cancel) =>
        await (await account.TableAsync(Table)).DeleteEntityAsync(Order, Order, ETag.All, cancel);

    /// <summary>Notes what goes, before it goes.</summary>
    public async Task NoteAsync(ErasedMark mark, CancellationToken cancel) =>
        await (await account.TableAsync(Table)).UpsertEntityAsync(
            new TableEntity(mark.Where, mark.What),
            TableUpdateMode.Replace,
            cancel
        );

    /// <summary>All that was ever erased.</summary>
    public async IAsyncEnumerable<ErasedMark> AllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in account.RowsAsync(Table, cancel))
        {
            if (!IsOrder(row))
                yield return new(row.PartitionKey, row.RowKey);
        }
    }
}
