using DurableTask.Core.History;

namespace UkraineSupport.Functions.Orchestrations;

/// <summary>
/// An orchestration as administrators see it. Without what it was given and what it gave: that is an aggregate's, with
/// a disclosure of its own.
/// </summary>
internal sealed record OrchestrationView(
    string Id,
    string Orchestrator,
    OrchestrationRuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    string? Failure
)
{
    public static OrchestrationView Of(OrchestrationMetadata found) =>
        new(
            found.InstanceId,
            found.Name,
            found.RuntimeStatus,
            found.CreatedAt,
            found.LastUpdatedAt,
            found.FailureDetails?.ErrorType
        );
}

/// <summary>An orchestration with what happened in its present round.</summary>
internal sealed record OrchestrationDetail(OrchestrationView Orchestration, IReadOnlyList<OrchestrationStep> History);

/// <summary>One event of an orchestration's history.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Type">The framework's word for it, such as <c>TaskScheduled</c>.</param>
/// <param name="Name">The activity, event or orchestrator it is about, or null.</param>
/// <param name="About">The number of the step that this one answers, or null.</param>
/// <param name="Due">When a timer fires, or null.</param>
internal sealed record OrchestrationStep(DateTime At, string Type, string? Name, int? About, DateTime? Due)
{
    public static OrchestrationStep Of(HistoryEvent happened) =>
        new(
            DateTime.SpecifyKind(happened.Timestamp, DateTimeKind.Utc),
            happened.EventType.ToString(),
            happened switch
            {
                ExecutionStartedEvent started => started.Name,
                TaskScheduledEvent scheduled => scheduled.Name,
                SubOrchestrationInstanceCreatedEvent created => created.Name,
                EventRaisedEvent raised => raised.Name,
                _ => null,
            },
            happened switch
            {
                TaskCompletedEvent completed => completed.TaskScheduledId,
                TaskFailedEvent failed => failed.TaskScheduledId,
                SubOrchestrationInstanceCompletedEvent completed => completed.TaskScheduledId,
                SubOrchestrationInstanceFailedEvent failed => failed.TaskScheduledId,
                TimerFiredEvent fired => fired.TimerId,
                _ => null,
            },
            happened is TimerCreatedEvent timer ? DateTime.SpecifyKind(timer.FireAt, DateTimeKind.Utc) : null
        );
}
