using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Log;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>
/// Keeps memory and log small, in the background: moves ended instances to the archive, and when most of the log is past,
/// copies what still lives in its oldest segments to its head and deletes them. Nothing depends on how far it has got.
/// </summary>
internal sealed class Archiver(
    Hub hub, ArchiveStore archive, PayloadStore payloads, LogStore log, ArchiveLimits limits, ILogger logger) : IDisposable
{
    private const int CopiesPerCommit = 200;

    /// <summary>A purge must not meet an instance that is on its way to the archive: it would come back.</summary>
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(limits.Interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await TidyAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Removes ended instances from wherever they are. Those that have not ended are left.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> PurgeAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var archived = new HashSet<string>(StringComparer.Ordinal);
            foreach (var id in ids)
            {
                if (hub.Under(h => h.State.Find(id)) is null && await archive.FindAsync(id, false, cancellation) is not null)
                    archived.Add(id);
            }
            var (purged, durable) = hub.Under(h =>
            {
                var gone = ids.Where(id => h.State.Find(id) is { } i ? i.Visible is { HasEnded: true } : archived.Contains(id)).ToList();
                gone.ForEach(id => h.Append(new Purged(id)));
                return (gone, h.DurableAsync());
            });
            await durable.WaitAsync(cancellation);
            await archive.DeleteAsync(purged, cancellation);
            foreach (var id in purged)
                await payloads.DeleteAllOfAsync(id, cancellation);
            return purged.Count;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task TidyAsync(CancellationToken stop)
    {
        try
        {
            await ArchiveEndedAsync(stop);
            await TrimLogAsync(stop);
        }
#pragma warning disable CA1031 // Tidying up can wait for the next round; the engine doesn't depend on it.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogWarning(failure, "Tidying the durable engine's log failed; it is tried again");
        }
    }

    /// <summary>Moves ended instances whose end is durable and that owe nothing any more.</summary>
    internal async Task ArchiveEndedAsync(CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            await MoveEndedAsync(stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task MoveEndedAsync(CancellationToken stop)
    {
        while (true)
        {
            var ended = hub.Under(h =>
            {
                h.Ended.RemoveWhere(i => h.State.Find(i.Id) != i);
                return h.HasFailed ? [] : h.Ended
                    .Where(i => i.Visible is { HasEnded: true } && i.Outstanding.Count == 0 && !i.Busy)
                    .Take(limits.BatchSize).Select(i => (Instance: i, View: i.Visible!, Copy: i.ToCopy())).ToList();
            });
            if (ended.Count == 0)
                return;
            await archive.PutAsync([.. ended.Select(e => ArchiveRow.ToEntity(e.View, e.Copy))], stop);
            hub.Under(h =>
            {
                foreach (var (instance, _, _) in ended)
                    h.Release(instance);
                return true;
            });
        }
    }

    private async Task TrimLogAsync(CancellationToken stop)
    {
        var (live, current) = hub.Under(h => (h.State.Instances.Values.Sum(i => i.Size), log.Next.Segment));
        var past = log.TotalBytes - (limits.LiveFactor * live);
        if (past <= limits.LogBytes || current == log.FirstSegment)
            return;
        // Half of what is past its use, so that the copies cost less than they free.
        var target = Math.Max(log.FirstSegment + 1, current - ((current - log.FirstSegment) / 2));
        await CopyLiveAsync(target, stop);
        await log.DeleteBelowAsync(target, stop);
        logger.LogInformation("Log trimmed to segment {Segment}; {Bytes} bytes left", target, log.TotalBytes);
    }

    private async Task CopyLiveAsync(long target, CancellationToken stop)
    {
        while (true)
        {
            var (durable, left) = hub.Under(h =>
            {
                var old = h.State.Instances.Values.Where(i => i.Segment < target).Take(CopiesPerCommit).ToList();
                foreach (var instance in old)
                    h.Append(instance.ToCopy());
                return (h.DurableAsync(), old.Count == CopiesPerCommit);
            });
            await durable.WaitAsync(stop);
            if (!left)
                return;
        }
    }
}

/// <summary>When the archiver moves what.</summary>
/// <param name="Interval">Time between two rounds.</param>
/// <param name="BatchSize">Instances moved together.</param>
/// <param name="LogBytes">The log is left alone below this size,</param>
/// <param name="LiveFactor">or below this multiple of what lives.</param>
internal sealed record ArchiveLimits(TimeSpan Interval, int BatchSize, long LogBytes, int LiveFactor)
{
    public static readonly ArchiveLimits Default = new(TimeSpan.FromSeconds(2), 200, 16 << 20, 3);
}
