using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// What a pledge's events mean for the requirements and gaps that it covers or answers. Withdrawal is not here: the
/// orchestration compensates it.
/// </summary>
internal sealed class PledgeConsequences(
    Coverages coverages,
    GapCoverage gaps,
    ConditionalPledges conditional,
    IntakePledges intakes,
    Contributions contributions
) : IConsequences<Pledge, PledgeEvent>
{
    public async Task FollowAsync(
        Pledge pledge,
        IReadOnlyList<PledgeEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        foreach (var announced in events.OfType<PledgeAnnounced>().Where(e => e.Gap is not null))
        {
            await gaps.UpdateAsync(
                announced.Gap!,
                g => Solicit.Offered(g, pledge),
                "A donor offered a pledge for the gap",
                cancel
            );
        }

        pledge = await FollowIntakesAsync(pledge, events, cancel);
        pledge = await FollowPurchasesAsync(pledge, events, cancel);

        foreach (var asked in events.Select(Asked).OfType<string>())
        {
            pledge = await coverages.SettleAsync(pledge.Id, asked, cancel);
        }

        foreach (var allocation in Told(pledge, events).Distinct().ToList())
        {
            await coverages.FollowAsync(pledge, allocation, cancel);
        }

        foreach (
            var need in events
                .OfType<PledgeDeliverySlipped>()
                .SelectMany(e => Parts(pledge, e.Delivery))
                .Select(a => pledge.Allocation(a)!.Need)
                .Distinct()
        )
        {
            if (await coverages.FindAsync(need, cancel) is { } found)
                await coverages.ReleaseSlippedAsync(found, cancel);
        }

        await conditional.FollowAsync(pledge, events, cancel);

        // Last: what was allocated to the gap is not open there any more by then.
        if (pledge.Gap is { } offeredFor)
            await gaps.UpdateAsync(offeredFor, g => Solicit.Follow(g, pledge), "The offered pledge moved on", cancel);
    }

    /// <summary>What moved on; and what it was part of, for which it counted until it was taken elsewhere.</summary>
    private static IEnumerable<string> Told(Pledge pledge, IReadOnlyList<PledgeEvent> events) =>
        events
            .SelectMany(e => Moved(pledge, e))
            .SelectMany(id => pledge.Allocation(id)?.MovedFrom is { } from ? (string[])[id, from] : [id]);

    private async Task<Pledge> FollowIntakesAsync(
        Pledge pledge,
        IReadOnlyList<PledgeEvent> events,
        CancellationToken cancel
    )
    {
        foreach (var scheduled in events.OfType<PledgeIntakesScheduled>())
            await intakes.MakeAsync(pledge, scheduled, cancel);
        foreach (var shared in events.OfType<PledgePlacesShared>())
            pledge = await intakes.SettleAsync(pledge.Id, shared.Intake, shared.Line, cancel);
        foreach (var places in events.OfType<PledgePlacesReleased>().SelectMany(e => e.Places))
            await intakes.LoseAsync(pledge.Id, places, cancel);
        return pledge;
    }

    private async Task<Pledge> FollowPurchasesAsync(
        Pledge pledge,
        IReadOnlyList<PledgeEvent> events,
        CancellationToken cancel
    )
    {
        if (events.Any(e => e is PledgeAnnounced { Parent: not null }))
            pledge = await contributions.BeginAsync(pledge, cancel);
        if (events.Any(e => e is PledgePaymentReserved))
            pledge = await contributions.SettleAsync(pledge.Id, cancel);
        if (events.Any(e => e is PledgePurchaseCancelled))
            await contributions.FollowAsync(pledge, cancel);
        if (events.Any(e => e is PledgeAmended))
            await contributions.DiscloseAsync(pledge, cancel);
        if (events.Any(e => e is PledgeWithdrawn or PledgeExpired or PledgeCompleted or PledgeReviewed))
            await contributions.EndAsync(pledge, cancel);
        return pledge;
    }

    private static string? Asked(PledgeEvent happened) =>
        happened switch
        {
            PledgeAllocationRequested e => e.Allocation,
            PledgeAllocationMoved e => e.Moved,
            PledgeAllocationMoveRequested e => e.Moved,
            _ => null,
        };

    private static IEnumerable<string> Moved(Pledge pledge, PledgeEvent happened) =>
        happened switch
        {
            PledgeDeliveryStatusChanged e => Parts(pledge, e.Delivery),
            PledgeDeliveryReceipted e => Parts(pledge, e.Delivery),
            PledgeAllocationReduced e => [e.Allocation],
            PledgeAllocationsReduced e => e.Allocations.Select(a => a.Allocation),
            PledgeAllocationMoved e => [e.Allocation],
            PledgeAllocationMoveRefused e => [e.Allocation],
            PledgeAllocationConfirmed e when pledge.Allocation(e.Allocation) is { MovedFrom: not null } =>
            [
                e.Allocation,
            ],
            PledgeDeliverySettled e => Parts(pledge, e.Delivery),
            PledgePlacesFollowed e => pledge
                .Allocations.Where(a => a.Intake == e.Intake && a.Line == e.Line)
                .Select(a => a.Id),
            PledgeAmended => pledge.Allocations.Select(a => a.Id),
            _ => [],
        };

    private static IEnumerable<string> Parts(Pledge pledge, int delivery) =>
        pledge.Delivery(delivery)!.Parts.Select(p => p.Allocation);
}
