using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Functions.Telemetry;

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

    /// <summary>Starts an orchestration, or tells the one that is alive to read again.</summary>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="one">The orchestration.</param>
    /// <param name="isKnown">Whether it was started before: then it is looked for first.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task WakeAsync(DurableTaskClient client, Watching one, bool isKnown, CancellationToken cancel)
    {
        using var span = Spans.Wake(one.Orchestrator, one.Id);
        if (isKnown && await RaiseIfAliveAsync(client, one.Id, cancel))
            return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                one.Orchestrator,
                one.Input,
                new StartOrchestrationOptions(InstanceId: one.Id),
                cancel
            );
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // It was started before, by a dispatch that a crash cut off or by another one; if it was not, this dispatch
            // fails and is tried again.
            if (!await RaiseIfAliveAsync(client, one.Id, cancel))
                throw;
        }
    }

    /// <summary>Tells the orchestration to read again; false when it is not alive.</summary>
    public static async Task<bool> RaiseIfAliveAsync(DurableTaskClient client, string id, CancellationToken cancel)
    {
        if (!IsAlive(await client.GetInstanceAsync(id, cancel)))
            return false;
        await client.RaiseEventAsync(id, Changed, cancellation: cancel);
        return true;
    }

    /// <summary>Whether it can still do something.</summary>
    public static bool IsAlive(OrchestrationMetadata? instance) =>
        instance?.RuntimeStatus
            is OrchestrationRuntimeStatus.Running
                or OrchestrationRuntimeStatus.Pending
                or OrchestrationRuntimeStatus.Suspended;

    /// <summary>
    /// One round of an orchestration that only watches deadlines; it completes when nothing is left to wait for.
    /// </summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="id">The aggregate, or what stands for a part of it.</param>
    /// <param name="read">The activity that reads what comes next, a <see cref="WatchState"/>.</param>
    /// <param name="reached">The activity that acts on a deadline.</param>
    public static async Task RoundAsync(TaskOrchestrationContext context, string id, string read, string reached)
    {
        var watch = await context.CallActivityAsync<WatchState>(read, id, Persistently);
        if (!watch.Ended)
            await WaitAsync(context, id, watch.Next, reached);
    }

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
        // Whatever comes with it: an administrator may send anything.
        var changed = context.WaitForExternalEvent<object?>(Changed, stop.Token);
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
