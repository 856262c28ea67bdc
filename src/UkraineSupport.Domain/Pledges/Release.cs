using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A donor's reason for taking a pledge back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Lines">How much of which line of a commitment; all of the pledge unless lines are named.</param>
public sealed record WithdrawPledge(string Reason, IReadOnlyList<LineQuantity>? Lines = null);

/// <summary>
/// Gives allocated quantity back: all of it by withdrawal, one allocation when its requirement is cancelled. What has
/// left stays allocated.
/// </summary>
public static class Release
{
    /// <summary>
    /// The donor withdraws: planned tranches are cancelled and what had not left is released (DOMAIN §5 rule 5).
    /// </summary>
    public static Decision<PledgeEvent> Withdraw(
        Pledge pledge,
        WithdrawPledge withdrawal,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor withdraws it.");
        if (Check.Reason(withdrawal.Reason) is { } invalid)
            return invalid;
        if (pledge.IsEnded)
            return new Conflict("already-ended", $"The pledge is {pledge.Status}.");
        if (pledge.Lines.FirstOrDefault(l => pledge.BoughtAndCommitted(l) > pledge.Ledger(l).Dispatched) is { } bought)
            return new Conflict(
                "purchases",
                $"Of line {bought.Line} more is bought than has left: cancel the purchase first, so that who paid for it gets that back."
            );

        var planned = pledge.Deliveries.Where(d => d.Status == DeliveryStatus.Planned).ToLookup(d => OpenTo(pledge, d));
        var held = pledge.Allocations.Where(a => a.Status != AllocationStatus.Released).ToLookup(pledge.IsOpen);
        var seen = pledge.SeenAt(pledge.Disclosure);
        return (PledgeEvent[])
            [
                .. NotBegun(pledge),
                .. held[false]
                    .GroupBy(a => (a.Disclosure, a.To))
                    .Select(g =>
                        Pledge.About(
                            new PledgeAllocationsReduced(
                                Left(pledge, g),
                                now,
                                [.. planned[false].Where(d => IsOf(pledge, d, g.Key)).Select(d => d.N)]
                            ),
                            g
                        )
                    ),
                new PledgeWithdrawn(
                    Left(pledge, held[true]),
                    [.. planned[true].Select(d => d.N)],
                    [.. seen.Lines.Select(l => new LineQuantity(l.Line, seen.Ledger(l).Dispatched))],
                    now
                ),
            ];
    }

    /// <summary>Places in intakes that have not begun are free; each kind is told to those who may know.</summary>
    private static IEnumerable<PledgeEvent> NotBegun(Pledge pledge) =>
        pledge
            .Intakes.Where(p => p is { IsLive: true, IsGiven: false })
            .GroupBy(p => p.Disclosure)
            .Select(g => new PledgePlacesReleased([.. g.Select(p => new IntakeLine(p.Intake, p.Line))])
            {
                Disclosure = g.Key,
            });

    private static bool OpenTo(Pledge pledge, Delivery delivery) => pledge.FilledBy(delivery).All(pledge.IsOpen);

    private static bool IsOf(Pledge pledge, Delivery delivery, (Disclosure Disclosure, string? To) need) =>
        delivery.To == need.To && pledge.FilledBy(delivery).Max(a => a.Disclosure) == need.Disclosure;

    private static List<AllocationQuantity> Left(Pledge pledge, IEnumerable<Allocation> allocations) =>
        [.. allocations.Select(a => new AllocationQuantity(a.Id, pledge.Progress(a).Dispatched))];

    /// <summary>The withdrawal's orchestration told every requirement.</summary>
    public static Decision<PledgeEvent> Compensated(Pledge pledge)
    {
        if (pledge.Status != PledgeStatus.Withdrawn || pledge.Watched.Compensated)
            return default;
        return pledge
            .Allocations.GroupBy(a => (pledge.IsOpen(a), a.Disclosure, a.To))
            .GroupBy(g => g.Key.Item1 ? default : (g.Key.Disclosure, g.Key.To))
            .Select(g => g.SelectMany(a => a).ToList())
            .Select(g =>
                (PledgeEvent)Pledge.About(new PledgeWithdrawalCompensated([.. g.Select(a => a.Need).Distinct()]), g)
            )
            .ToArray();
    }

    /// <summary>The requirement of one allocation is no more.</summary>
    public static Decision<PledgeEvent> One(Pledge pledge, string allocation, DateTimeOffset now)
    {
        if (pledge.Allocation(allocation) is not { } released || released.Status == AllocationStatus.Released)
            return default;
        var stays = pledge.Progress(released).Dispatched;
        var cancelled = pledge
            .Deliveries.Where(d => d.Status == DeliveryStatus.Planned && d.Parts.Any(p => p.Allocation == allocation))
            .Select(d => d.N)
            .ToList();
        return stays == released.Quantity
            ? default(Decision<PledgeEvent>)
            : Pledge.About(new PledgeAllocationReduced(allocation, stays, cancelled, now), [released]);
    }

    /// <summary>
    /// A withdrawn pledge replaces nothing: what is lost or returned after the withdrawal is released as well.
    /// Answers the events to add to those of the loss.
    /// </summary>
    internal static IEnumerable<PledgeEvent> AfterLoss(Pledge afterLoss, DateTimeOffset now)
    {
        if (afterLoss.Status != PledgeStatus.Withdrawn)
            yield break;
        var less = afterLoss
            .Allocations.Where(a => a.Status != AllocationStatus.Released)
            .Where(a => afterLoss.Progress(a).Dispatched < a.Quantity)
            .GroupBy(a => (a.Disclosure, a.To));
        // One event for all of a kind: a transaction takes no more than a hundred.
        foreach (var group in less)
            yield return Pledge.About(new PledgeAllocationsReduced(Left(afterLoss, group), now), group);
    }
}
