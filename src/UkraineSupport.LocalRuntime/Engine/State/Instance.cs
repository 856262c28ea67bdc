using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.State;

/// <summary>
/// One instance: its recorded history, what it waits for, and (outside the log) the code that may be held ready to go
/// on. Touched only under the hub's lock, apart from the turn-taking fields, which belong to the worker that runs its
/// turn.
/// </summary>
internal sealed class Instance(string id, Started start, DateTimeOffset createdAt, long segment)
{
    public string Id { get; } = id;

    public Started Start { get; private set; } = start;

    public Guid Execution => Start.Execution;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset UpdatedAt { get; private set; } = start.At;

    public List<Arrival> Arrivals { get; private set; } = [start];

    public List<Turn> Turns { get; private set; } = [];

    /// <summary>Arrivals that turns have been given.</summary>
    public int Consumed { get; private set; }

    /// <summary>Steps without an answer.</summary>
    public Dictionary<int, Step> Outstanding { get; private set; } = [];

    /// <summary>Calls of activities that nobody waits for and that still have to be made.</summary>
    public Dictionary<(Guid Execution, int Step), ActivityScheduled> Owed { get; private set; } = [];

    public bool IsSuspended { get; private set; }

    public bool IsTerminating { get; private set; }

    public Payload? CustomStatus { get; private set; }

    public Finished? End { get; private set; }

    /// <summary>The oldest log segment that this state is read from.</summary>
    public long Segment { get; set; } = segment;

    /// <summary>Bytes that the history takes in the log, about.</summary>
    public long Size { get; set; }

    /// <summary>The code at its present wait; null when it has to be brought there by replay.</summary>
    public Turns.OrchestrationRun? Run { get; set; }

    /// <summary>Queued for a turn or in one.</summary>
    public bool Busy { get; set; }

    /// <summary>Why the code can't go on, when it did what an orchestrator must not do.</summary>
    public string? Broken { get; set; }

    public InstanceView? Visible { get; set; }

    public bool HasUnconsumed => Consumed < Arrivals.Count;

    /// <summary>Whether there is something to take a turn for.</summary>
    public bool IsRunnable(DateTimeOffset now) =>
        End is null
        && (
            Broken is not null
            || (HasUnconsumed && (IsTerminating || (!IsSuspended && !(Start.StartAt > now && Turns.Count == 0))))
        );

    public OrchestrationRuntimeStatus Status =>
        End?.Status
        ?? (
            IsSuspended ? OrchestrationRuntimeStatus.Suspended
            : Turns.Count == 0 && !IsContinued ? OrchestrationRuntimeStatus.Pending
            : OrchestrationRuntimeStatus.Running
        );

    private bool IsContinued { get; set; }

    /// <summary>Lets the code and the payloads kept for it go.</summary>
    public void Drop()
    {
        Run = null;
        foreach (var arrival in Arrivals)
            (arrival as EventRaised)?.Data?.Unload();
        Start.Input?.Unload();
    }

    /// <summary>
    /// Whether the arrival belongs to this execution and has not been answered; then it becomes part of the history.
    /// </summary>
    public bool TryArrive(Arrival arrival)
    {
        var isAwaited = arrival switch
        {
            StepCompleted e => Answer(e.Execution, e.StepId),
            StepFailed e => Answer(e.Execution, e.StepId),
            _ => End is null,
        };
        if (!isAwaited)
            return false;
        switch (arrival)
        {
            case Suspended:
                IsSuspended = true;
                break;
            case Resumed:
                IsSuspended = false;
                break;
            case Terminated:
                IsTerminating = true;
                break;
        }
        Arrivals.Add(arrival);
        UpdatedAt = arrival.At;
        return true;
    }

    /// <summary>Whether the call still has to be made.</summary>
    public bool Wants(Guid execution, int step) =>
        Owed.ContainsKey((execution, step)) || (execution == Execution && Outstanding.ContainsKey(step));

    /// <summary>All blobs that the instance refers to.</summary>
    public HashSet<string> Blobs() => [.. ToCopy().Blobs()];

    public void Take(Turn turn)
    {
        Turns.Add(turn);
        Consumed += turn.Consumed;
        UpdatedAt = turn.Time;
        foreach (var action in turn.Actions)
        {
            switch (action)
            {
                case EventSent:
                    break;
                case Step step:
                    Outstanding[step.Id] = step;
                    break;
                case TimerCancelled cancelled:
                    Outstanding.Remove(cancelled.Id);
                    break;
                case StatusSet set:
                    CustomStatus = set.Status;
                    break;
                case Finished end:
                    Finish(end);
                    break;
                case ContinuedAsNew next:
                    Continue(next);
                    break;
            }
        }
    }

    /// <summary>The state that a <see cref="Copied"/> record holds.</summary>
    public static Instance From(Copied copy, long segment)
    {
        var start = (Started)copy.Arrivals[0];
        var instance = new Instance(copy.InstanceId, start, copy.CreatedAt, segment)
        {
            Arrivals = [.. copy.Arrivals],
            Turns = [.. copy.Turns],
            Consumed = copy.Turns.Sum(t => t.Consumed),
            CustomStatus = copy.CustomStatus,
            IsContinued = copy.CreatedAt != start.At,
            IsSuspended = copy.Arrivals.LastOrDefault(a => a is Suspended or Resumed) is Suspended,
            IsTerminating = copy.Arrivals.Any(a => a is Terminated),
            UpdatedAt = copy.Turns.Select(t => t.Time).Concat(copy.Arrivals.Select(a => a.At)).Max(),
        };
        foreach (var action in copy.Turns.SelectMany(t => t.Actions))
        {
            if (action is Step step and not EventSent)
                instance.Outstanding[step.Id] = step;
            else if (action is TimerCancelled cancelled)
                instance.Outstanding.Remove(cancelled.Id);
        }
        foreach (var arrival in copy.Arrivals)
        {
            if (arrival is StepCompleted completed)
                instance.Outstanding.Remove(completed.StepId);
            else if (arrival is StepFailed failed)
                instance.Outstanding.Remove(failed.StepId);
        }
        instance.End = copy.Turns.Count > 0 ? copy.Turns[^1].Actions.OfType<Finished>().LastOrDefault() : null;
        if (instance.End is not null)
            instance.Outstanding = [];
        instance.Owed = copy.Owed.ToDictionary(o => (o.Execution, o.Call.Id), o => o.Call);
        return instance;
    }

    public Copied ToCopy() =>
        new(
            Id,
            CreatedAt,
            CustomStatus,
            [.. Arrivals],
            [.. Turns],
            [.. Owed.Select(o => new OwedCall(o.Key.Execution, o.Value))]
        );

    public InstanceView View() =>
        new(
            Id,
            Start.Name,
            Status,
            CreatedAt,
            UpdatedAt,
            Start.Input,
            End?.Output,
            CustomStatus,
            End?.Failure,
            Start.Tags,
            Start.Parent,
            Start.Version
        );

    private void Finish(Finished end)
    {
        End = end;
        Run = null;
        if (end.Status != OrchestrationRuntimeStatus.Terminated)
            Owe();
        Outstanding = [];
    }

    private void Continue(ContinuedAsNew next)
    {
        var waiting = Arrivals.Skip(Consumed).Where(a => a is not (StepCompleted or StepFailed)).ToList();
        Owe();
        Start = next.Next;
        Arrivals = [next.Next, .. next.Carried, .. waiting];
        Turns = [];
        Consumed = 0;
        Outstanding = [];
        IsContinued = true;
        Size = 0;
        Run = null;
    }

    /// <summary>
    /// Activities that the code didn't wait for still have to run; nothing else has a purpose any more.
    /// </summary>
    private void Owe()
    {
        foreach (var call in Outstanding.Values.OfType<ActivityScheduled>())
            Owed[(Execution, call.Id)] = call;
    }

    private bool Answer(Guid execution, int step) =>
        !Owed.Remove((execution, step)) && execution == Execution && End is null && Outstanding.Remove(step);
}
