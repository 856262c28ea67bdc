using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.History;

/// <summary>Something that happens to an instance from outside its code. Turns consume arrivals in order.</summary>
internal abstract record Arrival(DateTimeOffset At);

/// <summary>An execution begins: asked for by a client, by a parent, or by the execution before (continue as new).
/// <c>Replace</c>: a client has found that an instance of the same id may be replaced.</summary>
internal sealed record Started(
    DateTimeOffset At,
    Guid Execution,
    string Name,
    Payload? Input,
    string Version,
    DateTimeOffset? StartAt,
    ParentLink? Parent,
    IReadOnlyDictionary<string, string>? Tags,
    string? TraceParent,
    bool Replace
) : Arrival(At);

/// <summary>Which step of which execution started a sub-orchestration.</summary>
internal sealed record ParentLink(string Name, string InstanceId, Guid Execution, int StepId);

/// <summary>An activity or sub-orchestration has returned, or a timer has fired.</summary>
internal sealed record StepCompleted(DateTimeOffset At, Guid Execution, int StepId, Payload? Result) : Arrival(At);

/// <summary>An activity or sub-orchestration has failed.</summary>
internal sealed record StepFailed(DateTimeOffset At, Guid Execution, int StepId, TaskFailureDetails Failure)
    : Arrival(At);

internal sealed record EventRaised(DateTimeOffset At, string Name, Payload? Data) : Arrival(At);

internal sealed record Suspended(DateTimeOffset At, string? Reason) : Arrival(At);

internal sealed record Resumed(DateTimeOffset At, string? Reason) : Arrival(At);

internal sealed record Terminated(DateTimeOffset At, Payload? Output, bool Recursive) : Arrival(At);
