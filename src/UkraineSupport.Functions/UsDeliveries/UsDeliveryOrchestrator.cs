using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>What the search for gaps came to.</summary>
/// <param name="Tell">The gaps to bring up to date: present ones, and those that just went.</param>
/// <param name="Next">When a month of a gap is over and so confirmed; null when only a change can bring something new.</param>
internal sealed record GapSearch(IReadOnlyList<FoundGap> Tell, DateTimeOffset? Next);

/// <summary>
/// Finds the gaps in one capability's deliveries, again whenever a baseline, report or signal changes them and whenever a month of a
/// gap is over. One for each capability, instance id = aggregate id.
/// </summary>
internal static class UsDeliveryOrchestrator
{
    /// <summary>One round; it never ends, since deliveries never do.</summary>
    [Function(nameof(UsDeliveryOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string id)
    {
        var search = await context.CallActivityAsync<GapSearch>(nameof(UsDeliveryActivities.FindUsGaps), id, Watch.Persistently);
        await Watch.ComesAsync(context, search.Next);
        context.ContinueAsNew(id);
    }
}

/// <summary>What the orchestration of a capability's deliveries does. Each may run again after a crash: the aggregates decide whether anything is left to do.</summary>
internal sealed class UsDeliveryActivities(Commands<UsFlow, UsFlowEvent> flows, TimeProvider time)
{
    /// <summary>Searches the deliveries for gaps and records what has changed.</summary>
    [Function(nameof(FindUsGaps))]
    public async Task<GapSearch> FindUsGaps([ActivityTrigger] string id, CancellationToken cancel)
    {
        var flow = await flows.UpdateAsync(id, f => FindGaps.Decide(f, time.GetUtcNow(), number => Ids.From("gap", f.Capability, $"{number}")), "Search for gaps", cancel)
            ?? throw new InvalidOperationException($"There is no {id}.");
        return new(flow.GapsToTell(), flow.NextConfirmation());
    }
}
