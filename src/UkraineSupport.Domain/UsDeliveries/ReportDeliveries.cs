using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
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
/// <param name="Under">Under which authorities it came, each once, adding up to what was delivered; needed of a month in
/// which more than one was expected to deliver.</param>
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
    string? Note = null,
    IReadOnlyList<DeliveredUnder>? Under = null
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
/// <param name="Under">Under which authorities it came, each once, adding up to what was delivered; needed of a month in
/// which more than one was expected to deliver.</param>
public sealed record CorrectReport(
    decimal Delivered,
    Evidence Evidence,
    string Reason,
    decimal? Announced = null,
    decimal? Contracted = null,
    decimal? Value = null,
    string? Currency = null,
    decimal? EurRate = null,
    string? Note = null,
    IReadOnlyList<DeliveredUnder>? Under = null
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
        return SaysUnderWhich(flow, report.Month, report.Under) is { } unsaid
            ? unsaid
            : new UsReported(Read(report, actor, now).Report!);
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
                correction.Note,
                correction.Under
            ),
            actor,
            now
        );
        check.Text(correction.Reason, "/reason", 2000);
        if ((check.Error ?? SaysUnderWhich(flow, month, correction.Under)) is { } invalid)
            return invalid;
        return report!.SaysTheSameAs(standing) ? default(Decision<UsFlowEvent>) : new UsReportCorrected(report);
    }

    /// <summary>
    /// What came of a month of several authorities is told apart: a pause of one is not seen otherwise.
    /// </summary>
    private static InvalidInput? SaysUnderWhich(UsFlow flow, Month month, IReadOnlyList<DeliveredUnder>? under)
    {
        var expected = flow.Baseline!.Parts.Where(p => p.Month == month).Select(p => p.Authority).ToList();
        var check = new Check();
        check.That(
            expected.Count < 2 || under is { Count: > 0 },
            "/under",
            $"Say under which authority it came: {string.Join(", ", expected)} were to deliver."
        );
        return check.Error;
    }

    private static void Under(Check check, ReportDeliveries given, Capability capability)
    {
        if (given.Under is not { } under)
            return;
        check.Count(under, "/under", 1, Enum.GetValues<UsAuthority>().Length);
        foreach (var (part, i) in under.Take(Enum.GetValues<UsAuthority>().Length).Select((p, i) => (p, i)))
            FlowRules.Quantity(check, part.Delivered, capability, $"/under/{i}/delivered");
        check.That(under.Select(p => p.Authority).Distinct().Count() == under.Count, "/under", "Each authority once.");
        check.That(
            under.Sum(p => p.Delivered) == given.Delivered,
            "/under",
            $"It adds up to {under.Sum(p => p.Delivered)}, and {given.Delivered} were delivered."
        );
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
        Under(check, given, capability);
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
            {
                Under = given.Under is { } under ? [.. under.OrderBy(p => p.Authority)] : [],
            }
        );
    }
}
