using System.Threading.Channels;

namespace UkraineSupport.LocalRuntime.Engine.State;

/// <summary>Instances that have a turn to take, and whether all turns at hand have been taken.</summary>
internal sealed class ReadyQueue : IDisposable
{
    private readonly Channel<Instance> _ready = Channel.CreateUnbounded<Instance>();
    private readonly SemaphoreSlim _idle = new(0, 1);
    private int _busy;

    /// <summary>Instances with a turn to take or in one.</summary>
    public int Waiting => Volatile.Read(ref _busy);

    public ChannelReader<Instance> Reader => _ready.Reader;

    public void Add(Instance instance)
    {
        Interlocked.Increment(ref _busy);
        _ready.Writer.TryWrite(instance);
    }

    public void Done()
    {
        if (Interlocked.Decrement(ref _busy) == 0 && _idle.CurrentCount == 0)
        {
            try
            {
                _idle.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two turns ended at once: one signal is enough.
            }
        }
    }

    /// <summary>
    /// Waits until no turn is under way, so that a commit takes an arrival and the turn that it leads to together; at
    /// most for the given time, lest a slow orchestrator hold up all others.
    /// </summary>
    public async Task SettleAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _busy) == 0)
            return;
        // A signal may be left from an earlier lull.
        if (await _idle.WaitAsync(atMost, cancellation) && Volatile.Read(ref _busy) > 0)
            await _idle.WaitAsync(atMost, cancellation);
    }

    public void Dispose() => _idle.Dispose();
}
