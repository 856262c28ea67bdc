using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>One run of an orchestrator's code from one wait to the next.</summary>
/// <param name="Time">What <c>CurrentUtcDateTime</c> read.</param>
/// <param name="Consumed">How many arrivals the turn was given.</param>
/// <param name="Actions">What the code asked for, in order.</param>
internal sealed record Turn(DateTimeOffset Time, int Consumed, IReadOnlyList<TurnAction> Actions);

internal abstract record TurnAction;

/// <summary>An action with a number that a later arrival answers, and that a replay must repeat.</summary>
internal abstract record Step(int Id) : TurnAction
{
    /// <summary>How an error message calls the step.</summary>
    public abstract string Describe();

    /// <summary>Whether a replayed step is the recorded one.</summary>
    public bool Matches(Step other) => string.Equals(Describe(), other.Describe(), StringComparison.OrdinalIgnoreCase);
}

internal sealed record ActivityScheduled(int Id, string Name, Payload? Input) : Step(Id)
{
    public override string Describe() => $"activity '{Name}' (#{Id})";
}

internal sealed record TimerCreated(int Id, DateTimeOffset FireAt) : Step(Id)
{
    public override string Describe() => $"timer (#{Id})";
}

/// <summary>Names its parent in full, so that it can be applied when the parent is long gone from the log.</summary>
internal sealed record ChildScheduled(
    int Id,
    string ChildId,
    Guid ChildExecution,
    string Name,
    Payload? Input,
    string Version,
    ParentLink Parent
) : Step(Id)
{
    public override string Describe() => $"sub-orchestration '{Name}' (#{Id})";
}

internal sealed record EventSent(int Id, string Target, string Name, Payload? Data) : Step(Id)
{
    public override string Describe() => $"event '{Name}' to '{Target}' (#{Id})";
}

internal sealed record TimerCancelled(int Id) : TurnAction;

internal sealed record StatusSet(Payload? Status) : TurnAction;

internal sealed record ChildTerminated(string ChildId, Guid ChildExecution) : TurnAction;

/// <summary>The execution is over.</summary>
internal sealed record Finished(
    OrchestrationRuntimeStatus Status,
    Payload? Output,
    TaskFailureDetails? Failure,
    ParentLink? Parent
) : TurnAction;

/// <summary>The execution is over and another begins with a fresh history.</summary>
internal sealed record ContinuedAsNew(Started Next, IReadOnlyList<EventRaised> Carried) : TurnAction;
