using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>
/// The United States' deliveries of a capability, made by the commands that a coordinator would send.
/// </summary>
internal static class AFlow
{
    public const string Id = "usdelivery-0";
    public const string Shells = "AMMO-155";

    /// <summary>Given.Now is in January 2027.</summary>
    public static readonly Month ThisMonth = Month.Of(Given.Now);

    public static readonly Evidence Reported = new(EvidenceLevel.Reported);

    /// <summary>The same quantity in each month of 2026 and 2027.</summary>
    public static UsFlow Expecting(decimal quantity, decimal? value = null, string capability = Shells) =>
        Expecting(capability, new BaselineRow(new(2026, 1), quantity, new Month(2027, 12), value));

    public static UsFlow Expecting(string capability, params BaselineRow[] months) =>
        Of(SetBaseline.Decide(Id, capability, null, Baseline(months), Given.Coordinator, Given.Now));

    public static PutBaseline Baseline(params BaselineRow[] months) =>
        new("Mean of the last year", UsAuthority.PDA, "Ministry", months);

    public static UsFlow Reporting(this UsFlow flow, Month month, decimal delivered) =>
        flow.After(Report.Decide(flow, Delivered(flow.Capability, month, delivered), Given.Coordinator, Given.Now));

    public static ReportDeliveries Delivered(string capability, Month month, decimal delivered) =>
        new(capability, month, delivered, Reported);

    public static UsFlow Signalled(this UsFlow flow, SignalTerms terms, string id = "signal-1", int minutesLater = 0) =>
        flow.Taking(ASignal(terms, id, minutesLater));

    public static UsFlow Taking(this UsFlow flow, UsSignal signal) =>
        flow.After(Signals.Take(Id, flow.Capability, flow, signal, Given.Now));

    public static UsSignal ASignal(SignalTerms terms, string id = "signal-1", int minutesLater = 0) =>
        UsSignal.Apply(
            null,
            Signals.Decide(id, terms, Given.Coordinator, Given.Now.AddMinutes(minutesLater)).Only<UsSignalRecorded>()
        );

    public static SignalTerms Signal(SignalKind kind, DateOnly from, DateOnly? until = null, decimal? factor = null) =>
        new(kind, from, SignalScope.All, "Announcement", factor, until);

    public static UsFlow SearchedForGaps(this UsFlow flow, DateTimeOffset? now = null) => flow.After(Search(flow, now));

    public static Decision<UsFlowEvent> Search(UsFlow flow, DateTimeOffset? now = null) =>
        FindGaps.Decide(flow, now ?? Given.Now, new(), n => $"gap-{n}");

    public static MonthFigures In(this UsFlow flow, Month month, DateTimeOffset? now = null) =>
        Assert.Single(Forecast.Of(flow, now ?? Given.Now), m => m.Month == month);

    public static UsFlow After(this UsFlow? flow, Decision<UsFlowEvent> decision)
    {
        Assert.Null(decision.Error);
        return decision.Events.Aggregate(flow, (state, e) => UsFlow.Apply(state, e))!;
    }

    private static UsFlow Of(Decision<UsFlowEvent> decision) => After(null, decision);
}
