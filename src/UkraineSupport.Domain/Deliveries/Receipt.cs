using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Deliveries;

/// <summary>
/// What the recipient found in a tranche, in all so far: a second receipt replaces the first and is not added to it.
/// </summary>
/// <param name="Received">Received in good order, in all.</param>
/// <param name="Returned">Sent back, in all.</param>
/// <param name="Discrepancy">Why it is not all that was sent; needed then.</param>
/// <param name="Before">What was confirmed as received before; needed in a second receipt, so that nobody takes a total
/// for what has come since.</param>
/// <param name="Reason">Why the figures are lower than those confirmed before; needed then.</param>
public sealed record ReceiveTranche(
    decimal Received,
    decimal Returned = 0,
    string? Discrepancy = null,
    decimal? Before = null,
    string? Reason = null
);

/// <summary>
/// The recipient confirms what was handed over. Only Ukraine does (DOMAIN §5 rule 2), or the donor whose stock is
/// replenished.
/// </summary>
public static class Receipt
{
    /// <summary>
    /// Decides on <paramref name="receipt"/> of tranche <paramref name="n"/>; completes the pledge when it was the last
    /// one.
    /// </summary>
    public static Decision<PledgeEvent> Decide(
        Pledge pledge,
        int n,
        ReceiveTranche receipt,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role is not (Role.Recipient or Role.Donor))
            return new Forbidden("Only the recipient confirms receipt.");
        if (pledge.SeenBy(actor).Delivery(n) is null || pledge.Delivery(n) is not { } delivery)
            return new NotFound($"The pledge has no delivery {n}.");
        if (delivery.To is null ? actor.Role != Role.Recipient : !actor.IsDonor(delivery.To))
            return new Forbidden(
                delivery.To is null
                    ? "Only the recipient confirms receipt."
                    : $"Only {delivery.To}, whose stock it replenishes, confirms receipt."
            );
        if (Validate(pledge, delivery, receipt).Error is { } invalid)
            return invalid;
        // One that went back whole was handed over too: the count may be put right.
        if (!delivery.IsHandedOver && (delivery.Received is null || delivery.Status != DeliveryStatus.Returned))
            return new Conflict(
                "not-handed-over",
                $"The delivery is {delivery.Status}; a receipt follows the handover."
            );
        // Not the input's fault: somebody else may have confirmed in between.
        if (delivery.Received is null ? receipt.Before is not (null or 0) : receipt.Before != delivery.Received)
            return new Conflict(
                "confirmed-before",
                delivery.Received is null
                    ? "Nothing was confirmed before."
                    : $"{delivery.Received} were confirmed before, and a receipt tells the total: say before: {delivery.Received} if {receipt.Received} is in all."
            );
        if (receipt.Received == delivery.Received && receipt.Returned == delivery.Returned)
            return new Conflict("already-confirmed", $"{receipt.Received} received was confirmed before.");
        var status =
            receipt.Received == delivery.Quantity ? DeliveryStatus.Received
            : receipt.Returned == delivery.Quantity ? DeliveryStatus.Returned
            : DeliveryStatus.PartiallyReceived;
        PledgeEvent receipted = Pledge.About(
            new PledgeDeliveryReceipted(n, status, receipt.Received, receipt.Returned, receipt.Discrepancy, now),
            pledge.FilledBy(delivery)
        );
        var after = Pledge.Apply(pledge, receipted);
        // What was verified as missing is free again, and may be taken.
        if (after.IsOverdrawn)
            return new Conflict(
                "replaced",
                "What was missing has been planned, given back or settled since; what is found beyond that needs a pledge of its own."
            );
        return (PledgeEvent[])
            [receipted, .. after.Reopening(), .. Release.AfterLoss(after, now), .. after.Completion()];
    }

    private static Check Validate(Pledge pledge, Delivery delivery, ReceiveTranche receipt)
    {
        var check = new Check();
        var capability = CapabilityCatalog.Find(pledge.Line(delivery.Line)!.Capability);
        check.Quantity(receipt.Received, capability, "/received", zeroToo: true);
        check.Quantity(receipt.Returned, capability, "/returned", zeroToo: true);
        // Added up only once both are within bounds: a decimal overflows.
        check.That(
            check.Error is not null || receipt.Received + receipt.Returned <= delivery.Quantity - delivery.Settled,
            "/received",
            delivery.Settled == 0
                ? $"Received and returned are at most what was sent: {delivery.Quantity}."
                : $"Received and returned are at most what was sent, {delivery.Quantity}, less the {delivery.Settled} that were settled."
        );
        // Who knows what it lowers says why; who does not is told what was confirmed.
        var lowers =
            delivery.Received is { } before
            && receipt.Before == before
            && (receipt.Received < before || receipt.Returned < delivery.Returned);
        check.Text(receipt.Reason, "/reason", 2000, required: lowers);
        check.Text(receipt.Discrepancy, "/discrepancy", 2000, required: receipt.Received < delivery.Quantity);
        return check;
    }
}
