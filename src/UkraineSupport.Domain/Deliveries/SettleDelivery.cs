using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Deliveries;

/// <summary>A coordinator's word that what is missing of a tranche will not come.</summary>
/// <param name="Reason">Why.</param>
public sealed record SettleTranche(string Reason);

/// <summary>
/// What is missing of a tranche after its receipt is owed again once that is verified, or settled: it is then neither
/// committed nor allocated any more, and what it was to cover is open again.
/// </summary>
public static class SettleDelivery
{
    /// <summary>
    /// Decides on <paramref name="wish"/> for tranche <paramref name="n"/>; <paramref name="fourEyes"/> as usual
    /// unless it is given.
    /// </summary>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        int n,
        SettleTranche wish,
        Actor actor,
        DateTimeOffset now,
        FourEyes? fourEyes = null
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators settle deliveries.");
        if ((fourEyes ?? FourEyes.Usual).WhyNot(actor, pledge.Donor) is { } alone)
            return alone;
        if (pledge.Delivery(n) is not { } delivery)
            return new NotFound($"The pledge has no delivery {n}.");
        if (Check.Reason(wish.Reason) is { } invalid)
            return invalid;
        var missing = delivery.Unaccounted;
        if (!delivery.IsHandedOver || missing <= 0)
            return new Conflict("nothing-missing", $"The delivery is {delivery.Status}; nothing of it is missing.");
        if (pledge.Status == PledgeStatus.Withdrawn)
            return new Conflict("already-ended", "The pledge is withdrawn: what does not arrive is not owed.");

        var left = Reduced(pledge, delivery, missing);
        var settled = Pledge.About(new PledgeDeliverySettled(n, missing, left, now), pledge.FilledBy(delivery));
        if (left.Any(a => a.Quantity < 0) || left.Count == 0)
            return new Conflict("replaced", "What is missing was given back since.");
        var after = Pledge.Apply(pledge, settled);
        return after.IsOverdrawn
            ? new Conflict("replaced", "What is missing has been planned again since.")
            : (PledgeEvent[])[settled, .. after.Completion()];
    }

    /// <summary>What the allocations that the tranche fills are left with: the newest loses first.</summary>
    private static List<AllocationQuantity> Reduced(Pledge pledge, Delivery delivery, decimal missing)
    {
        var reduced = new List<AllocationQuantity>();
        foreach (var part in delivery.Parts.Reverse())
        {
            // What of the part did not arrive, as far as it is still allocated: returned and settled parts were given
            // back or are owed already.
            var lost = Math.Min(missing, part.Quantity - delivery.ShareOf(delivery.Confirmed, part.Allocation));
            if (lost <= 0)
                continue;
            reduced.Add(new(part.Allocation, pledge.Allocation(part.Allocation)!.Quantity - lost));
            missing -= lost;
        }

        return reduced;
    }
}
