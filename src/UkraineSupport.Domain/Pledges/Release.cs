using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;

namespace UkraineSupport.Domain.Pledges;

/// <summary>A donor's reason for taking a pledge back.</summary>
/// <param name="Reason">Why.</param>
public sealed record WithdrawPledge(string Reason);

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
        var check = new Check();
        check.Text(withdrawal.Reason, "/reason", 2000);
        if (check.Error is { } invalid)
            return invalid;
        if (pledge.IsEnded)
            return new Conflict("already-ended", $"The pledge is {pledge.Status}.");

        return new PledgeWithdrawn(
            [
                .. pledge
                    .Allocations.Where(a => a.Status != AllocationStatus.Released)
                    .Select(a => new AllocationQuantity(a.Id, pledge.Progress(a).Dispatched)),
            ],
            [.. pledge.Deliveries.Where(d => d.Status == DeliveryStatus.Planned).Select(d => d.N)],
            [.. pledge.Lines.Select(l => new LineQuantity(l.Line, pledge.Ledger(l).Dispatched))],
            now
        );
    }

    /// <summary>The withdrawal's orchestration told every requirement.</summary>
    public static Decision<PledgeEvent> Compensated(Pledge pledge)
    {
        if (pledge.Status != PledgeStatus.Withdrawn || pledge.Watched.Compensated)
            return default;
        return new PledgeWithdrawalCompensated([.. pledge.Allocations.Select(a => a.Need).Distinct()]);
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
            : new PledgeAllocationReduced(allocation, stays, cancelled, now);
    }

    /// <summary>
    /// A withdrawn pledge replaces nothing: what is lost or returned after the withdrawal is released as well.
    /// Answers the events to add to those of the loss.
    /// </summary>
    internal static IEnumerable<PledgeEvent> AfterLoss(Pledge afterLoss, DateTimeOffset now)
    {
        if (afterLoss.Status != PledgeStatus.Withdrawn)
            yield break;
        List<AllocationQuantity> left =
        [
            .. afterLoss
                .Allocations.Where(a => a.Status != AllocationStatus.Released)
                .Select(a => (a.Quantity, Left: new AllocationQuantity(a.Id, afterLoss.Progress(a).Dispatched)))
                .Where(a => a.Left.Quantity < a.Quantity)
                .Select(a => a.Left),
        ];
        // One event for all of them: a transaction takes no more than a hundred.
        if (left.Count > 0)
            yield return new PledgeAllocationsReduced(left, now);
    }
}
