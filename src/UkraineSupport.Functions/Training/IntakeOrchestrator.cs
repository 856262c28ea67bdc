using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Training;

/// <summary>
/// Watches one intake: nominations open, are reminded of and close; empty places are offered on; confirmation, start,
/// results and receipt are reminded of and chased.
/// </summary>
internal static class IntakeOrchestrator
{
    /// <summary>One round; completes when the intake is cancelled or its graduates are confirmed.</summary>
    [Function(nameof(IntakeOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        Watch.RoundAsync(
            context,
            id,
            nameof(IntakeActivities.ReadIntake),
            nameof(IntakeActivities.ReachIntakeDeadline)
        );
}

/// <summary>What the intake's orchestration does.</summary>
internal sealed class IntakeActivities(
    Commands<Intake, IntakeEvent> intakes,
    AggregateStore store,
    EmptyPlaces empty,
    BoardSettings board,
    TrainingSettings settings,
    TimeProvider time
)
{
    /// <summary>What comes next.</summary>
    [Function(nameof(ReadIntake))]
    public async Task<WatchState> ReadIntake([ActivityTrigger] string id, CancellationToken cancel) =>
        State(await store.StateAsync<Intake>(id, cancel), settings);

    /// <summary>The orchestration that should be alive for an intake.</summary>
    public static IEnumerable<Watching> Alive(Intake intake, TrainingSettings settings)
    {
        var watch = State(intake, settings);
        return watch.Ended ? [] : [Watching.One(intake.Id, nameof(IntakeOrchestrator), watch)];
    }

    private static WatchState State(Intake intake, TrainingSettings settings) =>
        new(intake.Status == IntakeStatus.Cancelled || intake.Confirmed is not null, intake.NextDeadline(settings), []);

    /// <summary>Acts on a deadline, if it still stands.</summary>
    [Function(nameof(ReachIntakeDeadline))]
    public async Task ReachIntakeDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var inLine =
            reached.Deadline.Kind == DeadlineKind.EmptyPlaces
                ? await empty.InLineAsync(await store.StateAsync<Intake>(reached.Id, cancel), cancel)
                : [];
        await intakes.UpdateAsync(
            reached.Id,
            i => i.Reached(reached.Deadline, inLine, board.At(now), now, settings),
            $"Deadline: {reached.Deadline.Kind}",
            cancel
        );
    }
}
