namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>
/// Decides after a failed attempt whether another follows. Runs inside the orchestrator: must be deterministic.
/// </summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>As <see cref="RetryHandler"/>; may await durable tasks, e.g. a timer.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <summary>What a retry handler is told.</summary>
/// <param name="OrchestrationContext">The orchestration that called the task.</param>
/// <param name="LastAttemptNumber">Number of the attempt that failed, from 1.</param>
/// <param name="LastFailure">Why it failed.</param>
/// <param name="TotalRetryTime">Time since the first attempt, on the orchestration's clock.</param>
/// <param name="CancellationToken">Cancels the retries.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken
);

/// <summary>Either a retry policy or a retry handler.</summary>
public sealed class TaskRetryOptions
{
    /// <summary>Retries by a policy.</summary>
    public TaskRetryOptions(RetryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
    }

    /// <summary>Retries as a handler decides.</summary>
    public TaskRetryOptions(AsyncRetryHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Handler = handler;
    }

    /// <summary>The policy, when there is one.</summary>
    public RetryPolicy? Policy { get; }

    /// <summary>The handler, when there is one.</summary>
    public AsyncRetryHandler? Handler { get; }

    /// <summary>Retries by a policy.</summary>
    public static implicit operator TaskRetryOptions(RetryPolicy policy) => FromRetryPolicy(policy);

    /// <summary>Retries as a handler decides.</summary>
    public static implicit operator TaskRetryOptions(AsyncRetryHandler handler) => FromRetryHandler(handler);

    /// <summary>Retries as a handler decides.</summary>
    public static implicit operator TaskRetryOptions(RetryHandler handler) => FromRetryHandler(handler);

    /// <summary>Retries by a policy.</summary>
    public static TaskRetryOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Retries as a handler decides.</summary>
    public static TaskRetryOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Retries as a handler decides.</summary>
    public static TaskRetryOptions FromRetryHandler(RetryHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new(context => Task.FromResult(handler(context)));
    }
}
