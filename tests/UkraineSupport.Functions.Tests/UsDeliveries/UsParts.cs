using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Functions.UsDeliveries;

namespace UkraineSupport.Functions.Tests.UsDeliveries;

/// <summary>
/// The parts that deliveries of the United States are made of, on a real Azurite. The clock stands at 1 November 2026.
/// </summary>
internal sealed class UsParts
{
    public UsParts(string connection)
    {
        Base = new Parts(connection);
        Commands = Base.Get<Commands<UsFlow, UsFlowEvent>>();
        Flows = Base.Get<UsFlows>();
        Consequences = new UsSignalConsequences(Flows, Base.Time);
        Activities = new UsDeliveryActivities(
            Commands,
            Base.Gaps,
            Base.Store,
            new DeadlineSettings(),
            new GapSettings(),
            new BoardSettings(),
            Base.Time
        );
    }

    public Parts Base { get; }

    public Commands<UsFlow, UsFlowEvent> Commands { get; }

    public UsFlows Flows { get; }

    public UsSignalConsequences Consequences { get; }

    public UsDeliveryActivities Activities { get; }

    private DateTimeOffset Now => Base.Time.GetUtcNow();

    public static UsSignal Signal(
        SignalKind kind,
        DateOnly from,
        string id,
        IReadOnlyList<string>? scope = null,
        Disclosure disclosure = Disclosure.Coalition
    ) =>
        UsSignal.Apply(
            null,
            new UsSignalRecorded(
                id,
                new SignalTerms(kind, from, new SignalScope(scope), "Announcement", Disclosure: disclosure),
                "POL",
                new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero)
            )
        );

    /// <summary>1000 a month from 2026 through 2027.</summary>
    public async Task<UsFlow> ExpectAsync(string capability)
    {
        var put = new PutBaseline(
            "Mean",
            UsAuthority.USAI,
            "Ministry",
            [new BaselineRow(new(2026, 1), 1000, new Month(2027, 12), 2000)],
            Reason: "Test"
        );
        await Flows.UpdateAsync(
            capability,
            f => SetBaseline.Decide(UsFlows.IdOf(capability), capability, f, put, Parts.Coordinator, Now),
            "test",
            default
        );
        return await ReadAsync(capability);
    }

    public Task ReportAsync(string capability, Month month, decimal delivered) =>
        Flows.UpdateAsync(
            capability,
            f =>
                Report.Decide(
                    f,
                    new ReportDeliveries(capability, month, delivered, new Evidence(EvidenceLevel.Reported)),
                    Parts.Coordinator,
                    Now
                ),
            "test",
            default
        );

    public async Task<UsFlow> ReadAsync(string capability) => (await Flows.FindAsync(capability, default))!.State;
}
