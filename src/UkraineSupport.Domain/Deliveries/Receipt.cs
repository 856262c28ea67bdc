using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Deliveries;

/// <summary>What the recipient found in a tranche. A second receipt replaces a partial first one.</summary>
/// <param name="Received">Received in good order, in all.</param>
/// <param name="Returned">Sent back, in all.</param>
/// <param name="Discrepancy">Why it is not all that was sent; needed then.</param>
public sealed record ReceiveTranche(decimal Received, decimal Returned = 0, string? Discrepancy = null);

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
        if (pledge.Delivery(n) is not { } delivery)
            return new NotFound($"The pledge has no delivery {n}.");
        if (delivery.To is null ? actor.Role != Role.Recipient : !actor.IsDonor(delivery.To))
            return new Forbidden(
                delivery.To is null
                    ? "Only the recipient confirms receipt."
                    : $"Only {delivery.To}, whose stock it replenishes, confirms receipt."
            );
        if (Validate(pledge, delivery, receipt).Error is { } invalid)
            return invalid;
        if (delivery.Status is not (DeliveryStatus.HandedOver or DeliveryStatus.PartiallyReceived))
            return new Conflict(
                "not-handed-over",
                $"The delivery is {delivery.Status}; a receipt follows the handover."
            );
        if (receipt.Received < (delivery.Received ?? 0) || receipt.Returned < delivery.Returned)
            return new Conflict(
                "receipt-lowered",
                $"{delivery.Received} received and {delivery.Returned} returned were confirmed before; a receipt only adds."
            );

        if (receipt.Returned > delivery.Returned && pledge.Status == PledgeStatus.Completed)
            return new Conflict(
                "already-completed",
                "The pledge is completed; goods found wanting since then need a pledge of their own."
            );

        var status =
            receipt.Received == delivery.Quantity ? DeliveryStatus.Received
            : receipt.Returned == delivery.Quantity ? DeliveryStatus.Returned
            : DeliveryStatus.PartiallyReceived;
        PledgeEvent receipted = new PledgeDeliveryReceipted(
            n,
            status,
            receipt.Received,
            receipt.Returned,
            receipt.Discrepancy,
            now
        );
        var after = Pledge.Apply(pledge, receipted);
        return (PledgeEvent[])[receipted, .. Release.AfterLoss(after, now), .. after.Completion()];
    }

    private static Check Validate(Pledge pledge, Delivery delivery, ReceiveTranche receipt)
    {
        var check = new Check();
        var capability = CapabilityCatalog.Find(pledge.Line(delivery.Line)!.Capability);
        check.Quantity(receipt.Received, capability, "/received", zeroToo: true);
        check.Quantity(receipt.Returned, capability, "/returned", zeroToo: true);
        // Added up only once both are within bounds: a decimal overflows.
        check.That(
            check.Error is not null || receipt.Received + receipt.Returned <= delivery.Quantity,
            "/received",
            $"Received and returned are at most what was sent: {delivery.Quantity}."
        );
        check.Text(receipt.Discrepancy, "/discrepancy", 2000, required: receipt.Received < delivery.Quantity);
        return check;
    }
}
