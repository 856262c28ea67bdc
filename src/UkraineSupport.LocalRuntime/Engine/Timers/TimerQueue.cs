namespace UkraineSupport.LocalRuntime.Engine.Timers;

/// <summary>A durable timer in memory. Step 0 stands for the instance's own start time.</summary>
internal readonly record struct DueTimer(string InstanceId, Guid Execution, int StepId);

/// <summary>
/// All timers by due time, with one clock timer for the earliest. Cancelled ones stay until due or until they are the
/// larger part. Not thread-safe: the hub's lock guards it.
/// </summary>
internal sealed class TimerQueue(TimeProvider time, Action onDue) : IDisposable
{
    /// <summary>The clock's timers take 49 days at most; a longer wait is cut into pieces.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private PriorityQueue<DueTimer, DateTimeOffset> _timers = new();
    private ITimer? _clock;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;

    public int Count => _timers.Count;

    public void Add(DueTimer timer, DateTimeOffset due)
    {
        _timers.Enqueue(timer, due);
        Arm();
    }

    /// <summary>Takes the timers that are due.</summary>
    public List<DueTimer> TakeDue()
    {
        var now = time.GetUtcNow();
        var due = new List<DueTimer>();
        while (_timers.TryPeek(out var timer, out var at) && at <= now)
        {
            _timers.Dequeue();
            due.Add(timer);
        }
        _armedFor = DateTimeOffset.MaxValue;
        Arm();
        return due;
    }

    /// <summary>Drops the timers that nobody waits for.</summary>
    public void Prune(Func<DueTimer, bool> isWanted) =>
        _timers = new(_timers.UnorderedItems.Where(t => isWanted(t.Element)).ToList());

    public void Dispose() => _clock?.Dispose();

    private void Arm()
    {
        if (!_timers.TryPeek(out _, out var due) || due >= _armedFor)
            return;
        _armedFor = due;
        var wait = due - time.GetUtcNow();
        wait =
            wait > LongestWait ? LongestWait
            : wait <= TimeSpan.Zero ? TimeSpan.Zero
            : wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1)
            : wait;
        // Always on a thread of its own: a clock may fire at once, inside the caller's lock.
        _clock ??= time.CreateTimer(
            _ => ThreadPool.UnsafeQueueUserWorkItem(static due => due(), onDue, preferLocal: false),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _clock.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
