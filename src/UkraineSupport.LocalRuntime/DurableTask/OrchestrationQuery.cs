namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>A query over orchestration instances. A null filter lets everything pass.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these statuses.</param>
/// <param name="TaskHubNames">In one of these task hubs.</param>
/// <param name="InstanceIdPrefix">Id begins with.</param>
/// <param name="PageSize">Instances a page.</param>
/// <param name="FetchInputsAndOutputs">Whether payloads are returned.</param>
/// <param name="ContinuationToken">Where to go on; null from the start.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null
)
{
    /// <summary>Instances a page unless told otherwise.</summary>
    public const int DefaultPageSize = 100;
}

/// <summary>Which finished instances to purge. A null filter lets everything pass.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these statuses; running instances are never purged.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null
)
{
    /// <summary>How long one call may work; what is left then is left for the next.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>Whether a purge takes sub-orchestrations along.</summary>
/// <param name="Recursive">True to purge children too.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>How an instance is terminated.</summary>
/// <param name="Output">Becomes the instance's output.</param>
/// <param name="Recursive">True to terminate its sub-orchestrations too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);

/// <summary>What a purge did.</summary>
public class PurgeResult
{
    /// <summary>A result of so many instances.</summary>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>A result of so many instances that says whether it got to the end.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count) => IsComplete = isComplete;

    /// <summary>Instances purged.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether nothing is left to purge; null when unknown.</summary>
    public bool? IsComplete { get; }
}
