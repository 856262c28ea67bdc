using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Pledges;

/// <summary>What a pledge's events mean for the requirements that it covers. Withdrawal is not here: the orchestration compensates it.</summary>
internal sealed class PledgeConsequences(Coverages coverages) : IConsequences<Pledge, PledgeEvent>
{
    public async Task FollowAsync(Pledge pledge, IReadOnlyList<PledgeEvent> events, DurableTaskClient client, CancellationToken cancel)
    {
        foreach (var requested in events.OfType<PledgeAllocationRequested>())
        {
            pledge = await coverages.SettleAsync(pledge.Id, requested.Allocation, cancel);
        }

        foreach (var allocation in events.SelectMany(e => Moved(pledge, e)).Distinct().ToList())
        {
            await coverages.FollowAsync(pledge, allocation, cancel);
        }
    }

    private static IEnumerable<string> Moved(Pledge pledge, PledgeEvent happened) => happened switch
    {
        PledgeDeliveryStatusChanged e => Parts(pledge, e.Delivery),
        PledgeDeliveryReceipted e => Parts(pledge, e.Delivery),
        PledgeAllocationReduced e => [e.Allocation],
        PledgeAmended => pledge.Allocations.Select(a => a.Id),
        _ => [],
    };

    private static IEnumerable<string> Parts(Pledge pledge, int delivery) => pledge.Delivery(delivery)!.Parts.Select(p => p.Allocation);
}
