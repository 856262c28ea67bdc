using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>
/// Watches one agreement: each approval, each milestone, the report of each month, each bottleneck and the renewal of
/// the contract are reminded of and escalated; with its contract it ends.
/// </summary>
internal static class AgreementOrchestrator
{
    /// <summary>One round; completes when the agreement has ended.</summary>
    [Function(nameof(AgreementOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id) =>
        Watch.RoundAsync(
            context,
            id,
            nameof(AgreementActivities.ReadAgreement),
            nameof(AgreementActivities.ReachAgreementDeadline)
        );
}

/// <summary>What the agreement's orchestration does.</summary>
internal sealed class AgreementActivities(
    Commands<Agreement, AgreementEvent> agreements,
    AggregateStore store,
    BoardSettings board,
    CoProductionSettings settings,
    TimeProvider time
)
{
    /// <summary>What comes next.</summary>
    [Function(nameof(ReadAgreement))]
    public async Task<WatchState> ReadAgreement([ActivityTrigger] string id, CancellationToken cancel) =>
        State(await store.StateAsync<Agreement>(id, cancel), settings);

    /// <summary>The orchestration that should be alive for an agreement.</summary>
    public static IEnumerable<Watching> Alive(Agreement agreement, CoProductionSettings settings)
    {
        var watch = State(agreement, settings);
        return watch.Ended ? [] : [Watching.One(agreement.Id, nameof(AgreementOrchestrator), watch)];
    }

    private static WatchState State(Agreement agreement, CoProductionSettings settings) =>
        new(agreement.IsEnded, agreement.NextDeadline(settings), []);

    /// <summary>Acts on a deadline, if it still stands.</summary>
    [Function(nameof(ReachAgreementDeadline))]
    public async Task ReachAgreementDeadline([ActivityTrigger] DeadlineReached reached, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await agreements.UpdateAsync(
            reached.Id,
            a => SupplyNarrowing.Told(a, a.Reached(reached.Deadline, board.At(now), now, settings), now),
            $"Deadline: {reached.Deadline.Kind}",
            cancel
        );
    }
}
