using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>The context that an orchestrator is given: turns its calls into numbered steps.</summary>
internal sealed class RunContext(string instanceId, Started start, RunSettings settings, TurnScheduler scheduler)
    : TaskOrchestrationContext
{
    private readonly EventWaits _events = new(settings.Converter);
    private readonly Dictionary<int, IPendingStep> _pending = [];
    private List<TurnAction> _actions = [];
    private int _lastId;
    private int _guids;
    private DateTimeOffset _now;
    private bool _replaying;
    private (bool Set, string? Value) _status;
    private string? _lastStatus;

    public override TaskName Name => start.Name;

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        start.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _now.UtcDateTime;

    public override bool IsReplaying => _replaying;

    public override string Version => start.Version;

    protected override ILoggerFactory LoggerFactory => settings.Loggers;

    /// <summary>What <see cref="ContinueAsNew(ContinueAsNewOptions)"/> asked for, if it did.</summary>
    public ContinueAsNewOptions? Continuation { get; private set; }

    /// <summary>Events that nobody has waited for.</summary>
    public IReadOnlyList<EventRaised> KeptEvents => _events.Kept;

    public override T? GetInput<T>()
        where T : default => settings.Converter.Deserialize<T>(start.Input?.Value);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name,
        object? input = null,
        TaskOptions? options = null
    )
    {
        if (input is TaskOptions && options is null)
            throw new ArgumentException(
                "TaskOptions were passed as the activity's input; pass them as options.",
                nameof(input)
            );
        return options?.Retry is { } retry
            ? Retries.Run(this, retry, () => Call<TResult>(name, input))
            : Call<TResult>(name, input);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        var utc =
            fireAt.Kind == DateTimeKind.Local
                ? fireAt.ToUniversalTime()
                : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        var timer = Add<object?>("timer", id => new TimerCreated(id, new DateTimeOffset(utc)), out var id);
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() =>
            {
                if (timer.TrySetCanceled(cancellationToken) && _pending.Remove(id))
                    _actions.Add(new TimerCancelled(id));
            });
        }
        return timer.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        InsideTurn();
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : _events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        InsideTurn();
        _actions.Add(new EventSent(++_lastId, instanceId, eventName, Data(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        InsideTurn();
        _status = (true, settings.Converter.Serialize(customStatus));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    )
    {
        var id = (options as SubOrchestrationOptions)?.InstanceId;
        return options?.Retry is { } retry
            ? Retries.Run(this, retry, () => CallChild<TResult>(orchestratorName, input, id, options))
            : CallChild<TResult>(orchestratorName, input, id, options);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new() { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InsideTurn();
        Continuation = options;
    }

    public override Guid NewGuid()
    {
        InsideTurn();
        return StableGuid.From($"{instanceId}_{start.Execution:N}_{_guids++}");
    }

    public void Begin(DateTimeOffset now, bool replaying)
    {
        _now = now;
        _replaying = replaying;
    }

    /// <summary>Hands an arrival to whoever waits for it.</summary>
    public void Deliver(Arrival arrival)
    {
        switch (arrival)
        {
            case StepCompleted e when _pending.Remove(e.StepId, out var step):
                step.Complete(e.Result?.Value);
                break;
            case StepFailed e when _pending.Remove(e.StepId, out var step):
                step.Fail(e.Failure);
                break;
            case EventRaised e:
                _events.Raise(e);
                break;
        }
    }

    /// <summary>What the code has asked for since the last call.</summary>
    public List<TurnAction> TakeActions()
    {
        if (_status.Set && _status.Value != _lastStatus)
        {
            _actions.Add(new StatusSet(Payload.Of(_status.Value)));
            _lastStatus = _status.Value;
        }
        _status = default;
        var actions = _actions;
        _actions = [];
        return actions;
    }

    private Task<T> Call<T>(TaskName name, object? input)
    {
        var data = Data(input);
        return Add<T>(name, id => new ActivityScheduled(id, name, data), out _).Task;
    }

    private Task<T> CallChild<T>(TaskName name, object? input, string? childId, TaskOptions? options)
    {
        childId ??= NewGuid().ToString("N");
        var execution = NewGuid();
        var (data, version) = (Data(input), options?.Version?.Version ?? settings.DefaultVersion);
        return Add<T>(
            name,
            id => new ChildScheduled(
                id,
                childId,
                execution,
                name,
                data,
                version,
                new(start.Name, instanceId, start.Execution, id)
            ),
            out _
        ).Task;
    }

    private PendingStep<T> Add<T>(string name, Func<int, Step> step, out int id)
    {
        InsideTurn();
        id = ++_lastId;
        var pending = new PendingStep<T>(name, id, settings.Converter);
        _pending[id] = pending;
        _actions.Add(step(id));
        return pending;
    }

    private Payload? Data(object? value) => Payload.Of(settings.Converter.Serialize(value));

    private void InsideTurn()
    {
        if (!scheduler.IsCurrent)
            throw new InvalidOperationException(
                "An orchestration's context was used outside its turn: from another thread, "
                    + "or after an await of something that is not a durable task."
            );
    }
}
