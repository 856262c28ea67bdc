namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>
/// Thrown into an orchestrator when an activity or sub-orchestration that it awaits has failed for good.
/// </summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure with its cause at hand.</summary>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, innerException?.Message), innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>A failure known by its stored description.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails?.ErrorMessage))
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The activity's or sub-orchestration's name.</summary>
    public string TaskName { get; }

    /// <summary>The number of the task within its orchestration.</summary>
    public int TaskId { get; }

    /// <summary>What went wrong.</summary>
    public TaskFailureDetails FailureDetails { get; }

    private static string Describe(string taskName, int taskId, string? reason) =>
        reason is null
            ? $"Task '{taskName}' (#{taskId}) failed with an unhandled exception."
            : $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {reason}";
}
