using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>
/// An orchestrator's code under way: started once, then moved on turn by turn by the arrivals it is given. Kept in
/// memory between turns; after a restart a new one is brought to the same point by giving it the recorded turns again.
/// </summary>
internal sealed class OrchestrationRun
{
    private readonly Func<TaskOrchestrationContext, Task<object?>> _code;
    private readonly RunSettings _settings;
    private readonly Started _start;
    private readonly TurnScheduler _scheduler;
    private readonly RunContext _context;
    private Task<object?>? _task;

    public OrchestrationRun(
        string instanceId,
        Started start,
        Func<TaskOrchestrationContext, Task<object?>> code,
        RunSettings settings,
        Action<string> onForeignWork
    )
    {
        (_code, _settings, _start) = (code, settings, start);
        _scheduler = new(onForeignWork);
        _context = new(instanceId, start, settings, _scheduler);
    }

    /// <summary>Takes a recorded turn again and checks that the code does what it did.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">It does something else.</exception>
    public void Replay(Turn turn, IEnumerable<Arrival> arrivals) =>
        ReplayCheck.Compare(_start.Name, turn.Actions, Advance(turn.Time, replaying: true, arrivals));

    /// <summary>Takes a new turn.</summary>
    public IReadOnlyList<TurnAction> Take(DateTimeOffset now, IEnumerable<Arrival> arrivals) =>
        Advance(now, replaying: false, arrivals);

    private List<TurnAction> Advance(DateTimeOffset now, bool replaying, IEnumerable<Arrival> arrivals)
    {
        _scheduler.Enter();
        try
        {
            _context.Begin(now, replaying);
            foreach (var arrival in arrivals)
            {
                if (arrival is Started)
                    Start();
                else
                    _context.Deliver(arrival);
                _scheduler.Drain();
            }
            var actions = _context.TakeActions();
            if (_task is { IsCompleted: true })
                actions.Add(Outcome(now));
            return actions;
        }
        finally
        {
            _scheduler.Leave();
        }
    }

    private void Start() =>
        _task = Task
            .Factory.StartNew(() => _code(_context), CancellationToken.None, TaskCreationOptions.None, _scheduler)
            .Unwrap();

    private TurnAction Outcome(DateTimeOffset now)
    {
        if (!_task!.IsCompletedSuccessfully)
        {
            var failure = TaskFailureDetails.FromException(
                _task.Exception?.InnerException ?? new TaskCanceledException("The orchestrator was cancelled.")
            );
            return new Finished(OrchestrationRuntimeStatus.Failed, null, failure, _start.Parent);
        }
        if (_context.Continuation is { } next)
            return Continue(next, now);
        return new Finished(
            OrchestrationRuntimeStatus.Completed,
            Payload.Of(_settings.Converter.Serialize(_task.Result)),
            null,
            _start.Parent
        );
    }

    private ContinuedAsNew Continue(ContinueAsNewOptions options, DateTimeOffset now)
    {
        var start = _start with
        {
            At = now,
            Execution = StableGuid.From($"{_start.Execution:N}_next"),
            Input = Payload.Of(_settings.Converter.Serialize(options.NewInput)),
            Version = options.NewVersion ?? _start.Version,
            StartAt = null,
        };
        return new(start, options.PreserveUnprocessedEvents ? [.. _context.KeptEvents] : []);
    }
}
