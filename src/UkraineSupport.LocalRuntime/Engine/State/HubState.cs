using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.State;

/// <summary>
/// All instances that are not in the archive: what applying the log's records in order gives. The live engine and
/// recovery apply records through the same code, so that a restart can't see another state than the one that was
/// running. What one instance's turn does to others (starts a child, answers a parent, sends an event) follows from the
/// turn's own record: it is durable with it, exactly once, and needs no record of its own.
/// </summary>
internal sealed class HubState
{
    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Instance> Instances => _instances;

    public Instance? Find(string id) => _instances.GetValueOrDefault(id);

    public void Apply(LogRecord record, long segment, int size, IHubEffects effects)
    {
        switch (record)
        {
            case Arrived r:
                Arrive(r.InstanceId, r.Arrival, segment, size, effects);
                break;
            case TurnTaken r:
                Take(r, segment, size, effects);
                break;
            case Copied r:
                Replace(r, segment, size);
                break;
            case Archived r when Find(r.InstanceId)?.Execution == r.Execution:
                _instances.Remove(r.InstanceId);
                break;
            case Purged r:
                _instances.Remove(r.InstanceId);
                break;
        }
    }

    /// <summary>
    /// A copy changes where the state is read from, not the state: a live instance stays the same object.
    /// </summary>
    private void Replace(Copied copy, long segment, int size)
    {
        if (Find(copy.InstanceId) is not { } live || live.Execution != ((Started)copy.Arrivals[0]).Execution)
            live = Instance.From(copy, segment);
        _instances[copy.InstanceId] = live;
        live.Segment = segment;
        live.Size = size;
    }

    private void Arrive(string id, Arrival arrival, long segment, int size, IHubEffects effects)
    {
        if (arrival is Started start)
        {
            Begin(id, start, segment, size, effects);
            return;
        }
        if (Find(id) is not { } instance || !instance.TryArrive(arrival))
        {
            effects.Dropped(id, arrival);
            return;
        }
        instance.Size += size;
        if (arrival is Suspended or Resumed)
            effects.Changed(instance);
        effects.Arrived(instance);
    }

    private void Begin(string id, Started start, long segment, int size, IHubEffects effects)
    {
        if (!start.Replace && Find(id) is { End: null } existing)
        {
            if (existing.Execution != start.Execution && start.Parent is { } parent)
            {
                Refuse(
                    parent,
                    start.At,
                    $"An instance with the id '{id}' exists already and has not ended.",
                    segment,
                    effects
                );
            }
            return;
        }
        // One that a client replaces while a parent waits for it will never answer.
        if (Find(id) is { End: null, Start.Parent: { } waiting } replaced && replaced.Execution != start.Execution)
            Refuse(
                waiting,
                start.At,
                $"The instance '{id}' was replaced by another before it ended.",
                segment,
                effects
            );
        var instance = new Instance(id, start, start.At, segment) { Size = size };
        _instances[id] = instance;
        effects.Changed(instance);
        effects.Arrived(instance);
    }

    private void Refuse(ParentLink parent, DateTimeOffset at, string why, long segment, IHubEffects effects)
    {
        var failure = new TaskFailureDetails(
            typeof(OrchestrationAlreadyExistsException).FullName!,
            why,
            null,
            null,
            null
        );
        Arrive(parent.InstanceId, new StepFailed(at, parent.Execution, parent.StepId, failure), segment, 0, effects);
    }

    private void Take(TurnTaken record, long segment, int size, IHubEffects effects)
    {
        var instance = Find(record.InstanceId);
        var trace = instance?.Start.TraceParent;
        // A record whose instance began in a segment that is gone: the instance is in the archive or copied further on.
        // What its turn did to others still counts.
        if (instance?.Execution == record.Execution && instance.End is null)
        {
            if (record.Turn.Actions is [.., ContinuedAsNew] && instance.Blobs().Count > 0)
                effects.Littered(instance.Id);
            instance.Size += size;
            instance.Take(record.Turn);
            foreach (var action in record.Turn.Actions)
            {
                if (action is Step step and not EventSent)
                    effects.Scheduled(instance, record.Execution, step);
            }
            effects.Changed(instance);
        }
        foreach (var action in record.Turn.Actions)
            Deliver(action, record.Turn.Time, trace, segment, size, effects);
    }

    private void Deliver(
        TurnAction action,
        DateTimeOffset at,
        string? trace,
        long segment,
        int size,
        IHubEffects effects
    )
    {
        switch (action)
        {
            case ChildScheduled a:
                var start = new Started(
                    at,
                    a.ChildExecution,
                    a.Name,
                    a.Input?.Share(),
                    a.Version,
                    null,
                    a.Parent,
                    null,
                    trace,
                    false
                );
                Arrive(a.ChildId, start, segment, size, effects);
                break;
            case EventSent a:
                Arrive(a.Target, new EventRaised(at, a.Name, a.Data?.Share()), segment, size, effects);
                break;
            case ChildTerminated a when Find(a.ChildId)?.Execution == a.ChildExecution:
                Arrive(a.ChildId, new Terminated(at, null, Recursive: true), segment, size, effects);
                break;
            case Finished { Parent: { } parent } a:
                Arrival answer =
                    a.Status == OrchestrationRuntimeStatus.Completed
                        ? new StepCompleted(at, parent.Execution, parent.StepId, a.Output?.ShareCopy(parent.InstanceId))
                        : new StepFailed(at, parent.Execution, parent.StepId, a.Failure ?? Ended(a.Status));
                Arrive(parent.InstanceId, answer, segment, size, effects);
                break;
        }
    }

    private static TaskFailureDetails Ended(OrchestrationRuntimeStatus status) =>
        new("TaskFailed", $"The sub-orchestration ended as {status}.", null, null, null);
}
