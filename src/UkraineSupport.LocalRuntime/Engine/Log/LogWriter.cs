using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Log;

/// <summary>
/// The log's only writer. While one batch is being written the next fills up: the busier, the larger the commits.
/// </summary>
internal sealed class LogWriter(Hub hub, ReadyQueue ready, LogStore log, EngineMetrics metrics, ILogger logger)
{
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMilliseconds(5);

    /// <summary>Writes until the token is cancelled, then what is left.</summary>
    public async Task RunAsync(CancellationToken drain, CancellationToken stop)
    {
        try
        {
            while (!drain.IsCancellationRequested)
            {
                await WaitAsync(drain);
                await ready.SettleAsync(LongestSettling, stop);
                await WriteAsync(stop);
            }
            await WriteAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            hub.Fail(new OperationCanceledException("The durable engine was stopped."));
        }
#pragma warning disable CA1031 // The loop's end is the engine's end, whatever the reason: it has to be told.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.LogCritical(fault, "The durable engine can't write its log any more and has stopped");
            hub.Fail(fault);
        }
    }

    private async Task WaitAsync(CancellationToken drain)
    {
        try
        {
            await hub.WaitForWorkAsync(drain);
        }
        catch (OperationCanceledException)
        {
            // Draining: one more round writes the rest.
        }
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        if (hub.Seal() is not { } batch)
            return;
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            if (batch.Records.Length > 0)
                await log.AppendAsync(batch.Records.Written, stop);
        }
        catch (Exception fault)
        {
            foreach (var waiting in batch.Acknowledgements)
                waiting.TrySetException(new InvalidOperationException("The durable engine has stopped.", fault));
            throw;
        }
        metrics.Committed(TimeProvider.System.GetElapsedTime(started), batch.Records.Length);
        hub.Committed(batch);
    }
}
