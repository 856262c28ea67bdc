using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Deliveries;

namespace UkraineSupport.Domain.Pledges;

public sealed partial record Pledge
{
    /// <summary>How long before its last day a line is reminded of of which something is not planned.</summary>
    public static readonly TimeSpan LineReminder = TimeSpan.FromDays(14);

    /// <summary>How long after its handover the receipt of a tranche should be confirmed; reminded at half.</summary>
    public static readonly TimeSpan ReceiptWithin = TimeSpan.FromDays(14);

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
            DeadlineKind.DeliveryReminder => OfTranche(
                new PledgeDeliveryReminded(deadline.Delivery!.Value, Delivery(deadline.Delivery.Value)!.Due),
                deadline.Delivery.Value
            ),
            DeadlineKind.Delivery => OfTranche(
                new PledgeDeliverySlipped(deadline.Delivery!.Value, Delivery(deadline.Delivery.Value)!.Due),
                deadline.Delivery.Value
            ),
            DeadlineKind.LineReminder => new PledgeLineReminded(
                deadline.Delivery!.Value,
                Line(deadline.Delivery.Value)!.DeliverBy
            ),
            DeadlineKind.Line => new PledgeLineOverdue(
                deadline.Delivery!.Value,
                Line(deadline.Delivery.Value)!.DeliverBy
            ),
            DeadlineKind.ReceiptReminder => OfTranche(
                new PledgeReceiptReminded(
                    deadline.Delivery!.Value,
                    HandedOverAt(Delivery(deadline.Delivery.Value)!) + ReceiptWithin
                ),
                deadline.Delivery.Value
            ),
            DeadlineKind.Receipt => OfTranche(
                new PledgeReceiptOverdue(
                    deadline.Delivery!.Value,
                    HandedOverAt(Delivery(deadline.Delivery.Value)!) + ReceiptWithin
                ),
                deadline.Delivery.Value
            ),
            _ => default(Decision<PledgeEvent>),
        };
    }

    /// <summary>By when its review is due, or after that its formalisation; null when it waits for neither.</summary>
    public DateTimeOffset? StepDue =>
        Status switch
        {
            PledgeStatus.Announced or PledgeStatus.UnderReview => ReviewDue,
            PledgeStatus.Accepted or PledgeStatus.PartiallyAccepted => FormalisationDue,
            _ => null,
        };

    private IEnumerable<Deadline> Open()
    {
        if (Status is PledgeStatus.Announced or PledgeStatus.UnderReview)
        {
            if (!Watched.ReviewReminded)
                yield return new(DeadlineKind.ReviewReminder, Moments.Half(ReviewFrom, ReviewDue));
            if (!Watched.ReviewOverdue)
                yield return new(DeadlineKind.Review, ReviewDue);
            yield return new(DeadlineKind.Expiry, ValidUntil);
        }
        else if (Status is PledgeStatus.Accepted or PledgeStatus.PartiallyAccepted)
        {
            if (!Watched.FormalisationReminded)
                yield return new(
                    DeadlineKind.FormalisationReminder,
                    Moments.Half(AcceptedAt!.Value, FormalisationDue!.Value)
                );
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

        foreach (var deadline in OpenLines().Concat(OpenReceipts()))
            yield return deadline;
    }

    private IEnumerable<Deadline> OpenLines()
    {
        if (!IsCommitted)
            yield break;
        foreach (
            var line in Lines.Where(l =>
                // A pool is to buy, too, what it means to deliver by then.
                (Pool ? l.Accepted : l.Committed)
                > Deliveries.Where(d => d.Line == l.Line).Sum(d => d.Planned)
                    + InIntakes(l.Line, _ => true)
                    + InPurchases(l.Line, settledOnly: false)
            )
        )
        {
            var end = Moments.Begin(line.DeliverBy.AddDays(1));
            var signed = Moments.Begin(Commitment!.SignedOn);
            var half = Moments.Half(signed, end);
            if (!Watched.LinesReminded.Contains(line.Line))
                yield return new(
                    DeadlineKind.LineReminder,
                    end - LineReminder > half ? end - LineReminder : half,
                    line.Line
                );
            if (!Watched.LinesOverdue.Contains(line.Line))
                yield return new(DeadlineKind.Line, end, line.Line);
        }
    }

    private IEnumerable<Deadline> OpenReceipts()
    {
        foreach (var delivery in Deliveries.Where(d => d is { Status: DeliveryStatus.HandedOver, Received: null }))
        {
            var at = HandedOverAt(delivery);
            if (!delivery.ReceiptReminded)
                yield return new(DeadlineKind.ReceiptReminder, at + (ReceiptWithin / 2), delivery.N);
            if (!delivery.ReceiptOverdue)
                yield return new(DeadlineKind.Receipt, at + ReceiptWithin, delivery.N);
        }
    }

    private static DateTimeOffset HandedOverAt(Delivery delivery) =>
        delivery.History.Last(h => h.Status == DeliveryStatus.HandedOver).At;
}
