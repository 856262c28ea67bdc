using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.CoProduction;

public sealed partial record Agreement
{
    /// <summary>
    /// What happens next by itself, or null when nothing will; before the co-signature and while it is suspended only
    /// the contract's end.
    /// </summary>
    public Deadline? NextDeadline(CoProductionSettings settings) =>
        Pending(settings).MinBy(d => (d.At, d.Kind, d.Delivery, d.Month));

    /// <summary>A deadline was reached; nothing when it no longer stands or was dealt with.</summary>
    /// <param name="deadline">The deadline.</param>
    /// <param name="board">Who is on the escalation board.</param>
    /// <param name="now">The present.</param>
    /// <param name="settings">How long steps take.</param>
    public Decision<AgreementEvent> Reached(
        Deadline deadline,
        IReadOnlyList<string> board,
        DateTimeOffset now,
        CoProductionSettings settings
    )
    {
        if (deadline.At > now || !Pending(settings).Contains(deadline))
            return default;
        if (deadline.Kind == DeadlineKind.ContractEnd)
            return Status == AgreementStatus.SerialProduction
                ? new AgreementCompleted(now)
                : new AgreementTerminated(Donor, 0, now);
        var waited = Steps(settings).First(s => s.Reminder == deadline || s.Escalation == deadline);
        if (waited.Reminder == deadline)
            return new AgreementReminded(waited.Step, waited.Due);
        var overdue = new AgreementOverdue(waited.Step, waited.Due, board);
        return waited.Step.Kind switch
        {
            AgreementStepKind.Milestone when Milestone(waited.Step.Number)!.Status != MilestoneStatus.Missed =>
                (AgreementEvent[])[overdue, Missed(waited.Step.Number)],
            AgreementStepKind.Bottleneck when Bottleneck(waited.Step.Number)!.EscalatedAt is null => (AgreementEvent[])
                [overdue, new AgreementBottleneckEscalated(waited.Step.Number, board, now)],
            _ => overdue,
        };
    }

    private AgreementMilestoneMoved Missed(int number) =>
        new(number, MilestoneStatus.Missed, Milestone(number)!.Due, null, []);

    private IEnumerable<Deadline> Pending(CoProductionSettings settings)
    {
        if (IsEnded)
            yield break;
        yield return new(DeadlineKind.ContractEnd, Moments.Begin(Terms.ContractTo.AddDays(1)));
        if (!IsLive || CoSignedAt is null)
            yield break;
        foreach (var waited in Steps(settings))
        {
            if (!Reminded.Contains(waited.Step))
                yield return waited.Reminder;
            if (!Overdue.Contains(waited.Step))
                yield return waited.Escalation;
        }
    }

    private IEnumerable<WaitedFor> Steps(CoProductionSettings settings)
    {
        var signed = CoSignedAt!.Value;
        foreach (var (approval, n) in Approvals.Select((a, n) => (a, n + 1)))
        {
            if (approval.State != ApprovalState.Granted)
            {
                var asked = approval.AskedAt > signed ? approval.AskedAt.Value : signed;
                var due = asked + settings.ApproveWithin;
                yield return Waited(new(AgreementStepKind.Approval, n), Moments.Half(asked, due), due);
            }
        }

        foreach (var milestone in Milestones.Where(m => !m.IsDone))
        {
            var due = Moments.Begin(milestone.Due.AddDays(1));
            yield return Waited(
                new(AgreementStepKind.Milestone, milestone.Number),
                due - settings.MilestoneReminder,
                due
            );
        }

        foreach (var month in Ramp.PlannedMonths(this).Where(m => m.Quantity > 0 && Report(m.Month) is null))
            yield return Waited(
                new(AgreementStepKind.Output, 0, month.Month),
                month.Month.End(),
                month.Month.End() + settings.ReportWithin
            );
        foreach (var bottleneck in Bottlenecks.Where(b => b.IsOpen))
        {
            var due = bottleneck.Due is { } day
                ? Moments.Begin(day.AddDays(1))
                : bottleneck.OpenedAt + settings.AssignWithin;
            var reminder = bottleneck.Due is null
                ? Moments.Half(bottleneck.OpenedAt, due)
                : due - settings.AssignWithin;
            yield return Waited(new(AgreementStepKind.Bottleneck, bottleneck.Number), reminder, due);
        }

        var end = Moments.Begin(Terms.ContractTo.AddDays(1));
        var ask = end - settings.RenewalAhead;
        yield return Waited(new(AgreementStepKind.Renewal), ask, Moments.Half(ask, end));
    }

    private static WaitedFor Waited(AgreementStep step, DateTimeOffset reminder, DateTimeOffset due) =>
        new(
            step,
            due,
            new(DeadlineKind.AgreementReminder, reminder, Key(step), step.Month),
            new(DeadlineKind.AgreementStep, due, Key(step), step.Month)
        );

    /// <summary>One number for kind and number.</summary>
    private static int Key(AgreementStep step) => ((int)step.Kind * 1000) + step.Number;

    private sealed record WaitedFor(AgreementStep Step, DateTimeOffset Due, Deadline Reminder, Deadline Escalation);
}
