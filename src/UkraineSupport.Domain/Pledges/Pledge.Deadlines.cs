using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;

namespace UkraineSupport.Domain.Pledges;

public sealed partial record Pledge
{
    /// <summary>What happens next by itself, or null when nothing will.</summary>
    public Deadline? NextDeadline => Open().MinBy(d => (d.At, d.Kind));

    /// <summary>
    /// A deadline was reached. Answers what it means now; nothing when it no longer stands, was dealt with already,
    /// or has moved, so that a late or repeated call does no harm.
    /// </summary>
    public Decision<PledgeEvent> Reached(Deadline deadline, DateTimeOffset now)
    {
        if (deadline.At > now || !Open().Contains(deadline))
            return default;
        return deadline.Kind switch
        {
            DeadlineKind.ReviewReminder => new PledgeReviewReminded(ReviewDue),
            DeadlineKind.Review => new PledgeReviewOverdue(ReviewDue),
            DeadlineKind.FormalisationReminder => new PledgeFormalisationReminded(FormalisationDue!.Value),
            DeadlineKind.Formalisation => new PledgeFormalisationOverdue(FormalisationDue!.Value),
            DeadlineKind.Expiry => new PledgeExpired(ValidUntil),
            DeadlineKind.DeliveryReminder => new PledgeDeliveryReminded(
                deadline.Delivery!.Value,
                Delivery(deadline.Delivery.Value)!.Due
            ),
            DeadlineKind.Delivery => new PledgeDeliverySlipped(
                deadline.Delivery!.Value,
                Delivery(deadline.Delivery.Value)!.Due
            ),
            _ => default(Decision<PledgeEvent>),
        };
    }

    private IEnumerable<Deadline> Open()
    {
        if (Status is PledgeStatus.Announced or PledgeStatus.UnderReview)
        {
            if (!Watched.ReviewReminded)
                yield return new(DeadlineKind.ReviewReminder, Half(ReviewFrom, ReviewDue));
            if (!Watched.ReviewOverdue)
                yield return new(DeadlineKind.Review, ReviewDue);
            yield return new(DeadlineKind.Expiry, ValidUntil);
        }
        else if (Status is PledgeStatus.Accepted or PledgeStatus.PartiallyAccepted)
        {
            if (!Watched.FormalisationReminded)
                yield return new(DeadlineKind.FormalisationReminder, Half(AcceptedAt!.Value, FormalisationDue!.Value));
            if (!Watched.FormalisationOverdue)
                yield return new(DeadlineKind.Formalisation, FormalisationDue!.Value);
            yield return new(DeadlineKind.Expiry, ValidUntil);
        }

        foreach (
            var delivery in Deliveries.Where(d =>
                d.Status is DeliveryStatus.Planned or DeliveryStatus.Dispatched or DeliveryStatus.AtHub
            )
        )
        {
            if (!delivery.Reminded)
                yield return new(DeadlineKind.DeliveryReminder, delivery.RemindAt, delivery.N);
            if (!delivery.Slipped)
                yield return new(DeadlineKind.Delivery, delivery.Due, delivery.N);
        }
    }

    private static DateTimeOffset Half(DateTimeOffset from, DateTimeOffset to) => from + ((to - from) / 2);
}
