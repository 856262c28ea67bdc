using Microsoft.DurableTask.Client;
using Moq;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.CoProduction;

/// <summary>
/// An agreement is signed, approved out of order and twice, planned, left without a report and then reported, by
/// processes one of which dies between any two storage calls. It comes to the same: funded once, escalated once, and
/// the gap heard once of each time that less was expected.
/// </summary>
public sealed class AgreementCrashTests
{
    private const string Capability = "DRONE-INTERCEPTOR";
    private static readonly Actor Danish = Parts.Donor with { Party = "DNK" };
    private static readonly CoProductionSettings Settings = new();
    private readonly DurableTaskClient _client = new Mock<DurableTaskClient>("hub").Object;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_any_call_changes_nothing_in_the_end(bool takesEffect)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var undisturbed = await LiveAsync(azurite.ConnectionString, null);
        Assert.Equal("Funded, 3 granted, overdue Output 2027-01, 1 report, 2 heard of 2, 14 events", undisturbed);
        var (call, step) = Soak.Deaths(takesEffect, every: 45);
        for (var dies = new DiesAt(call, takesEffect); ; dies = new DiesAt(call += step, takesEffect))
        {
            Assert.Equal($"{call} {undisturbed}", $"{call} {await LiveAsync(azurite.ConnectionString, dies)}");
            if (!dies.IsDead)
                break;
        }

        Assert.InRange(call, 30, 1000);
        Assert.Empty((await new Parts(azurite.ConnectionString).Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
    }

    private async Task<string> LiveAsync(string connection, DiesAt? dies)
    {
        var (id, gap) = (Parts.NewId("agreement"), Parts.NewId("gap"));
        for (var step = 0; step <= 6; )
        {
            var parts = new Parts(connection, dies);
            try
            {
                for (; step <= 6; step++)
                {
                    await StepAsync(parts, step, id, gap);
                    await DispatchAsync(parts, connection);
                }
            }
            catch (Exception fault) when (dies?.IsDead == true && fault.GetBaseException() is DeadException)
            {
                dies = null;
                await DispatchAsync(After(connection), connection);
            }
        }

        await DispatchAsync(After(connection), connection);
        return await OutcomeAsync(new Parts(connection), id, gap);
    }

    /// <summary>Another process, after all that happens here.</summary>
    private static Parts After(string connection)
    {
        var parts = new Parts(connection);
        parts.Time.SetUtcNow(new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero));
        return parts;
    }

    private static async Task StepAsync(Parts parts, int step, string id, string gap)
    {
        var now = step < 5 ? parts.Time.GetUtcNow() : new(2027, 2, step == 5 ? 16 : 20, 0, 0, 0, TimeSpan.Zero);
        parts.Time.SetUtcNow(now);
        Task DoAsync(Func<Agreement, Decision<AgreementEvent>> decide) =>
            parts
                .Get<Commands<Agreement, AgreementEvent>>()
                .UpdateAsync(id, a => SupplyNarrowing.Told(a, decide(a), now), "test", Cancel);
        switch (step)
        {
            case 0:
                await MakeAsync<Gap, GapEvent>(parts, gap, FollowDeliveries.Decide(null, Found(gap), now).Events);
                await MakeAsync<Agreement, AgreementEvent>(parts, id, Sign.File(id, Filing, Danish, now).Events);
                break;
            case 1:
                // Late, doubled, out of order.
                await DoAsync(a => Approvals.Answer(a, Granted("financing-1"), Danish, now));
                await DoAsync(a => Approvals.Answer(a, Granted("ministry"), Parts.Recipient, now));
                await DoAsync(a => Approvals.Answer(a, Granted("financing-1"), Danish, now));
                break;
            case 2:
                await DoAsync(a => Sign.CoSign(a, Parts.Recipient, now));
                break;
            case 3:
                await DoAsync(a => Approvals.Answer(a, Granted("licence-1"), Danish, now));
                await DoAsync(a => Sign.CoSign(a, Parts.Recipient, now));
                break;
            case 4:
                await DoAsync(a => Output.Plan(a, new(Every), Danish));
                break;
            case 5:
                await WatchAsync(parts, id);
                break;
            default:
                await DoAsync(a => Output.Report(a, new(new(2027, 1), 100, 100), Danish, now, Settings));
                break;
        }
    }

    private static FileAgreement Filing { get; } =
        new(
            "DNK",
            new(
                "Drone",
                ProductionModel.JointVenture,
                Capability,
                ProcurementVehicle.Nspa,
                [new(FinancingSource.Eib, 1_000_000)],
                new(2027, 1, 1),
                new(2028, 12, 31),
                1_000,
                1,
                [new("DNK", "Guidance")],
                []
            ),
            new([new("Demo", "DNK", PartnerRole.Lead)], new(10, 10))
        );

    private static List<PlannedMonth> Every { get; } =
    [.. Enumerable.Range(0, 24).Select(n => new PlannedMonth(new Month(2027, 1).Plus(n), 1_000))];

    private static AnswerApproval Granted(string approval) => new(approval, ApprovalState.Granted, new(2026, 1, 1));

    private static FoundGap Found(string id) =>
        new(id, Capability, [new(new Month(2027, 6), 5_000, 5_000, null, false)], null, 1);

    private static async Task MakeAsync<T, TEvent>(Parts parts, string id, IReadOnlyList<TEvent> events)
        where T : class, Domain.Events.IAggregate<T, TEvent>
        where TEvent : class
    {
        if (await parts.Store.LoadAsync<T>(id, Cancel) is null)
            await parts.Get<Commands<T, TEvent>>().CommitAsync(id, null, events, new(Danish, null), null);
    }

    private static async Task WatchAsync(Parts parts, string id)
    {
        var activities = new AgreementActivities(
            parts.Get<Commands<Agreement, AgreementEvent>>(),
            parts.Store,
            new(),
            Settings,
            parts.Time
        );
        while ((await activities.ReadAgreement(id, Cancel)).Next is { } next && next.At <= parts.Time.GetUtcNow())
            await activities.ReachAgreementDeadline(new(id, next), Cancel);
    }

    /// <summary>Until nothing is promised any more; the sweep finds what a death left.</summary>
    private async Task DispatchAsync(Parts parts, string connection)
    {
        for (var round = 0; round < 20; round++)
        {
            var sweep = new Parts(connection);
            sweep.Time.SetUtcNow(parts.Time.GetUtcNow().AddSeconds(11));
            var ids = (await sweep.Outbox.OverdueAsync(Cancel)).Select(p => p.Id).Distinct().ToList();
            if (ids.Count == 0)
                return;
            foreach (var one in ids)
                await parts.Get<Dispatcher>().DispatchAsync(one, _client, Cancel);
        }
    }

    private static async Task<string> OutcomeAsync(Parts parts, string id, string gap)
    {
        var a = await parts.Store.StateAsync<Agreement>(id, Cancel);
        var heard = (await parts.Store.StateAsync<Gap>(gap, Cancel)).Narrowings.Single(n => n.Agreement == id);
        var granted = a.Approvals.Count(p => p.State == ApprovalState.Granted);
        var overdue = string.Join(' ', a.Overdue.Select(s => $"{s.Kind} {s.Month}"));
        return $"{a.Status}, {granted} granted, overdue {overdue}, {a.Reports.Count} report, "
            + $"{heard.Number} heard of {a.Narrowings}, {a.Version} events";
    }
}
