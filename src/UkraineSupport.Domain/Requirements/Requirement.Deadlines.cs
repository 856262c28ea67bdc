using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Requirements;

public sealed partial record Requirement
{
    /// <summary>What happens next by itself, or null when nothing will.</summary>
    public Deadline? NextDeadline => Pending().MinBy(d => (d.At, d.Kind));

    /// <summary>Whether nothing more can happen to it.</summary>
    public bool IsEnded =>
        Status
            is RequirementStatus.Closed
                or RequirementStatus.Rejected
                or RequirementStatus.Cancelled
                or RequirementStatus.Superseded;

    /// <summary>A deadline was reached; nothing when it no longer stands or was dealt with.</summary>
    public Decision<RequirementEvent> Reached(Deadline deadline, DateTimeOffset now)
    {
        if (deadline.At > now || !Pending().Contains(deadline))
            return default;
        return deadline.Kind switch
        {
            DeadlineKind.Validation => new RequirementValidationOverdue(ValidationDue),
            DeadlineKind.RequiredByReminder => new RequirementDueSoon(RequiredBy),
            DeadlineKind.RequiredBy => new RequirementMissed(RequiredBy),
            _ => default(Decision<RequirementEvent>),
        };
    }

    private IEnumerable<Deadline> Pending()
    {
        if (Stage == RequirementStatus.Submitted && !Watched.ValidationOverdue)
            yield return new(DeadlineKind.Validation, ValidationDue);
        if (Stage != RequirementStatus.Open || Status == RequirementStatus.Closed)
            yield break;
        if (!Watched.RequiredByReminded && Status != RequirementStatus.Filled)
            yield return new(DeadlineKind.RequiredByReminder, RequiredByReminderAt);
        if (!Watched.Missed)
            yield return new(DeadlineKind.RequiredBy, Moments.Begin(RequiredBy.AddDays(1)));
    }
}
