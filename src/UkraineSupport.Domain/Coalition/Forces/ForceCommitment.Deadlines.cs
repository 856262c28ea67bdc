using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Coalition.Forces;

public sealed partial record ForceCommitment
{
    /// <summary>How long before a mandate is needed, or ends, the nation is reminded.</summary>
    public static readonly TimeSpan MandateReminder = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a parliament has at least from when it was asked, however soon the force should come.
    /// </summary>
    public static readonly TimeSpan MandateWithin = TimeSpan.FromDays(14);

    /// <summary>What happens next by itself, or null when nothing will.</summary>
    public Deadline? NextDeadline => Pending().MinBy(d => (d.At, d.Kind));

    /// <summary>A deadline was reached; nothing when it no longer stands or was dealt with.</summary>
    public Decision<ForceEvent> Reached(Deadline deadline, IReadOnlyList<string> board, DateTimeOffset now)
    {
        if (deadline.At > now || !Pending().Contains(deadline))
            return default;
        return deadline.Kind switch
        {
            DeadlineKind.ReviewReminder => new ForceReviewReminded(ReviewDue!.Value),
            DeadlineKind.Review => new ForceReviewOverdue(ReviewDue!.Value),
            DeadlineKind.MandateReminder => new ForceMandateReminded(MandateDue),
            DeadlineKind.Mandate => new ForceMandateOverdue(deadline.At, board),
            DeadlineKind.MandateEndReminder => new ForceMandateEnding(Mandate.Until!.Value),
            DeadlineKind.MandateEnd => new ForceMandateEnded(Mandate.Until!.Value, board),
            DeadlineKind.ForcePeriod => new ForceLapsed(Terms.To),
            _ => default(Decision<ForceEvent>),
        };
    }

    /// <summary>
    /// When a mandate that was asked for should be there: the notice to move before the first day, and not before the
    /// parliament had some time.
    /// </summary>
    private DateTimeOffset MandateDue
    {
        get
        {
            var needed = Moments.Begin(Terms.From).AddDays(-Terms.NtmDays);
            var soonest = MandateSince + MandateWithin;
            return needed > soonest ? needed : soonest;
        }
    }

    private IEnumerable<Deadline> Pending()
    {
        if (IsEnded)
            yield break;
        if (Status == ForceStatus.Offered)
        {
            if (!Watched.ReviewReminded)
                yield return new(DeadlineKind.ReviewReminder, Moments.Half(ReviewFrom!.Value, ReviewDue!.Value));
            if (!Watched.ReviewOverdue)
                yield return new(DeadlineKind.Review, ReviewDue!.Value);
        }

        if (!IsActivated)
            yield return new(DeadlineKind.ForcePeriod, Moments.Begin(Terms.To.AddDays(1)));
        if (Stands)
            foreach (var deadline in OfMandate())
                yield return deadline;
    }

    private IEnumerable<Deadline> OfMandate()
    {
        if (Mandate.Status == MandateStatus.Asked)
            return Pair(DeadlineKind.MandateReminder, DeadlineKind.Mandate, MandateDue);
        return Mandate is { Status: MandateStatus.Approved, Until: { } until } && until < Terms.To
            ? Pair(DeadlineKind.MandateEndReminder, DeadlineKind.MandateEnd, Moments.Begin(until.AddDays(1)))
            : [];
    }

    private IEnumerable<Deadline> Pair(DeadlineKind reminder, DeadlineKind end, DateTimeOffset due)
    {
        var half = Moments.Half(MandateSince, due);
        var remindAt = due - MandateReminder > half ? due - MandateReminder : half;
        // Of what was over when it was told, that was the news.
        if (!Watched.MandateReminded && due > MandateSince)
            yield return new(reminder, remindAt);
        if (!Watched.MandateEscalated)
            yield return new(end, due);
    }
}
