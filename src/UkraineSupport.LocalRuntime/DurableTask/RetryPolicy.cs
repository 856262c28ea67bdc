using System.ComponentModel;

namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>A declarative retry policy: how often, and how long between two attempts.</summary>
public class RetryPolicy
{
    /// <summary>A policy of a number of attempts with growing pauses.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">Pause before the second attempt; above zero.</param>
    /// <param name="backoffCoefficient">Factor from one pause to the next; at least 1.</param>
    /// <param name="maxRetryInterval">Longest pause; one hour when null.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first; endless when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the range named above.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        if (maxRetryInterval < firstRetryInterval && maxRetryInterval != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(
                nameof(maxRetryInterval),
                maxRetryInterval,
                "Must not be below the first retry interval."
            );
        if (retryTimeout < firstRetryInterval && retryTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(
                nameof(retryTimeout),
                retryTimeout,
                "Must not be below the first retry interval."
            );

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
        Handle = _ => true;
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Pause before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Factor from one pause to the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Longest pause; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>
    /// Time after the first attempt past which no other starts; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether a failure is worth another attempt; set through <see cref="HandleFailure"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<Exception, bool> Handle { get; private init; }

    /// <summary>
    /// Whether a failure is worth another attempt; every failure is by default. Must be deterministic.
    /// </summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init =>
            Handle = exception =>
                exception is TaskFailedException failed
                    ? value(failed.FailureDetails)
                    : throw new InvalidOperationException("Only the failure of a task can be judged by HandleFailure.");
    }
}
