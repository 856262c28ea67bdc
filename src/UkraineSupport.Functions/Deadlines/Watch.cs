using UkraineSupport.Domain.Deadlines;

namespace UkraineSupport.Functions.Deadlines;

/// <summary>What an orchestration is to do next for its aggregate.</summary>
/// <param name="Ended">Nothing more: the instance completes.</param>
/// <param name="Next">The next deadline, or null when only a change can bring one.</param>
/// <param name="Release">Allocations whose requirements must be told of a withdrawal.</param>
internal sealed record WatchState(bool Ended, Deadline? Next, IReadOnlyList<string> Release);

/// <summary>A deadline of an aggregate that was reached.</summary>
internal sealed record DeadlineReached(string Id, Deadline Deadline);

/// <summary>
/// The loop of every deadline-watching orchestration. The aggregate is the truth: each round reads from it what comes
/// next, waits for that moment or for word that the aggregate changed, and begins a new round. So a change that is told
/// twice, late or together with others does no harm, and the history stays short.
/// </summary>
internal static class Watch
{
    /// <summary>Event that says: read again.</summary>
    public const string Changed = "Changed";

    /// <summary>Storage may be away for a while; what a deadline asks for is not given up.</summary>
    public static TaskOptions Persistently { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(
                maxNumberOfAttempts: 100,
                firstRetryInterval: TimeSpan.FromSeconds(1),
                backoffCoefficient: 2,
                maxRetryInterval: TimeSpan.FromMinutes(5)
            )
        );

    /// <summary>Starts the aggregate's orchestration, or tells it to read again. Instance id = aggregate id.</summary>
    public static async Task WakeAsync(
        DurableTaskClient client,
        string id,
        string orchestrator,
        CancellationToken cancel
    )
    {
        if (IsAlive(await client.GetInstanceAsync(id, cancel)))
        {
            await client.RaiseEventAsync(id, Changed, cancellation: cancel);
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator,
                id,
                new StartOrchestrationOptions(InstanceId: id),
                cancel
            );
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Another dispatcher may have started it in between; if it has not, this dispatch fails and is tried again.
            if (!IsAlive(await client.GetInstanceAsync(id, cancel)))
                throw;
            await client.RaiseEventAsync(id, Changed, cancellation: cancel);
        }
    }

    private static bool IsAlive(OrchestrationMetadata? instance) =>
        instance?.RuntimeStatus
            is OrchestrationRuntimeStatus.Running
                or OrchestrationRuntimeStatus.Pending
                or OrchestrationRuntimeStatus.Suspended;

    /// <summary>
    /// Waits for the deadline or for a change, whichever comes first; acts on the deadline; goes on in a new round.
    /// </summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="id">The aggregate.</param>
    /// <param name="next">Its next deadline, or null.</param>
    /// <param name="reached">The activity that acts on a deadline.</param>
    public static async Task WaitAsync(TaskOrchestrationContext context, string id, Deadline? next, string reached)
    {
        if (await ComesAsync(context, next?.At))
            await context.CallActivityAsync(reached, new DeadlineReached(id, next!), Persistently);
        context.ContinueAsNew(id);
    }

    /// <summary>Waits for a moment (none when null) or for a change, and says whether the moment came first.</summary>
    public static async Task<bool> ComesAsync(TaskOrchestrationContext context, DateTimeOffset? moment)
    {
        using var stop = new CancellationTokenSource();
        var changed = context.WaitForExternalEvent<string?>(Changed, stop.Token);
        if (moment is not { } at)
        {
            await changed;
            return false;
        }

        return await ComesBeforeAsync(context, changed, at, stop);
    }

    /// <summary>
    /// Waits for a moment or for something else, says whether the moment came first, and then stops what waits by
    /// <paramref name="stop"/>, the timer too.
    /// </summary>
    public static async Task<bool> ComesBeforeAsync(
        TaskOrchestrationContext context,
        Task other,
        DateTimeOffset moment,
        CancellationTokenSource stop
    )
    {
        var due = context.CreateTimer(moment.UtcDateTime, stop.Token);
        var first = await Task.WhenAny(other, due);
        // Not CancelAsync: an orchestrator awaits nothing but what its context gave it.
        stop.Cancel();
        return first == due;
    }
}
