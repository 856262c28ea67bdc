using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.History;

namespace UkraineSupport.LocalRuntime.Engine.State;

/// <summary>
/// What readers see of an instance: always a durable state, never one whose commit is still under way.
/// </summary>
internal sealed record InstanceView(
    string Id,
    string Name,
    OrchestrationRuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    Payload? Input,
    Payload? Output,
    Payload? CustomStatus,
    TaskFailureDetails? Failure,
    IReadOnlyDictionary<string, string>? Tags,
    ParentLink? Parent,
    string Version
)
{
    public static readonly OrchestrationRuntimeStatus[] Ends =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    public bool HasEnded => Ends.Contains(Status);
}
