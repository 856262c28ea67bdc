using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>
/// From funding to series production the life of an agreement follows its milestones: tooling has begun when its owner
/// says that it is on the way; the tooling is there; the first article is made and, where that is planned, qualified.
/// </summary>
internal static class Advance
{
    /// <summary>The events, and where they bring the agreement.</summary>
    public static Decision<AgreementEvent> With(Agreement agreement, IReadOnlyList<AgreementEvent> events)
    {
        var all = events.ToList();
        var after = all.Aggregate(agreement, Agreement.Apply);
        while (Next(after) is { } status)
        {
            var advanced = new AgreementAdvanced(status);
            all.Add(advanced);
            after = Agreement.Apply(after, advanced);
        }

        return all.ToArray();
    }

    private static AgreementStatus? Next(Agreement a) =>
        (a.Status == AgreementStatus.Suspended ? a.Before : a.Status) switch
        {
            AgreementStatus.Funded when HasBegun(a, MilestoneKind.Tooling) => AgreementStatus.Tooling,
            AgreementStatus.Tooling when a.Milestone(MilestoneKind.Tooling)!.IsDone => AgreementStatus.FirstArticle,
            AgreementStatus.FirstArticle when IsQualified(a) => AgreementStatus.SerialProduction,
            _ => null,
        };

    private static bool HasBegun(Agreement a, MilestoneKind kind) =>
        a.Milestone(kind)?.Status is { } status && status is not (MilestoneStatus.Planned or MilestoneStatus.Missed);

    private static bool IsQualified(Agreement a) =>
        a.Milestone(MilestoneKind.FirstArticle)?.IsDone == true
        && a.Milestone(MilestoneKind.Qualification)?.IsDone != false
        && a.Milestone(MilestoneKind.Serial)?.IsDone != false;
}
