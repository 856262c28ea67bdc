using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>What the search for gaps came to.</summary>
/// <param name="Tell">The gaps to bring up to date: present ones, and those that just went.</param>
/// <param name="Next">When a month is over that changes something, or a report is due; null when only a change can
/// bring something new.</param>
internal sealed record GapSearch(IReadOnlyList<FoundGap> Tell, DateTimeOffset? Next);

/// <summary>
/// Finds the gaps in one capability's deliveries, again whenever a baseline, report or signal changes them and whenever
/// a month of a gap is over, and brings each gap up to date; asks for reports that are missing. One for each
/// capability, instance id = aggregate id.
/// </summary>
internal static class UsDeliveryOrchestrator
{
    /// <summary>One round; it never ends, since deliveries never do.</summary>
    [Function(nameof(UsDeliveryOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id)
    {
        var search = await context.CallActivityAsync<GapSearch>(
            nameof(UsDeliveryActivities.FindUsGaps),
            id,
            Watch.Persistently
        );
        // The present ones first: a gap that goes may name the one that took its months over.
        foreach (
            var part in new[]
            {
                search.Tell.Where(g => g.Months.Count > 0),
                search.Tell.Where(g => g.Months.Count == 0),
            }
        )
        {
            await Task.WhenAll(
                part.Select(gap =>
                    context.CallActivityAsync(nameof(UsDeliveryActivities.ApplyFoundGap), gap, Watch.Persistently)
                )
            );
        }

        await Watch.ComesAsync(context, search.Next);
        context.ContinueAsNew(id);
    }
}

/// <summary>
/// What the orchestration of a capability's deliveries does. Each may run again after a crash: the aggregates decide
/// whether anything is left to do.
/// </summary>
internal sealed class UsDeliveryActivities(
    Commands<UsFlow, UsFlowEvent> flows,
    Commands<Gap, GapEvent> gaps,
    AggregateStore store,
    DeadlineSettings deadlines,
    GapSettings settings,
    BoardSettings board,
    TimeProvider time
)
{
    /// <summary>
    /// The orchestration that should be alive for a capability's deliveries; what it waits for is anything to search
    /// in, but not what it found itself.
    /// </summary>
    public static IEnumerable<Watching> Alive(UsFlow flow) =>
        [
            Watching.One(
                flow.Id,
                nameof(UsDeliveryOrchestrator),
                new
                {
                    flow.Baseline,
                    flow.Reports,
                    flow.Signals,
                }
            ),
        ];

    /// <summary>Searches the deliveries for gaps and records what has changed.</summary>
    [Function(nameof(FindUsGaps))]
    public async Task<GapSearch> FindUsGaps([ActivityTrigger] string id, CancellationToken cancel)
    {
        // One moment for all of it: what is over now is not waited for.
        var now = time.GetUtcNow();
        var flow =
            await flows.UpdateAsync(
                id,
                f => FindGaps.Decide(f, now, settings, number => Ids.From(Gap.IdKind, f.Capability, $"{number}")),
                "Search for gaps",
                cancel
            ) ?? throw new InvalidOperationException($"There is no {id}.");
        Decision<UsFlowEvent> Missing(UsFlow f) => ReportsDue.Decide(f, deadlines.UsReport, board.At(now), now);
        if (Missing(flow).Events.Count > 0)
            flow = (await flows.UpdateAsync(id, Missing, "The report of a month is missing", cancel))!;
        DateTimeOffset?[] next = [flow.NextMonthEnd(now), ReportsDue.Next(flow, deadlines.UsReport, now)];
        return new(flow.GapsToTell(), next.Min());
    }

    /// <summary>Opens, changes or closes one gap as it was found; older news than it has changes nothing.</summary>
    [Function(nameof(ApplyFoundGap))]
    public async Task ApplyFoundGap([ActivityTrigger] FoundGap found, CancellationToken cancel)
    {
        const string reason = "Found in the deliveries";
        while (true)
        {
            var stored = await store.LoadAsync<Gap>(found.Id, cancel);
            var events = Commands<Gap, GapEvent>.Accepted(
                FollowDeliveries.Decide(stored?.State, found, time.GetUtcNow())
            );
            if (
                events.Count == 0
                || await gaps.CommitAsync(found.Id, stored, events, new(Actor.System, reason), null) is not null
            )
                return;
        }
    }
}
