using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Engine.Activities;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Log;
using UkraineSupport.LocalRuntime.Engine.Timers;

namespace UkraineSupport.LocalRuntime.Engine.State;

/// <summary>
/// The one place where records enter: under one lock a record is put into the open batch and applied to the state, so
/// that the log's order is the order in which things happened. What a record sets off inside the engine (turns, timers)
/// follows at once, since a later record can't become durable before it; what can be seen outside (activities, answers
/// to callers, metadata) waits in the batch until it is durable.
/// </summary>
internal sealed class Hub : IHubEffects, IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReadyQueue _ready;
    private readonly TimerQueue _timers;
    private readonly Waiters _waiters = new();
    private readonly SemaphoreSlim _work = new(0, 1);
    private Batch _open = new();
    private Batch _spare = new();
    private Exception? _fault;

    public Hub(TimeProvider time, ReadyQueue ready, ILogger logger)
    {
        (_time, _ready, _logger) = (time, ready, logger);
        _timers = new(time, FireTimers);
    }

    public HubState State { get; } = new();

    /// <summary>The segment that the open batch will be written to, or one before it.</summary>
    public Func<long> CurrentSegment { get; set; } = () => 0;

    /// <summary>Takes the calls of a batch that has become durable.</summary>
    public Action<ActivityCall> OnDurable { get; set; } = _ => { };

    /// <summary>Told of every record before it is applied.</summary>
    public Action<LogRecord> OnAppended { get; set; } = _ => { };

    /// <summary>Told of instances whose folder of payloads is worth sweeping, once that is durable.</summary>
    public Action<string> OnLittered { get; set; } = _ => { };

    /// <summary>Told once why nothing is accepted any more.</summary>
    public Action<Exception> OnFailed { get; set; } = _ => { };

    /// <summary>Ended instances that wait for the archive. Only inside the lock.</summary>
    public HashSet<Instance> Ended { get; } = [];

    public int LiveCount => State.Instances.Count - Ended.Count;

    /// <summary>Runs code that reads or appends under the lock.</summary>
    public T Under<T>(Func<Hub, T> code)
    {
        lock (_gate)
            return code(this);
    }

    /// <summary>Puts a record into the open batch. Only inside <see cref="Under{T}"/>.</summary>
    public void Append(LogRecord record)
    {
        if (_fault is not null)
            throw new InvalidOperationException("The durable engine has stopped.", _fault);
        var before = _open.Records.Length;
        record.WriteTo(_open.Records);
        OnAppended(record);
        State.Apply(record, CurrentSegment(), _open.Records.Length - before, this);
        Wake();
    }

    /// <summary>
    /// Appends, unless the engine has stopped: then the record is not lost, for its cause will be repeated.
    /// </summary>
    public void TryPost(LogRecord record)
    {
        lock (_gate)
        {
            if (_fault is null)
                Append(record);
        }
    }

    /// <summary>Appends and waits until it is durable.</summary>
    public Task PostAsync(LogRecord record)
    {
        lock (_gate)
        {
            Append(record);
            return DurableAsync();
        }
    }

    /// <summary>
    /// Completes when all that has been appended so far is durable. Only inside <see cref="Under{T}"/>.
    /// </summary>
    public Task DurableAsync()
    {
        if (_fault is not null)
            throw new InvalidOperationException("The durable engine has stopped.", _fault);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.Acknowledgements.Add(done);
        Wake();
        return done.Task;
    }

    public Task WaitForWorkAsync(CancellationToken cancellation) => _work.WaitAsync(cancellation);

    /// <summary>Closes the open batch for writing; null when it is empty.</summary>
    public Batch? Seal()
    {
        lock (_gate)
        {
            if (_open.IsEmpty)
                return null;
            (var sealedBatch, _open) = (_open, _spare);
            return sealedBatch;
        }
    }

    /// <summary>The batch is durable: show it.</summary>
    public void Committed(Batch batch)
    {
        lock (_gate)
        {
            foreach (var (instance, view) in batch.Views)
            {
                instance.Visible = view;
                _waiters.Seen(view);
            }
        }
        foreach (var call in batch.Activities)
            OnDurable(call);
        batch.Littered.ForEach(OnLittered);
        foreach (var done in batch.Acknowledgements)
            done.TrySetResult();
        batch.Clear();
        _spare = batch;
    }

    /// <summary>Refuses everything from now on and fails who waits.</summary>
    public void Fail(Exception fault)
    {
        lock (_gate)
        {
            if (_fault is null)
                OnFailed(fault);
            _fault ??= fault;
            foreach (var done in _open.Acknowledgements)
                done.TrySetException(new InvalidOperationException("The durable engine has stopped.", fault));
            _waiters.Fail(fault);
        }
    }

    public bool HasFailed => _fault is not null;

    /// <summary>
    /// Completes at the first durable state of the instance that satisfies the predicate. Only inside the lock.
    /// </summary>
    public Task<InstanceView> WhenSeen(string id, Func<InstanceView, bool> predicate) => _waiters.Add(id, predicate);

    public void Forget(Task<InstanceView> waiter, string id)
    {
        lock (_gate)
            _waiters.Remove(id, waiter);
    }

    /// <summary>Whether a queued call still has a purpose.</summary>
    public bool Wants(ActivityCall call)
    {
        lock (_gate)
        {
            return _fault is null && State.Find(call.InstanceId)?.Wants(call.Execution, call.Step.Id) == true;
        }
    }

    /// <summary>Queues the instance for a turn if there is one to take. Only inside the lock.</summary>
    public void QueueTurn(Instance instance)
    {
        if (instance.Busy || !instance.IsRunnable(_time.GetUtcNow()))
            return;
        instance.Busy = true;
        _ready.Add(instance);
    }

    /// <summary>After recovery: sets everything going that the log shows as outstanding.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            foreach (var instance in State.Instances.Values)
            {
                instance.Visible = instance.View();
                if (instance.End is not null)
                    Ended.Add(instance);
                foreach (var ((execution, _), call) in instance.Owed)
                    OnDurable(new(instance.Id, execution, call, instance.Start.TraceParent));
                foreach (var step in instance.Outstanding.Values.ToList())
                {
                    if (step is ActivityScheduled call)
                        OnDurable(new(instance.Id, instance.Execution, call, instance.Start.TraceParent));
                    else
                        Arm(instance, step);
                }
                ArmStart(instance);
                QueueTurn(instance);
            }
        }
    }

    /// <summary>The archive has the instance. Only inside the lock.</summary>
    public void Release(Instance instance)
    {
        Ended.Remove(instance);
        if (_fault is null && State.Find(instance.Id) == instance)
            Append(new Archived(instance.Id, instance.Execution));
    }

    void IHubEffects.Arrived(Instance instance)
    {
        if (instance.Arrivals.Count == 1)
            ArmStart(instance);
        QueueTurn(instance);
    }

    void IHubEffects.Scheduled(Instance instance, Guid execution, Step step)
    {
        if (step is ActivityScheduled call)
            _open.Activities.Add(new(instance.Id, execution, call, instance.Start.TraceParent));
        else
            Arm(instance, step);
    }

    void IHubEffects.Changed(Instance instance)
    {
        if (instance.End is not null)
            Ended.Add(instance);
        _open.Views.Add((instance, instance.View()));
    }

    void IHubEffects.Littered(string instanceId) => _open.Littered.Add(instanceId);

    void IHubEffects.Dropped(string instanceId, Arrival arrival)
    {
        if (arrival is EventRaised raised)
            _logger.LogWarning(
                "Event {Event} for instance {Instance} dropped: there is none, or it has ended",
                raised.Name,
                instanceId
            );
    }

    public void Dispose()
    {
        _timers.Dispose();
        _work.Dispose();
    }

    private void Arm(Instance instance, Step step)
    {
        if (step is TimerCreated timer && instance.Outstanding.ContainsKey(step.Id))
            _timers.Add(new(instance.Id, instance.Execution, step.Id), timer.FireAt);
    }

    private void ArmStart(Instance instance)
    {
        if (instance.Turns.Count == 0 && instance.Start.StartAt is { } at && at > _time.GetUtcNow())
            _timers.Add(new(instance.Id, instance.Execution, 0), at);
    }

    private void FireTimers()
    {
        lock (_gate)
        {
            if (_fault is not null)
                return;
            var now = _time.GetUtcNow();
            foreach (var due in _timers.TakeDue())
            {
                if (State.Find(due.InstanceId) is not { } instance || instance.Execution != due.Execution)
                    continue;
                if (due.StepId == 0)
                    QueueTurn(instance);
                else if (instance.Outstanding.ContainsKey(due.StepId))
                    Append(new Arrived(due.InstanceId, new StepCompleted(now, due.Execution, due.StepId, null)));
            }
            if (_timers.Count > 10_000 && _timers.Count > 4 * State.Instances.Count)
                _timers.Prune(t =>
                    State.Find(t.InstanceId)?.Outstanding.ContainsKey(t.StepId) == true || t.StepId == 0
                );
        }
    }

    private void Wake()
    {
        if (_work.CurrentCount == 0)
            _work.Release();
    }
}
