using System.Globalization;
using Azure.Data.Tables;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Erasure;
using UkraineSupport.Functions.Feed;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backups;

/// <summary>What a restore came to.</summary>
/// <param name="Aggregates">How many aggregates are there now.</param>
/// <param name="Epoch">The epoch of what happens from now on.</param>
internal sealed record RestoreResult(int Aggregates, string Epoch);

/// <summary>
/// Puts a backup into empty storage. The whole of it is verified before anything is written; nothing is served until
/// all is there; and one that was cut off, wherever, is run again. See docs/decisions/0033-backup-and-restore.md.
/// </summary>
internal sealed class Restore(
    StorageAccount account,
    Life life,
    Generations generations,
    IEnumerable<IKindReadModels> kinds,
    AuditLog audit,
    TimeProvider time
)
{
    private const int AtOnce = 8;

    /// <summary>Most rows of a transaction, by the Table service.</summary>
    private const int RowsTogether = 100;

    /// <summary>Most characters of their lines: a transaction takes at most 4 MiB.</summary>
    private const int CharactersTogether = 2_000_000;

    private readonly Dictionary<string, IKindReadModels> _kinds = kinds.ToDictionary(k => k.Kind);
    private readonly string _run = Guid.NewGuid().ToString("N");

    /// <summary>From a backup to a system that serves it.</summary>
    /// <exception cref="BackupException">It cannot be; nothing is served that was not before.</exception>
    public async Task<RestoreResult> RunAsync(BackupFile backup, CancellationToken cancel)
    {
        await VerifyAsync(backup, cancel);
        await TakeAsync(backup, cancel);
        var ids = await WriteAggregatesAsync(backup, cancel);
        foreach (var table in Others(backup))
            await WriteAsync(table, backup.RowsAsync(table, cancel), cancel);
        foreach (var name in backup.Blobs(PlanContents.Container))
            await WriteBlobAsync(backup, name, cancel);
        await ShowAsync(ids, cancel);
        // Last, so that what they promise can be kept at once.
        await WriteAsync(Outbox.Table, backup.RowsAsync(Outbox.Table, cancel), cancel);
        var because = $"{backup.Manifest.Moment:O} {backup.Id}";
        await audit.WriteAsync(Actor.System, "restore", null, because, cancel);
        var epoch = NextEpoch(backup.Manifest.Epoch, await life.AskEpochAsync(cancel));
        await ChangeAsync(_ => new(epoch, null), cancel);
        return new(ids.Count, epoch);
    }

    /// <summary>The tables beside aggregates and promises.</summary>
    private static IEnumerable<string> Others(BackupFile backup) =>
        ((string[])[Ordinals.Table, AuditLog.Table, ErasureList.Table]).Where(table =>
            table != ErasureList.Table || backup.Has(table)
        );

    /// <summary>Reads all of it once: checksums, and the chain of each aggregate.</summary>
    private async Task VerifyAsync(BackupFile backup, CancellationToken cancel)
    {
        var broken = new List<string>();
        var (aggregates, events) = (0, 0L);
        var rows = backup.RowsAsync(AggregateStore.Table, cancel);
        await foreach (var partition in AggregateRows.EachAsync(rows))
        {
            if (partition.State is null)
                continue;
            (aggregates, events) = (aggregates + 1, events + partition.Events.Count);
            if (!_kinds.ContainsKey(Ids.KindOf(partition.Id)))
                throw new BackupException(
                    $"The backup has {partition.Id}, which this version of the app does not know."
                );
            if (partition.FirstBroken() is { } version)
                broken.Add($"{partition.Id} from version {version} on");
        }

        if (broken.Count > 0)
            throw new BackupException(
                $"Histories in the backup are not as they were sealed: {string.Join(", ", broken)}. Restore an earlier one."
            );
        if ((aggregates, events) != (backup.Manifest.Aggregates, backup.Manifest.Events))
            throw new BackupException("The backup is damaged: it has not as many aggregates and events as it says.");
        foreach (var table in Others(backup).Prepend(Outbox.Table))
            await backup.RowsAsync(table, cancel).CountAsync(cancel);
        foreach (var name in backup.Blobs(PlanContents.Container))
            await backup.BlobAsync(PlanContents.Container, name, cancel);
    }

    /// <summary>
    /// Makes sure that storage is empty, or half filled by this very restore, and that every process that runs on it
    /// serves nothing.
    /// </summary>
    private async Task TakeAsync(BackupFile backup, CancellationToken cancel)
    {
        var now = RefuseOther(await life.AskAsync(cancel), backup);
        var goesOn = now.Restoring is { IsWriting: true };
        // Before anything is said: what runs there is not to be held up by a mistake.
        if (!goesOn && !await IsEmptyAsync(cancel))
            throw NotEmpty();
        await life.ChangeAsync(
            was => RefuseOther(was, backup) with { Restoring = new(backup.Id, _run, goesOn) },
            cancel
        );
        await Task.Delay(KnownRow.Known, time, cancel);
        if (goesOn)
            return;
        // Once more: by now nobody writes any more who had not heard of it.
        if (!await IsEmptyAsync(cancel))
        {
            await ChangeAsync(own => own with { Restoring = null }, cancel);
            throw NotEmpty();
        }

        await ChangeAsync(own => own with { Restoring = own.Restoring! with { IsWriting = true } }, cancel);
    }

    private static LifeState RefuseOther(LifeState now, BackupFile backup) =>
        now.Restoring is { IsWriting: true } other && other.Backup != backup.Id
            ? throw new BackupException("Another backup is being restored there: restore that one to its end.")
            : now;

    /// <summary>
    /// Nothing of another life is there: neither records nor what follows from them, which would show in place of what
    /// is restored where its versions are higher.
    /// </summary>
    private async Task<bool> IsEmptyAsync(CancellationToken cancel) =>
        !await account.HasRowsAsync(
            table =>
                table is AggregateStore.Table or Outbox.Table or Ordinals.Table
                || table.StartsWith(FeedSegments.Table, StringComparison.Ordinal)
                || Generations.Of(table) is not null,
            cancel
        );

    private BackupException NotEmpty() =>
        new($"There are records at {account.Address} already: a backup is restored into empty storage only.");

    private async Task<IReadOnlyList<string>> WriteAggregatesAsync(BackupFile backup, CancellationToken cancel)
    {
        var ids = new List<string>();
        var rows = backup
            .RowsAsync(AggregateStore.Table, cancel)
            .Select(row =>
            {
                if (row.RowKey != AggregateStore.StateKey(row.PartitionKey))
                    return row;
                ids.Add(row.PartitionKey);
                // Of orchestrations that were there: none is here, and each is started.
                foreach (var column in row.Keys.Where(c => c.StartsWith("Waits", StringComparison.Ordinal)).ToList())
                    row.Remove(column);
                return row;
            });
        await WriteAsync(AggregateStore.Table, rows, cancel);
        return ids;
    }

    /// <summary>
    /// Writes rows that come partition by partition, those of one that come together in one transaction.
    /// </summary>
    private async Task WriteAsync(string name, IAsyncEnumerable<TableEntity> rows, CancellationToken cancel)
    {
        var table = await account.TableAsync(name);
        await Parallel.ForEachAsync(
            TransactionsAsync(rows),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (transaction, stop) =>
            {
                await RequireOwnAsync(stop);
                await table.SubmitTransactionAsync(transaction, stop);
            }
        );
    }

    private static async IAsyncEnumerable<IReadOnlyList<TableTransactionAction>> TransactionsAsync(
        IAsyncEnumerable<TableEntity> rows
    )
    {
        var (together, partition, size) = (new List<TableTransactionAction>(), "", 0);
        await foreach (var row in rows)
        {
            var length = RowText.Write(row).Length;
            if (
                together.Count > 0
                && (
                    partition != row.PartitionKey
                    || together.Count == RowsTogether
                    || size + length > CharactersTogether
                )
            )
            {
                yield return together;
                (together, size) = ([], 0);
            }

            together.Add(new(TableTransactionActionType.UpsertReplace, row));
            (partition, size) = (row.PartitionKey, size + length);
        }

        if (together.Count > 0)
            yield return together;
    }

    private async Task WriteBlobAsync(BackupFile backup, string name, CancellationToken cancel)
    {
        var container = await account.ContainerAsync(PlanContents.Container);
        var content = await backup.BlobAsync(PlanContents.Container, name, cancel);
        await container.GetBlobClient(name).UploadAsync(content, overwrite: true, cancel);
    }

    /// <summary>Makes the read models.</summary>
    private async Task ShowAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var generation = (await generations.AskAsync(cancel)).Current;
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (id, stop) => await _kinds[Ids.KindOf(id)].ShowAsync(id, generation, stop)
        );
    }

    /// <summary>What another run of the restore may have ended by now, this one does not write over.</summary>
    private async Task RequireOwnAsync(CancellationToken cancel) => Own(await life.AskAsync(cancel));

    private Task<LifeState> ChangeAsync(Func<LifeState, LifeState> change, CancellationToken cancel) =>
        life.ChangeAsync(now => change(Own(now)), cancel);

    private LifeState Own(LifeState now) =>
        now.Restoring?.Run == _run
            ? now
            : throw new BackupException("Another run of the restore has taken over; this one has ended.");

    /// <summary>
    /// No system before had it, also none that was restored from the same backup: the moment, and never lower than what
    /// is known.
    /// </summary>
    private string NextEpoch(params string[] known)
    {
        var now = long.Parse(
            time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        return Math.Max(now, known.Max(Life.Number) + 1).ToString(CultureInfo.InvariantCulture);
    }
}
