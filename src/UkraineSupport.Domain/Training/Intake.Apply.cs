namespace UkraineSupport.Domain.Training;

public sealed partial record Intake
{
    /// <inheritdoc/>
    public static Intake Apply(Intake? state, IntakeEvent happened)
    {
        var next = happened is IntakeScheduled scheduled
            ? From(scheduled)
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the schedule.")).After(
                happened
            );
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static Intake From(IntakeScheduled e) =>
        new()
        {
            Id = e.Schedule.Id,
            CourseId = e.Schedule.CourseId,
            Capability = e.Schedule.Capability,
            Language = e.Schedule.Language,
            Country = e.Schedule.Country,
            CompletionRate = e.Schedule.CompletionRate,
            Provider = e.Schedule.Provider,
            Series = e.Schedule.Series,
            Disclosure = e.Schedule.Disclosure,
            Capacity = e.Schedule.Capacity,
            Dates = new(e.Schedule.Start, e.Schedule.End, e.Schedule.NominationDeadline),
            NominationFrom = e.Schedule.NominationFrom,
            Shares = [e.Share],
        };

    private Intake After(IntakeEvent happened) =>
        happened switch
        {
            IntakeShareTaken e => this with { Shares = [.. Shares, e.Share] },
            IntakeShareRefused e => this with { Former = [.. Former, new(e.Pledge, e.Line)] },
            IntakeShareLost e => Without(e),
            IntakeContributed e => this with
            {
                Contributions =
                [
                    .. Contributions.Where(c => (c.Donor, c.Kind) != (e.Contribution.Donor, e.Contribution.Kind)),
                    .. e.Contribution.Quantity > 0 ? (IntakeContribution[])[e.Contribution] : [],
                ],
            },
            IntakeAmended e => this with
            {
                Dates = e.Dates,
                NominationFrom = e.NominationFrom,
                Capacity = e.Capacity,
                ClosedAt = e.Dates == Dates ? ClosedAt : null,
                Reminded = e.Dates == Dates ? Reminded : [],
                Overdue = e.Dates == Dates ? Overdue : [],
            },
            IntakeNominationOpened e => this with { Status = IntakeStatus.NominationOpen, OpenedAt = e.At },
            IntakeNominated e => this with { Nominated = e.Nominated, Accepted = Math.Min(Accepted, e.Nominated) },
            IntakeNominationClosed e => this with { ClosedAt = e.At },
            IntakeConfirmed e => this with { Status = IntakeStatus.Confirmed, Accepted = e.Accepted },
            IntakeEmptyOffered => this with { EmptyOffered = true },
            IntakeOfferedTo => this,
            IntakeStarted e => this with { Status = IntakeStatus.Running, Enrolled = e.Enrolled },
            IntakeGraduated e => this with
            {
                Status = IntakeStatus.Graduated,
                Completed = e.Completed,
                DroppedOut = e.DroppedOut,
                Failed = e.Failed,
                ReportedAt = e.At,
            },
            IntakeGraduatesConfirmed e => this with { Confirmed = e.Confirmed, Discrepancy = e.Discrepancy },
            IntakePostponed e => this with
            {
                Status = IntakeStatus.Postponed,
                Postponements = Postponements + 1,
                Dates = e.Dates,
                NominationFrom = e.NominationFrom,
                OpenedAt = null,
                ClosedAt = null,
                EmptyOffered = false,
                Nominated = 0,
                Accepted = 0,
                Reminded = [],
                Overdue = [],
            },
            IntakeCancelled => Off(),
            IntakeReminded e => this with { Reminded = [.. Reminded, e.Step] },
            IntakeOverdue e => this with
            {
                Reminded = [.. Reminded.Append(e.Step).Distinct()],
                Overdue = [.. Overdue, e.Step],
            },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    /// <summary>It keeps what was given before its pledge was taken back, if it had begun by then.</summary>
    private Intake Without(IntakeShareLost lost)
    {
        var share = Share(lost.Pledge, lost.Line)!;
        var next = this with
        {
            Shares = [.. Shares.Where(s => s != share)],
            Former = [.. Former, new(lost.Pledge, lost.Line)],
            Unbacked = IsAhead ? Unbacked : Unbacked + share.Places,
        };
        return next with { Accepted = Math.Min(Accepted, next.Places) };
    }

    private Intake Off() =>
        this with
        {
            Status = IntakeStatus.Cancelled,
            Former = [.. Former, .. Shares.Select(s => new FormerShare(s.Pledge, s.Line))],
            Shares = [],
            Nominated = 0,
            Accepted = 0,
        };
}
