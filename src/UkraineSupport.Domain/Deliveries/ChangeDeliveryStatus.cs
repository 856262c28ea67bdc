using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.Deliveries;

/// <summary>Where a tranche is now.</summary>
/// <param name="Status">The new status.</param>
/// <param name="At">Since when; now if left out.</param>
/// <param name="Eta">Expected handover.</param>
public sealed record DeliveryNews(DeliveryStatus Status, DateTimeOffset? At = null, DateTimeOffset? Eta = null);

/// <summary>The donor reports where a tranche is; a coordinator verifies what both sides confirmed.</summary>
public static class ChangeDeliveryStatus
{
    private static readonly Dictionary<DeliveryStatus, DeliveryStatus[]> Next = new()
    {
        [DeliveryStatus.Planned] = [DeliveryStatus.Dispatched, DeliveryStatus.Cancelled],
        [DeliveryStatus.Dispatched] =
        [
            DeliveryStatus.AtHub,
            DeliveryStatus.HandedOver,
            DeliveryStatus.Lost,
            DeliveryStatus.Returned,
        ],
        [DeliveryStatus.AtHub] = [DeliveryStatus.HandedOver, DeliveryStatus.Lost, DeliveryStatus.Returned],
        [DeliveryStatus.Received] = [DeliveryStatus.Verified],
        [DeliveryStatus.PartiallyReceived] = [DeliveryStatus.Verified],
    };

    /// <summary>Decides on <paramref name="news"/> of tranche <paramref name="n"/>.</summary>
    public static Decision<PledgeEvent> Decide(Pledge pledge, int n, DeliveryNews news, Actor actor, DateTimeOffset now)
    {
        var verifies = news.Status == DeliveryStatus.Verified;
        if (verifies && actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators verify deliveries.");
        if (!verifies && !actor.IsDonor(pledge.Donor))
            return new Forbidden("Only the pledge's donor reports on its deliveries.");
        if (pledge.Delivery(n) is not { } delivery)
            return new NotFound($"The pledge has no delivery {n}.");
        var check = new Check();
        var reported =
            news.Status is not (DeliveryStatus.Planned or DeliveryStatus.Received or DeliveryStatus.PartiallyReceived);
        check.That(
            reported,
            "/status",
            news.Status == DeliveryStatus.Planned
                ? "Every delivery begins as Planned."
                : "Receipt is the recipient's own step: …/receipt."
        );
        check.That(news.At is null || news.At <= now.AddMinutes(5), "/at", "Not in the future.");
        if (check.Error is { } invalid)
            return invalid;
        if (!Next.TryGetValue(delivery.Status, out var allowed) || !allowed.Contains(news.Status))
            return new Conflict("wrong-order", $"The delivery is {delivery.Status}; it cannot become {news.Status}.");

        var moved = new PledgeDeliveryStatusChanged(n, news.Status, news.At ?? now, news.Eta);
        return (PledgeEvent[])[moved, .. Release.AfterLoss(Pledge.Apply(pledge, moved), now)];
    }
}
