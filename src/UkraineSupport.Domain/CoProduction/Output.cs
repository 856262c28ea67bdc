using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>What is to be made in which month, all of it; sent again it takes the place of the earlier plan.</summary>
/// <param name="Months">The months.</param>
/// <param name="Reason">Why it is another; needed when there is one.</param>
public sealed record PlanOutput(IReadOnlyList<PlannedMonth> Months, string? Reason = null);

/// <summary>What a month gave; sent again with a reason it puts the earlier report right.</summary>
/// <param name="Month">The month: over, or the one that runs (interim).</param>
/// <param name="Made">Came off the line.</param>
/// <param name="Accepted">Passed inspection.</param>
/// <param name="Rejected">Did not pass.</param>
/// <param name="Scrapped">Of those, lost for good.</param>
/// <param name="ToUkraine">Delivered to Ukraine.</param>
/// <param name="ToPartner">Delivered to the partner.</param>
/// <param name="Reason">Why it is put right.</param>
public sealed record ReportOutput(
    Month Month,
    decimal Made,
    decimal Accepted,
    decimal Rejected = 0,
    decimal Scrapped = 0,
    decimal ToUkraine = 0,
    decimal ToPartner = 0,
    string? Reason = null
);

/// <summary>The plan of an agreement, and what its months gave.</summary>
public static class Output
{
    /// <summary>Puts the plan.</summary>
    public static Decision<AgreementEvent> Plan(Agreement agreement, PlanOutput plan, Actor actor)
    {
        if (!agreement.IsParty(actor))
            return new Forbidden("The parties of an agreement plan its output.");
        var check = new Check();
        var capability = CapabilityCatalog.Find(agreement.Terms.Capability);
        var (first, last) = agreement.ContractMonths;
        var months = plan.Months.OrderBy(m => m.Month).ToList();
        var serial = agreement.Milestone(MilestoneKind.Serial);
        var due = serial?.MetOn ?? serial?.Due;
        var isSame = months.SequenceEqual(agreement.Plan) && due == agreement.PlanSerialDue;
        check.Text(plan.Reason, "/reason", 2000, required: agreement.Plan.Count > 0 && !isSame);
        check.Count(plan.Months, "/months", 1, last.Since(first) + 1);
        foreach (var (planned, n) in plan.Months.Take(last.Since(first) + 1).Select((m, n) => (m, n)))
        {
            check.Quantity(planned.Quantity, capability, $"/months/{n}/quantity", zeroToo: true);
            check.That(
                planned.Month >= first && planned.Month <= last,
                $"/months/{n}/month",
                $"Within the contract, {first} to {last}."
            );
        }

        check.That(
            plan.Months.DistinctBy(m => m.Month).Count() == plan.Months.Count,
            "/months",
            "A month is there twice."
        );
        if (check.Error is { } invalid)
            return invalid;
        if (agreement.IsEnded)
            return Sign.Ended(agreement);
        return isSame ? default(Decision<AgreementEvent>) : new AgreementPlanned(months, due);
    }

    /// <summary>
    /// Records what a month gave; opens a bottleneck when a month that is over fell behind the plan and none is open.
    /// </summary>
    public static Decision<AgreementEvent> Report(
        Agreement agreement,
        ReportOutput wish,
        Actor actor,
        DateTimeOffset now,
        CoProductionSettings settings
    )
    {
        if (!agreement.IsParty(actor))
            return new Forbidden("The parties of an agreement report its output.");
        var known = agreement.Report(wish.Month);
        var report = new OutputReport(
            wish.Month,
            wish.Made,
            wish.Accepted,
            wish.Rejected,
            wish.Scrapped,
            wish.ToUkraine,
            wish.ToPartner,
            agreement.Party(actor)
        );
        var isSame = known is not null && known with { By = report.By, Corrections = 0 } == report;
        if (!isSame && WhyNot(agreement, report, known, wish.Reason, now) is { } invalid)
            return invalid;
        if (isSame)
            return default;
        if (agreement.CoSignedAt is null || (agreement.EndedAt is { } end && wish.Month > Month.Of(end)))
            return new Conflict("not-made-under-it", $"The agreement is {agreement.Status}.");
        var reported = new AgreementOutputReported(report with { Corrections = (known?.Corrections ?? -1) + 1 });
        var events = new List<AgreementEvent> { reported };
        var after = Agreement.Apply(agreement, reported);
        if (Bottlenecks.PutRight(after, wish.Month, now) is { } closed)
        {
            events.Add(closed);
            after = Agreement.Apply(after, closed);
        }

        if (Bottlenecks.Behind(after, wish.Month, now, settings) is { } opened)
            events.Add(opened);
        return events.ToArray();
    }

    private static InvalidInput? WhyNot(
        Agreement agreement,
        OutputReport report,
        OutputReport? known,
        string? reason,
        DateTimeOffset now
    )
    {
        var check = new Check();
        var capability = CapabilityCatalog.Find(agreement.Terms.Capability);
        var (first, last) = agreement.ContractMonths;
        check.That(report.Month <= Month.Of(now), "/month", "Not of a month that has not begun.");
        check.That(report.Month >= first && report.Month <= last, "/month", $"Within the contract, {first} to {last}.");
        check.Text(reason, "/reason", 2000, required: known is not null && known.Month.End() <= now);
        check.Quantity(report.Made, capability, "/made", zeroToo: true);
        check.Quantity(report.Accepted, capability, "/accepted", zeroToo: true);
        check.Quantity(report.Rejected, capability, "/rejected", zeroToo: true);
        check.Quantity(report.Scrapped, capability, "/scrapped", zeroToo: true);
        check.Quantity(report.ToUkraine, capability, "/toUkraine", zeroToo: true);
        check.Quantity(report.ToPartner, capability, "/toPartner", zeroToo: true);
        if (check.Error is not null)
            return check.Error;
        check.That(
            report.Accepted + report.Rejected <= report.Made,
            report.Accepted > report.Made ? "/accepted" : "/rejected",
            $"{report.Made} were made: no more are accepted and rejected."
        );
        check.That(report.Scrapped <= report.Rejected, "/scrapped", $"Of the {report.Rejected} rejected.");
        Delivered(check, agreement, report);
        return check.Error;
    }

    /// <summary>To the end of each month no more was delivered than was accepted.</summary>
    private static void Delivered(Check check, Agreement agreement, OutputReport report)
    {
        var left = 0m;
        foreach (
            var month in agreement.Reports.Where(r => r.Month != report.Month).Append(report).OrderBy(r => r.Month)
        )
        {
            left += month.Accepted - month.ToUkraine - month.ToPartner;
            if (left >= 0 || month.Month < report.Month)
                continue;
            check.That(
                false,
                report.ToUkraine > 0 || report.ToPartner == 0 ? "/toUkraine" : "/toPartner",
                $"By the end of {month.Month} {-left} more would be delivered than accepted."
            );
            return;
        }
    }
}
