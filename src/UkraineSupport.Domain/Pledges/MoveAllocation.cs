using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// Takes to another gap of the same capability what the gap of an allocation does not need (DOMAIN §5 rule 7), with the
/// tranches that fill it: nothing is cancelled, nothing is given back. Both gaps are told afterwards; until they are,
/// the quantity counts at both, and the one that it leaves does not need it.
/// </summary>
public static class MoveAllocation
{
    /// <summary>
    /// Decides on <paramref name="move"/>; nothing when the gap that it leaves knows the allocation otherwise than it
    /// is now.
    /// </summary>
    /// <param name="pledge">The pledge.</param>
    /// <param name="move">What goes where.</param>
    /// <param name="id">The new allocation's id.</param>
    public static Decision<PledgeEvent> Decide(Pledge pledge, CoverageMove move, string id)
    {
        if (
            // An intake is not divided.
            pledge.Allocation(move.Part.Allocation)
                is not { Status: AllocationStatus.Confirmed, To: null, Intake: null } allocation
            || allocation.Need != move.From
            || pledge.Allocation(id) is not null
        )
            return default;
        var line = pledge.Line(allocation.Line)!;
        var atom = line.Lot ?? line.Step;
        // What the gap was told last is more than the allocation has: it is behind, and what it does not need is known
        // only when it is not.
        if (move.Part.Credit > allocation.Quantity * allocation.Factor)
            return default;
        var needed = move.Part.Credit - move.Credit;
        var quantity = Math.Min(
            decimal.Floor((allocation.Quantity - (needed / allocation.Factor)) / atom) * atom,
            decimal.Ceiling(move.Credit / allocation.Factor / atom) * atom
        );
        return quantity <= 0
            ? default(Decision<PledgeEvent>)
            : Pledge.About(
                new PledgeAllocationMoved(
                    allocation.Id,
                    id,
                    move.To,
                    quantity,
                    Tranches(pledge, allocation, quantity),
                    move.Disclosure
                ),
                [allocation, allocation with { Disclosure = move.Disclosure }]
            );
    }

    /// <summary>
    /// What of which tranche goes with it: all of it when it goes whole; otherwise first what no
    /// tranche is planned for, then what has come least far.
    /// </summary>
    private static List<DeliveryQuantity> Tranches(Pledge pledge, Allocation allocation, decimal quantity)
    {
        if (quantity == allocation.Quantity)
            return
            [
                .. pledge
                    .Deliveries.Where(d => d.Line == allocation.Line)
                    .SelectMany(d =>
                        d.Parts.Where(p => p.Allocation == allocation.Id)
                            .Select(p => new DeliveryQuantity(d.N, p.Quantity))
                    ),
            ];
        var left = quantity - pledge.Unplanned(allocation);
        var tranches = new List<DeliveryQuantity>();
        foreach (
            var delivery in pledge
                .Deliveries.Where(d => d.Line == allocation.Line && d.IsLive)
                .OrderBy(d => d.IsHandedOver)
                .ThenBy(d => d.IsDispatched)
                .ThenByDescending(d => d.N)
        )
        {
            var goes = Math.Min(left, delivery.ShareOf(delivery.Planned, allocation.Id));
            if (goes <= 0)
                continue;
            tranches.Add(new(delivery.N, goes));
            left -= goes;
        }

        return tranches;
    }
}
