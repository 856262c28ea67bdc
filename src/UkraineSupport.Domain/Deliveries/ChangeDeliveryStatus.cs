using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Json;
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
        check.That(news.At is null || Begun(news.At.Value, now), "/at", "Not in the future.");
        var before = delivery.History.LastOrDefault(h => h.Status != DeliveryStatus.Planned);
        check.That(
            news.At is null || before is null || !IsBefore(news.At.Value, before.At),
            "/at",
            $"It was {before?.Status} at {before?.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: not before that."
        );
        if (check.Error is { } invalid)
            return invalid;
        if (!Next.TryGetValue(delivery.Status, out var allowed) || !allowed.Contains(news.Status))
            return new Conflict("wrong-order", $"The delivery is {delivery.Status}; it cannot become {news.Status}.");

        // A day that still runs has been told of by now.
        var at = news.At is { } told && told <= now ? told : now;
        var moved = pledge.OfTranche(new PledgeDeliveryStatusChanged(n, news.Status, at, news.Eta), n);
        var after = Pledge.Apply(pledge, moved);
        return (PledgeEvent[])[moved, .. Release.AfterLoss(after, now), .. after.Completion()];
    }

    /// <summary>
    /// Whether a moment is past, give or take a clock, or a day has begun somewhere on earth: a plain date is read as
    /// that day's last second.
    /// </summary>
    private static bool Begun(DateTimeOffset at, DateTimeOffset now) =>
        at <= now.AddMinutes(5) || (IsDay(at) && at.UtcDateTime.Date <= now.UtcDateTime.AddHours(14).Date);

    /// <summary>Of two days, or a day and a moment in it, none is before the other.</summary>
    private static bool IsBefore(DateTimeOffset at, DateTimeOffset other) =>
        IsDay(at) || IsDay(other) ? at.UtcDateTime.Date < other.UtcDateTime.Date : at < other;

    private static bool IsDay(DateTimeOffset at) => TimeOnly.FromDateTime(at.UtcDateTime) == InstantConverter.EndOfDay;
}
