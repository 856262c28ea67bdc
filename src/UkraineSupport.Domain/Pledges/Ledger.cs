using UkraineSupport.Domain.Deliveries;
using UkraineSupport.Domain.Training;

namespace UkraineSupport.Domain.Pledges;

/// <summary>
/// The ledgers of one line, in the line's unit. They are a chain, never a sum (DOMAIN §2):
/// pledged ≥ accepted ≥ committed ≥ allocated ≥ dispatched ≥ delivered ≥ received.
/// </summary>
/// <param name="Pledged">Announced, and neither declined nor expired nor withdrawn before it left.</param>
/// <param name="Accepted">Wanted by the coordinators.</param>
/// <param name="Committed">Formalised.</param>
/// <param name="Allocated">Reserved for requirements and gaps, or, of training, put into intakes; of a
/// contribution, for a purchase.</param>
/// <param name="Dispatched">Left the donor.</param>
/// <param name="Delivered">Handed over.</param>
/// <param name="Received">Confirmed by the recipient.</param>
public sealed record LineLedger(
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received
)
{
    /// <summary>Committed and not reserved for anything.</summary>
    public decimal Free => Committed - Allocated;
}

/// <summary>How far one allocation has come, in the line's unit.</summary>
/// <param name="Allocated">Reserved now.</param>
/// <param name="Dispatched">Left the donor.</param>
/// <param name="Delivered">Handed over.</param>
/// <param name="Received">Confirmed by the recipient.</param>
public sealed record AllocationProgress(decimal Allocated, decimal Dispatched, decimal Delivered, decimal Received)
{
    /// <summary>Both together.</summary>
    internal AllocationProgress Plus(AllocationProgress other) =>
        new(
            Allocated + other.Allocated,
            Dispatched + other.Dispatched,
            Delivered + other.Delivered,
            Received + other.Received
        );
}

public sealed partial record Pledge
{
    /// <summary>The ledgers of one line, reckoned from allocations and deliveries: they cannot drift apart.</summary>
    public LineLedger Ledger(PledgeLine line)
    {
        var deliveries = Deliveries.Where(d => d.Line == line.Line).ToList();
        // What was declined, has expired or was taken back before it left is pledged no more.
        var pledged = Status switch
        {
            PledgeStatus.Declined or PledgeStatus.Expired => 0,
            PledgeStatus.Withdrawn => line.Accepted,
            _ => line.Quantity,
        };
        var allocated = Allocations
            .Where(a => a.Line == line.Line && a.Status != AllocationStatus.Released && a.Intake is null)
            .Sum(a => a.Quantity);
        allocated += InIntakes(line.Line, _ => true) + InPurchases(line.Line, settledOnly: false);
        var paid = InPurchases(line.Line, settledOnly: true);
        return new LineLedger(
            pledged,
            Math.Min(pledged, line.Accepted),
            // What depends on something that does not hold any more counts as far as somebody relies on it already.
            ConditionsFailed ? Math.Min(line.Committed, allocated) : line.Committed,
            allocated,
            deliveries.Sum(d => d.Dispatched)
                + InIntakes(line.Line, p => p.IsGiven)
                + InPurchases(line.Line, settledOnly: false),
            deliveries.Sum(d => d.Delivered) + InIntakes(line.Line, p => p.IsOver) + paid,
            deliveries.Sum(d => d.Confirmed) + InIntakes(line.Line, p => p.Stage == PlacesStage.Confirmed) + paid
        );
    }

    /// <summary>
    /// The ledgers of what of a line is support to Ukraine: what replenishes a donor's stock is left out from
    /// commitment on. What a pool did not buy yet is left out: the money for it is counted. Of a contribution what went
    /// into goods is left out, which are counted; all of it, if it pays part of what another donor gives in any case.
    /// </summary>
    public LineLedger SupportLedger(PledgeLine line)
    {
        if (Parent is { Pool: false })
            return new(0, 0, 0, 0, 0, 0, 0);
        var all = Ledger(line);
        if (Pool)
            all = all with { Pledged = all.Committed, Accepted = all.Committed };
        var goods = InPurchases(line.Line, settledOnly: false);
        if (goods > 0)
        {
            var paid = InPurchases(line.Line, settledOnly: true);
            all = new(
                all.Pledged - goods,
                all.Accepted - goods,
                all.Committed - goods,
                all.Allocated - goods,
                all.Dispatched - goods,
                all.Delivered - paid,
                all.Received - paid
            );
        }

        var elsewhere = Allocations.Where(a => a.Line == line.Line && a.To is not null).Select(Progress).ToList();
        return all with
        {
            Committed = all.Committed - elsewhere.Sum(p => p.Allocated),
            Allocated = all.Allocated - elsewhere.Sum(p => p.Allocated),
            Dispatched = all.Dispatched - elsewhere.Sum(p => p.Dispatched),
            Delivered = all.Delivered - elsewhere.Sum(p => p.Delivered),
            Received = all.Received - elsewhere.Sum(p => p.Received),
        };
    }

    /// <summary>What of a line may still be allocated to somebody: as offered, as accepted, or as committed.</summary>
    public decimal StillToCome(PledgeLine line) =>
        IsEnded ? 0
        : IsCommitted ? Ledger(line).Free
        : Status is PledgeStatus.Accepted or PledgeStatus.PartiallyAccepted ? line.Accepted
        : line.Quantity;

    /// <summary>How far one allocation has come.</summary>
    public AllocationProgress Progress(Allocation allocation) =>
        allocation.Intake is not null
            ? ProgressOfIntake(allocation)
            : new(
                allocation.Status == AllocationStatus.Released ? 0 : allocation.Quantity,
                Share(allocation, d => d.Dispatched),
                Share(allocation, d => d.Delivered),
                Share(allocation, d => d.Confirmed)
            );

    /// <summary>
    /// How far one allocation has come for its need: with what is to leave it for another need, as long as that has not
    /// taken it.
    /// </summary>
    internal AllocationProgress ForNeed(Allocation allocation) =>
        Allocations
            .Where(a => a.MovedFrom == allocation.Id && a.Status == AllocationStatus.Pending)
            .Aggregate(Progress(allocation), (sum, leaving) => sum.Plus(Progress(leaving)));

    /// <summary>What of a confirmed allocation has not left, and nobody is moving.</summary>
    internal decimal NotLeft(Allocation allocation) =>
        allocation.Status == AllocationStatus.Confirmed ? allocation.Quantity - Progress(allocation).Dispatched : 0;

    /// <summary>
    /// What of which planned tranche goes when so much of an allocation that has not left does: what no tranche is
    /// planned for goes first, then the tranche that was planned last.
    /// </summary>
    internal IReadOnlyList<DeliveryQuantity> Planned(Allocation allocation, decimal quantity)
    {
        var left = quantity - Unplanned(allocation);
        var tranches = new List<DeliveryQuantity>();
        foreach (var delivery in Deliveries.Where(d => d.Status == DeliveryStatus.Planned).Reverse())
        {
            var goes = Math.Min(left, delivery.ShareOf(delivery.Planned, allocation.Id));
            if (goes <= 0)
                continue;
            tranches.Add(new(delivery.N, goes));
            left -= goes;
        }

        return tranches;
    }

    /// <summary>What of a confirmed allocation no live tranche is planned for.</summary>
    internal decimal Unplanned(Allocation allocation) =>
        allocation is { Status: AllocationStatus.Confirmed, Intake: null }
            ? allocation.Quantity - Share(allocation, d => d.Planned)
            : 0;

    /// <summary>Whether more is planned or delivered of an allocation than it has.</summary>
    internal bool IsOverdrawn =>
        Allocations.Any(a => Progress(a) is var p && (p.Delivered > p.Allocated || Unplanned(a) < 0));

    /// <summary>
    /// The event that completes it, if it now is: all that was committed is received, or was settled.
    /// </summary>
    internal IEnumerable<PledgeEvent> Completion()
    {
        if (
            IsCommitted
            && !ConditionsFailed
            && Lines.All(l => Ledger(l) is var ledger && ledger.Delivered == ledger.Committed)
            && Lines.All(l => !Pool || l.Accepted == l.Committed)
            && Deliveries.Where(d => d.IsLive).All(d => d.IsDone)
            && Intakes.Where(p => p.IsLive).All(p => p.Stage == PlacesStage.Confirmed)
        )
            yield return AboutAll(new PledgeCompleted());
    }

    /// <summary>The event that opens it again, if it was complete and a receipt was put right since.</summary>
    internal IEnumerable<PledgeEvent> Reopening()
    {
        if (Status == PledgeStatus.Completed && !(this with { Status = PledgeStatus.InDelivery }).Completion().Any())
            yield return AboutAll(new PledgeReopened());
    }

    private decimal Share(Allocation allocation, Func<Delivery, decimal> amount) =>
        Deliveries.Where(d => d.Line == allocation.Line).Sum(d => d.ShareOf(amount(d), allocation.Id));
}
