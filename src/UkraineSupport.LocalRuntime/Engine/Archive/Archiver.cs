using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Engine.Log;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>
/// Keeps memory and log small, in the background: moves ended instances to the archive, and when most of the log is
/// past, copies what still lives in its oldest segments to its head and deletes them. Nothing depends on how far it has
/// got.
/// </summary>
internal sealed class Archiver : IDisposable
{
    private const int CopiesPerCommit = 200;

    private readonly Hub _hub;
    private readonly ArchiveStore _archive;
    private readonly PayloadStore _payloads;
    private readonly LogStore _log;
    private readonly ArchiveLimits _limits;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);

    public Archiver(
        Hub hub,
        ArchiveStore archive,
        PayloadStore payloads,
        LogStore log,
        ArchiveLimits limits,
        ILogger logger
    )
    {
        (_hub, _archive, _payloads, _log, _limits, _logger) = (hub, archive, payloads, log, limits, logger);
        Purger = new(hub, archive, payloads, _gate);
    }

    public Purger Purger { get; }

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_limits.Interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await TidyAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Moves ended instances whose end is durable and that owe nothing any more.</summary>
    internal Task ArchiveEndedAsync(CancellationToken stop) =>
        AloneAsync(
            async () =>
            {
                await Purger.SweepAsync(stop);
                await MoveEndedAsync(stop);
            },
            stop
        );

    /// <summary>
    /// Copies what lives out of the log's oldest segments and deletes them, if enough of the log is past.
    /// </summary>
    internal Task TrimLogAsync(CancellationToken stop) => AloneAsync(() => TrimAsync(stop), stop);

    private async Task AloneAsync(Func<Task> work, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task TrimAsync(CancellationToken stop)
    {
        var (live, current) = _hub.Under(h => (h.State.Instances.Values.Sum(i => i.Size), _log.Next.Segment));
        var past = _log.TotalBytes - (_limits.LiveFactor * live);
        if (past <= _limits.LogBytes || current == _log.FirstSegment)
            return;
        // Half of what is past its use, so that the copies cost less than they free.
        var target = Math.Max(_log.FirstSegment + 1, current - ((current - _log.FirstSegment) / 2));
        await CopyLiveAsync(target, stop);
        await _log.DeleteBelowAsync(target, stop);
        _logger.LogInformation("Log trimmed to segment {Segment}; {Bytes} bytes left", target, _log.TotalBytes);
    }

    private async Task TidyAsync(CancellationToken stop)
    {
        try
        {
            await ArchiveEndedAsync(stop);
            await TrimLogAsync(stop);
        }
#pragma warning disable CA1031 // Tidying up can wait for the next round; the engine doesn't depend on it.
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _logger.LogWarning(failure, "Tidying the durable engine's log failed; it is tried again");
        }
    }

    private async Task MoveEndedAsync(CancellationToken stop)
    {
        while (true)
        {
            var ended = _hub.Under(h =>
            {
                h.Ended.RemoveWhere(i => h.State.Find(i.Id) != i);
                return h.HasFailed
                    ? []
                    : h
                        .Ended.Where(i => i.Visible is { HasEnded: true } && i.Owed.Count == 0 && !i.Busy)
                        .Take(_limits.BatchSize)
                        .Select(i => (Instance: i, View: i.Visible!, Copy: i.ToCopy()))
                        .ToList();
            });
            if (ended.Count == 0)
                return;
            var rows = new List<ArchiveRow>(ended.Count);
            foreach (var (_, view, history) in ended)
                rows.Add(await ArchiveRow.FromAsync(view, history, _payloads, stop));
            await _archive.PutAsync(rows.ConvertAll(r => r.Entity), stop);
            _hub.Under(h =>
            {
                foreach (var (instance, _, _) in ended)
                    h.Release(instance);
                return true;
            });
        }
    }

    private async Task CopyLiveAsync(long target, CancellationToken stop)
    {
        while (true)
        {
            var (durable, left) = _hub.Under(h =>
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
    public static readonly ArchiveLimits Default = new(TimeSpan.FromSeconds(2), 200, 4 << 20, 3);
}
