using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Gaps;

/// <summary>Watches one gap: its months, and what it covers beyond its need.</summary>
internal static class GapOrchestrator
{
    /// <summary>One round; completes when nothing is left to wait for.</summary>
    [Function(nameof(GapOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        Watch.RoundAsync(context, id, nameof(GapActivities.ReadGap), nameof(GapActivities.ReachGapDeadline));
}

/// <summary>What the gap's orchestration does.</summary>
internal sealed class GapActivities(
    Commands<Gap, GapEvent> gaps,
    AggregateStore store,
    GapCoverage coverage,
    GapSettings settings,
    BoardSettings board,
    TimeProvider time
)
{
    /// <summary>The orchestrations that should be alive for a gap.</summary>
    public static IEnumerable<Watching> Alive(Gap gap, GapSettings settings) =>
        gap.NextDeadline(settings) is { } next
            ? GapAsker.Alive(gap).Append(Watching.One(gap.Id, nameof(GapOrchestrator), next))
            : GapAsker.Alive(gap);

    /// <summary>What comes next.</summary>
    [Function(nameof(ReadGap))]
    public async Task<WatchState> ReadGap([ActivityTrigger] string id, CancellationToken cancel)
    {
        var next = (await store.StateAsync<Gap>(id, cancel)).NextDeadline(settings);
        return new(next is null, next, []);
    }

    /// <summary>Acts on a deadline, if it still stands.</summary>
    [Function(nameof(ReachGapDeadline))]
    public async Task ReachGapDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (reached.Deadline.Kind == DeadlineKind.Surplus)
            await coverage.ReleaseAsync(reached.Id, now, cancel);
        else
            await gaps.UpdateAsync(
                reached.Id,
                g => g.Reached(reached.Deadline, settings, board.At(now), now),
                $"Deadline: {reached.Deadline.Kind}",
                cancel
            );
    }
}
