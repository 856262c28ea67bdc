namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>
/// Runs an orchestrator's continuations in the order in which they became ready, on the thread that takes the turn.
/// What another thread queues shows that the code awaited something that isn't durable: it is refused and reported.
/// </summary>
internal sealed class TurnScheduler(Action<string> onForeignWork) : TaskScheduler
{
    private readonly Queue<Task> _ready = new();
    private int _thread;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether the caller is inside the turn.</summary>
    public bool IsCurrent => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    public void Enter() => Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);

    public void Leave() => Volatile.Write(ref _thread, 0);

    public void Drain()
    {
        while (_ready.TryDequeue(out var task))
            TryExecuteTask(task);
    }

    protected override void QueueTask(Task task)
    {
        if (IsCurrent)
            _ready.Enqueue(task);
        else
            onForeignWork(
                "The orchestrator awaited a task that did not come from its context, or went on in another thread. "
                    + "Await only durable tasks; put everything else into an activity."
            );
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _ready;
}
