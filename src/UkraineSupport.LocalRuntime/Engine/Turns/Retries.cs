using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>
/// Repeats a failing task. Part of the orchestrator's own code path: pauses are durable timers, so it replays.
/// </summary>
internal static class Retries
{
    public static async Task<T> Run<T>(TaskOrchestrationContext context, TaskRetryOptions retry, Func<Task<T>> attempt)
    {
        var first = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed)
            {
                if (retry.Handler is { } handler)
                {
                    var elapsed = context.CurrentUtcDateTime - first;
                    if (!await handler(new(context, number, failed.FailureDetails, elapsed, CancellationToken.None)))
                        throw;
                }
                else if (PauseAfter(retry.Policy!, number, failed, context.CurrentUtcDateTime - first) is { } pause)
                {
                    await context.CreateTimer(pause, CancellationToken.None);
                }
                else
                {
                    throw;
                }
            }
        }
    }

    /// <summary>The pause before the next attempt; null when there is none.</summary>
    internal static TimeSpan? PauseAfter(RetryPolicy policy, int attempt, TaskFailedException failed, TimeSpan elapsed)
    {
        if (attempt >= policy.MaxNumberOfAttempts || !policy.Handle(failed))
            return null;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout)
            return null;
        var limit =
            policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(3650) : policy.MaxRetryInterval;
        var pause = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return pause < limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(pause) : limit;
    }
}
