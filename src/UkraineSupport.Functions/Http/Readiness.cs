using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Http;

/// <summary>
/// Whether storage answers. Asked by one probe at a time, whose result holds for a second: however many ask, storage is
/// asked at most once a second.
/// </summary>
internal sealed class Readiness(Func<Task> probe, TimeProvider time)
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task? _probe;
    private long _begun;

    /// <summary>A probe of the queue that carries what follows from each change.</summary>
    public static Readiness Of(StorageAccount storage, TimeProvider time) =>
        new(
            async () =>
            {
                var queue = await storage.QueueAsync(Outbox.Queue);
                await queue.GetPropertiesAsync(CancellationToken.None);
            },
            time
        );

    /// <summary>Ends when storage has answered; fails as the probe did.</summary>
    public Task CheckAsync(CancellationToken cancel) => Current().WaitAsync(cancel);

    private Task Current()
    {
        lock (_lock)
        {
            if (_probe is null || (_probe.IsCompleted && time.GetElapsedTime(_begun) >= Holds))
                (_begun, _probe) = (time.GetTimestamp(), probe());
            return _probe;
        }
    }
}
