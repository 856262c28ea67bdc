using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>An agreement as one caller may see it.</summary>
/// <param name="SuspendedFrom">Of a suspended one: where it goes on.</param>
/// <param name="Commercial">Partners and price, for those to whom they are released.</param>
/// <param name="Proposed">An amendment that waits for Ukraine's signature, for its parties and coordinators.</param>
/// <param name="Eligibility">Components by origin against the rules of each line of the financing.</param>
/// <param name="Output">What all its reports say together.</param>
/// <param name="NotMade">Of a terminated one: what was planned and will not be made.</param>
internal sealed record AgreementView(
    string Id,
    string Donor,
    AgreementStatus Status,
    AgreementStatus? SuspendedFrom,
    long Version,
    AgreementTerms Terms,
    string Unit,
    CommercialTerms? Commercial,
    Disclosure Released,
    Disclosure Disclosure,
    DateTimeOffset FiledAt,
    DateTimeOffset? CoSignedAt,
    AmendAgreement? Proposed,
    IReadOnlyList<Approval> Approvals,
    IReadOnlyList<EligibilityFinding> Eligibility,
    IReadOnlyList<MilestoneView> Milestones,
    OutputTotals Output,
    IReadOnlyList<Bottleneck> Bottlenecks,
    DateTimeOffset? EndedAt,
    decimal NotMade
)
{
    public static AgreementView Of(Agreement agreement, Actor viewer)
    {
        var a = agreement.SeenBy(viewer);
        return new(
            a.Id,
            a.Donor,
            a.Status,
            a.Before,
            a.Version,
            a.Terms,
            a.Unit,
            a.Commercial,
            a.Released,
            a.Disclosure,
            a.FiledAt,
            a.CoSignedAt,
            a.Proposed,
            a.Approvals,
            Domain.CoProduction.Eligibility.Of(a.Terms),
            [.. a.Milestones.Select(MilestoneView.Of)],
            OutputTotals.Of(a),
            a.Bottlenecks,
            a.EndedAt,
            a.NotMade
        );
    }
}

/// <summary>A milestone with its slippage, days after it was first planned.</summary>
internal sealed record MilestoneView(
    int Number,
    MilestoneKind Kind,
    string Title,
    string Owner,
    MilestoneStatus Status,
    DateOnly Baseline,
    DateOnly Due,
    DateOnly? MetOn,
    int SlippageDays,
    IReadOnlyList<int> DependsOn
)
{
    public static MilestoneView Of(Milestone m) =>
        new(m.Number, m.Kind, m.Title, m.Owner, m.Status, m.Baseline, m.Due, m.MetOn, m.SlippageDays, m.DependsOn);
}

/// <summary>The sums of the latest reports of all months, in the capability's unit.</summary>
internal sealed record OutputTotals(
    decimal Made,
    decimal Accepted,
    decimal Rejected,
    decimal Scrapped,
    decimal ToUkraine,
    decimal ToPartner
)
{
    public static OutputTotals Of(Agreement a) =>
        new(
            a.Reports.Sum(r => r.Made),
            a.Reports.Sum(r => r.Accepted),
            a.Reports.Sum(r => r.Rejected),
            a.Reports.Sum(r => r.Scrapped),
            a.Reports.Sum(r => r.ToUkraine),
            a.Reports.Sum(r => r.ToPartner)
        );
}

/// <summary>Plan, actual and forecast, with the methods that they were reckoned by.</summary>
/// <param name="BelowMinimum">Years of which the plan, as slippage moved it, is below the agreed minimum; of a year that
/// the contract has in part, below its part of it.</param>
/// <param name="Supply">What of it Ukraine may expect.</param>
internal sealed record RampView(
    string Id,
    string Capability,
    string Unit,
    string Method,
    IReadOnlyList<RampMonth> Months,
    IReadOnlyList<int> BelowMinimum,
    SupplyView Supply
)
{
    public static RampView Of(Agreement a, DateTimeOffset now, decimal pledged) =>
        new(
            a.Id,
            a.Terms.Capability,
            a.Unit,
            Ramp.Method,
            Ramp.Of(a, now),
            Ramp.BelowMinimum(a),
            new(
                FutureSupply.Method,
                a.Terms.RecipientShare,
                decimal.Round(FutureSupply.Discount(a, now), 4),
                pledged,
                FutureSupply.Of(a, now, pledged)
            )
        );
}

/// <summary>Future supply of one agreement: expected, never committed.</summary>
/// <param name="Discount">What of Ukraine's share of the output has reached it so far, pooled.</param>
/// <param name="Pledged">What co-production pledges of it have committed, as far as the caller sees them.</param>
internal sealed record SupplyView(
    string Method,
    decimal Share,
    decimal Discount,
    decimal Pledged,
    IReadOnlyList<SupplyLot> Lots
);
