using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Watches one force commitment: its review, its parliament's mandate, the end of its period.</summary>
internal static class ForceOrchestrator
{
    /// <summary>One round; completes when the commitment has ended.</summary>
    [Function(nameof(ForceOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        Watch.RoundAsync(context, id, nameof(ForceActivities.ReadForce), nameof(ForceActivities.ReachForceDeadline));
}

/// <summary>What the commitment's orchestration does.</summary>
internal sealed class ForceActivities(
    Commands<ForceCommitment, ForceEvent> forces,
    AggregateStore store,
    BoardSettings board,
    TimeProvider time
)
{
    /// <summary>What comes next.</summary>
    [Function(nameof(ReadForce))]
    public async Task<WatchState> ReadForce([ActivityTrigger] string id, CancellationToken cancel) =>
        State(await store.StateAsync<ForceCommitment>(id, cancel));

    /// <summary>The orchestration that should be alive for a commitment.</summary>
    public static IEnumerable<Watching> Alive(ForceCommitment force)
    {
        var watch = State(force);
        return watch.Ended ? [] : [Watching.One(force.Id, nameof(ForceOrchestrator), watch)];
    }

    private static WatchState State(ForceCommitment force) => new(force.IsEnded, force.NextDeadline, []);

    /// <summary>Acts on a deadline, if it still stands.</summary>
    [Function(nameof(ReachForceDeadline))]
    public Task ReachForceDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return forces.UpdateAsync(
            reached.Id,
            f => f.Reached(reached.Deadline, board.At(now), now),
            $"Deadline: {reached.Deadline.Kind}",
            cancel
        );
    }
}
