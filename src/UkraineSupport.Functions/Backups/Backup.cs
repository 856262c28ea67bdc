using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Erasure;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Orchestrations;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Backups;

/// <summary>
/// Copies the truth while the app runs: the whole system as it was at one moment, as if the power had failed then. See
/// docs/decisions/0033-backup-and-restore.md. Only reads.
/// </summary>
internal sealed class Backup(StorageAccount account, Life life, Cut cut, TimeProvider time)
{
    /// <summary>
    /// What happened so shortly before the moment is followed up again after a restore, whether it was or not: its
    /// promise may have been written after promises were read.
    /// </summary>
    private static readonly TimeSpan JustBefore = TimeSpan.FromMinutes(10);

    /// <summary>By how much the clocks of the app's instances and of storage may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    /// <summary>Writes the backup as of now: what was answered before is in it.</summary>
    /// <param name="to">Where to; it need not be able to seek.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BackupException">Half of it is being restored.</exception>
    public Task<BackupManifest> WriteAsync(Stream to, CancellationToken cancel) => WriteAsync(to, ChooseAsync, cancel);

    /// <summary>Writes the backup.</summary>
    /// <param name="to">Where to; it need not be able to seek.</param>
    /// <param name="choose">Chooses the moment and ends when no event before it is being written any more. Called once
    /// what was promised by then is read.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BackupException">Half of it is being restored.</exception>
    public async Task<BackupManifest> WriteAsync(
        Stream to,
        Func<CancellationToken, Task<DateTimeOffset>> choose,
        CancellationToken cancel
    )
    {
        if ((await life.AskAsync(cancel)).Restoring is not null)
            throw new BackupException("The system is being restored: there is no whole of it to back up.");
        var promised = await PromisedAsync(cancel);
        var moment = await choose(cancel);
        var found = new Found();
        using var writer = new BackupWriter(to);
        await writer.AddRowsAsync(AggregateStore.Table, AggregatesAsync(moment, promised, found, cancel), cancel);
        await writer.AddRowsAsync(Outbox.Table, found.Unsettled.ToAsyncEnumerable(), cancel);
        await writer.AddRowsAsync(Ordinals.Table, account.RowsAsync(Ordinals.Table, cancel), cancel);
        var deeds = account.RowsAsync(AuditLog.Table, cancel).Where(row => row.GetDateTimeOffset("At") <= moment);
        await writer.AddRowsAsync(AuditLog.Table, deeds, cancel);
        var erased = account.RowsAsync(ErasureList.Table, cancel).Where(row => !ErasureList.IsOrder(row));
        await writer.AddRowsAsync(ErasureList.Table, erased, cancel);
        await AddPlansAsync(writer, cancel);
        var manifest = new BackupManifest(
            1,
            moment,
            await life.AskEpochAsync(cancel),
            found.Aggregates,
            found.Events,
            [],
            found.Broken
        );
        await writer.FinishAsync(manifest, cancel);
        return manifest;
    }

    /// <summary>By the service's clock, and a second on: it tells none smaller.</summary>
    private async Task<DateTimeOffset> ChooseAsync(CancellationToken cancel)
    {
        var moment = await account.TimeAsync(cancel) + TimeSpan.FromSeconds(1);
        await Task.Delay(TimeSpan.FromSeconds(1) + Skew, time, cancel);
        return moment;
    }

    /// <summary>What each aggregate's events were not all followed up from; the version before them.</summary>
    private async Task<Dictionary<string, long>> PromisedAsync(CancellationToken cancel)
    {
        var from = new Dictionary<string, long>();
        await foreach (var row in account.RowsAsync(Outbox.Table, cancel))
        {
            var promise = Promise.Read(row);
            from[promise.Id] = Math.Min(promise.From, from.GetValueOrDefault(promise.Id, long.MaxValue));
        }

        return from;
    }

    private async IAsyncEnumerable<TableEntity> AggregatesAsync(
        DateTimeOffset moment,
        Dictionary<string, long> promised,
        Found found,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var partition in AggregateRows.EachAsync(account.RowsAsync(AggregateStore.Table, cancel)))
        {
            if (cut.At(moment, partition) is not { } was)
                continue;
            found.Note(was, promised.GetValueOrDefault(was.Id, long.MaxValue), moment - JustBefore);
            foreach (var row in was.All)
                yield return row;
        }
    }

    private async Task AddPlansAsync(BackupWriter writer, CancellationToken cancel)
    {
        var container = account.Container(PlanContents.Container);
        if (!await container.ExistsAsync(cancel))
            return;
        // A name never gets another content, unless something of it is erased: one that came later does no harm.
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancel))
        {
            var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancel);
            await writer.AddBlobAsync($"{PlanContents.Container}/{blob.Name}", content.Value.Content, cancel);
        }
    }

    /// <summary>What was found on the way.</summary>
    private sealed class Found
    {
        public int Aggregates { get; private set; }

        public long Events { get; private set; }

        public List<string> Broken { get; } = [];

        /// <summary>Promises that a restored system is to keep.</summary>
        public List<TableEntity> Unsettled { get; } = [];

        /// <param name="was">An aggregate, or what stands beside them.</param>
        /// <param name="promised">The version from which on something was promised.</param>
        /// <param name="since">What happened after it is followed up again.</param>
        public void Note(AggregateRows was, long promised, DateTimeOffset since)
        {
            if (was.State is null)
                return;
            (Aggregates, Events) = (Aggregates + 1, Events + was.Events.Count);
            if (was.FirstBroken() is not null)
                Broken.Add(was.Id);
            var settled = was.Events.TakeWhile(e => e.Record.At <= since).Count();
            var from = Math.Min(promised, settled);
            if (from < was.Events.Count)
                Unsettled.Add(Outbox.Unkept(was.Id, from, was.Events.Count));
        }
    }
}
