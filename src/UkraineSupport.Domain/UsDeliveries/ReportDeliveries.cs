using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>What a coordinator reports of one month, in the capability's unit.</summary>
/// <param name="Capability">Code from the catalogue.</param>
/// <param name="Month">The month; not a future one.</param>
/// <param name="Delivered">Handed over in it.</param>
/// <param name="Evidence">What supports it.</param>
/// <param name="Announced">Announced in it.</param>
/// <param name="Contracted">Contracted in it; may exceed what was announced, as contracts carry out earlier
/// announcements.</param>
/// <param name="Value">Value of what was delivered. Of money it is the quantity itself and may be left out.</param>
/// <param name="Currency">ISO 4217; EUR unless said otherwise.</param>
/// <param name="EurRate">EUR for one unit of the currency; needed when that is not EUR.</param>
/// <param name="Note">Source and caveats in words.</param>
public sealed record ReportDeliveries(
    string Capability,
    Month Month,
    decimal Delivered,
    Evidence Evidence,
    decimal? Announced = null,
    decimal? Contracted = null,
    decimal? Value = null,
    string? Currency = null,
    decimal? EurRate = null,
    string? Note = null
);

/// <summary>What the report of a month should have said.</summary>
/// <param name="Delivered">Handed over in it, in the capability's unit.</param>
/// <param name="Evidence">What supports it.</param>
/// <param name="Reason">Why it is corrected.</param>
/// <param name="Announced">Announced in it.</param>
/// <param name="Contracted">Contracted in it.</param>
/// <param name="Value">Value of what was delivered.</param>
/// <param name="Currency">ISO 4217; EUR unless said otherwise.</param>
/// <param name="EurRate">EUR for one unit of the currency; needed when that is not EUR.</param>
/// <param name="Note">Source and caveats in words.</param>
public sealed record CorrectReport(
    decimal Delivered,
    Evidence Evidence,
    string Reason,
    decimal? Announced = null,
    decimal? Contracted = null,
    decimal? Value = null,
    string? Currency = null,
    decimal? EurRate = null,
    string? Note = null
);

/// <summary>Coordinators report what came, once a month, and correct it.</summary>
public static class Report
{
    /// <summary>What is wrong with a report whatever is known of its capability, or null.</summary>
    public static DomainError? Refusal(ReportDeliveries report, Actor actor, DateTimeOffset now)
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators report deliveries of the United States.");
        return Read(report, actor, now).Check.Error;
    }

    /// <summary>Decides on <paramref name="report"/>.</summary>
    public static Decision<UsFlowEvent> Decide(UsFlow? flow, ReportDeliveries report, Actor actor, DateTimeOffset now)
    {
        if (Refusal(report, actor, now) is { } refusal)
            return refusal;
        if (flow?.Baseline is null)
            return new Conflict(
                "no-baseline",
                $"Nothing is expected of {report.Capability} yet, so that a report has nothing to be measured against: PUT /api/us-deliveries/baselines/{report.Capability} first."
            );
        if (flow.Report(report.Month) is not null)
            return new Conflict(
                "duplicate-report",
                $"{report.Month} is reported already; PUT /api/us-deliveries/{report.Capability}/reports/{report.Month} corrects it."
            );
        return new UsReported(Read(report, actor, now).Report!);
    }

    /// <summary>Decides on <paramref name="correction"/>; nothing when it says what is already so.</summary>
    public static Decision<UsFlowEvent> Correct(
        UsFlow flow,
        Month month,
        CorrectReport correction,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators correct reports.");
        if (flow.Report(month) is not { } standing)
            return new NotFound($"{month} is not reported; POST /api/us-deliveries/reports reports it.");
        var (check, report) = Read(
            new(
                flow.Capability,
                month,
                correction.Delivered,
                correction.Evidence,
                correction.Announced,
                correction.Contracted,
                correction.Value,
                correction.Currency,
                correction.EurRate,
                correction.Note
            ),
            actor,
            now
        );
        check.Text(correction.Reason, "/reason", 2000);
        if (check.Error is { } invalid)
            return invalid;
        return report == standing with { ReportedBy = report!.ReportedBy, ReportedAt = report.ReportedAt }
            ? default(Decision<UsFlowEvent>)
            : new UsReportCorrected(report);
    }

    private static (Check Check, UsReport? Report) Read(ReportDeliveries given, Actor actor, DateTimeOffset now)
    {
        var check = new Check();
        check.That(given.Month <= Month.Of(now), "/month", "Not in the future.");
        OfferRules.Evidence(check, given.Evidence);
        check.Text(given.Note, "/note", 1000, required: false);
        if (check.Capability(given.Capability, "/capability") is not { } capability)
            return (check, null);
        FlowRules.Quantity(check, given.Delivered, capability, "/delivered");
        if (given.Announced is { } announced)
            FlowRules.Quantity(check, announced, capability, "/announced");
        if (given.Contracted is { } contracted)
            FlowRules.Quantity(check, contracted, capability, "/contracted");
        var value = FlowRules.OfMoney(
            check,
            EurValue.Read(check, given.Value, given.Currency, given.EurRate, ""),
            given.Delivered,
            capability,
            ""
        );
        check.That(given.Delivered != 0 || value is null or { Eur: 0 }, "/value", "Nothing is worth nothing.");
        return (
            check,
            new(
                given.Month,
                given.Announced,
                given.Contracted,
                given.Delivered,
                value,
                given.Evidence,
                given.Note,
                actor.Party,
                now
            )
        );
    }
}
