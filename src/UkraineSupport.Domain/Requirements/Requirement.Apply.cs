namespace UkraineSupport.Domain.Requirements;

public sealed partial record Requirement
{
    /// <inheritdoc/>
    public static Requirement Apply(Requirement? state, RequirementEvent happened)
    {
        var next = happened is RequirementSubmitted submitted
            ? From(submitted)
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the submission.")).After(
                happened
            );
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static Requirement From(RequirementSubmitted e) =>
        new()
        {
            Id = e.Id,
            Kind = e.Kind,
            Donor = e.Donor,
            GivenBy = e.GivenBy,
            CourseId = e.CourseId,
            Title = e.Title,
            Capability = e.Capability,
            Quantity = e.Quantity,
            Unit = e.Unit,
            Priority = e.Priority,
            RequiredBy = e.RequiredBy,
            Substitutes = e.Substitutes,
            Disclosure = e.Disclosure,
            Evidence = e.Evidence,
            FiledAt = e.FiledAt,
            ValidationDue = e.ValidationDue,
            RequiredByReminderAt = e.RequiredByReminderAt,
            Supersedes = e.Supersedes,
            Series = e.Series,
        };

    private Requirement After(RequirementEvent happened) =>
        happened switch
        {
            RequirementValidated e => this with { Stage = RequirementStatus.Open, ValidatedBy = e.By },
            RequirementRejected => this with { Stage = RequirementStatus.Rejected },
            RequirementAmended e => this with
            {
                Title = e.Title,
                Quantity = e.Quantity,
                Priority = e.Priority,
                RequiredBy = e.RequiredBy,
                Substitutes = e.Substitutes,
                RequiredByReminderAt = e.RequiredByReminderAt,
                Watched =
                    e.RequiredBy == RequiredBy ? Watched : Watched with { RequiredByReminded = false, Missed = false },
            },
            RequirementSuperseded e => this with { Stage = RequirementStatus.Superseded, SupersededBy = e.By },
            RequirementSameNeedSaid e => this with { SameNeed = new(e.Gap, e.N, e.Quantity) },
            RequirementSameNeedChanged e => this with
            {
                SameNeed = SameNeed! with { Quantity = e.Quantity, Before = e.Before, Why = e.Why ?? SameNeed.Why },
            },
            RequirementSameNeedEnded e => this with
            {
                SameNeed = SameNeed! with { Quantity = 0, Coverage = [], Why = e.Why, IsRefused = e.IsRefused },
            },
            RequirementSameNeedCovered e => this with { SameNeed = SameNeed!.CoveredBy(e.Coverage) },
            RequirementTookOver => this with { TookOver = true },
            RequirementCancelled => this with { Stage = RequirementStatus.Cancelled },
            ICoverageEvent e => this with
            {
                Coverage = [.. Coverage.Where(c => c.Allocation != e.Coverage.Allocation), e.Coverage],
            },
            RequirementValidationOverdue => this with { Watched = Watched with { ValidationOverdue = true } },
            RequirementDueSoon => this with { Watched = Watched with { RequiredByReminded = true } },
            RequirementMissed => this with { Watched = Watched with { RequiredByReminded = true, Missed = true } },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };
}
