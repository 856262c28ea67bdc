using CsCheck;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.CoProduction;

/// <summary>Whatever anybody tries, in whatever order: the sums of every month are what was last said of it.</summary>
public class CoProductionProperties
{
    private static readonly Month First = new(2027, 1);

    private static readonly string[] Seen =
    [
        "agreement.coSigned",
        "agreement.amended",
        "agreement.amendmentProposed",
        "agreement.approvalAnswered",
        "agreement.funded",
        "agreement.advanced",
        "agreement.milestonePlanned",
        "agreement.milestoneMoved",
        "agreement.planned",
        "agreement.outputReported",
        "agreement.bottleneckOpened",
        "agreement.bottleneckAssigned",
        "agreement.bottleneckEscalated",
        "agreement.bottleneckClosed",
        "agreement.suspended",
        "agreement.resumed",
        "agreement.terminated",
        "agreement.reminded",
        "agreement.overdue",
        "agreement.supplyNarrowed",
    ];

    private static readonly Gen<(int Command, int Who, int N, int Days)[]> Runs = Gen.Select(
        Gen.Int[0, 19],
        Gen.Int[0, 7],
        Gen.Int[0, 200],
        Gen.Int[0, 20]
    ).Array[10, 100];

    [Fact]
    public void Made_and_accepted_are_a_chain_and_made_and_forecast_never_the_same_unit() =>
        Effort.UntilSeen(
            Seen,
            seen =>
                Runs.Sample(
                    attempts =>
                    {
                        var history = new History<Agreement, AgreementEvent>(
                            AnAgreement.File().Events[0],
                            Given.Danish,
                            Given.Now
                        );
                        var now = Given.Now;
                        var told = new Dictionary<Month, ReportOutput>();
                        history.Take((AgreementEvent[])[.. AnAgreement.File().Events.Skip(1)], Given.Danish, now);
                        foreach (var (command, who, n, days) in attempts)
                        {
                            now = now.AddDays(days);
                            var actor =
                                who < 3 ? Given.Danish
                                : who < 6 ? Given.Ukraine
                                : Given.Everyone[n % 7];
                            var tried = Try(history.State, command, n, actor, now, out var report);
                            var decision = SupplyNarrowing.Told(history.State, tried, now);
                            if (history.Take(decision, actor, now) && report is not null)
                                told[report.Month] = report;
                            Check(history.State, told, now);
                        }

                        history.CheckStored();
                        foreach (var name in history.Names)
                            seen[name] = true;
                    },
                    iter: Effort.Runs
                )
        );

    private static void Check(Agreement agreement, Dictionary<Month, ReportOutput> told, DateTimeOffset now)
    {
        Assert.Equal(told.Keys.Order(), agreement.Reports.Select(r => r.Month));
        var (accepted, delivered) = (0m, 0m);
        foreach (var report in agreement.Reports)
        {
            var last = told[report.Month];
            Assert.Equal((last.Made, last.Accepted, last.ToUkraine), (report.Made, report.Accepted, report.ToUkraine));
            Assert.True(report.Made >= report.Accepted + report.Rejected);
            Assert.True(report.Rejected >= report.Scrapped);
            (accepted, delivered) = (accepted + report.Accepted, delivered + report.ToUkraine + report.ToPartner);
            Assert.True(accepted >= delivered);
        }

        foreach (var month in Ramp.Of(agreement, now))
        {
            Assert.Equal(month.IsOver, month.Forecast is null);
            if (month.Forecast is not { } forecast)
                continue;
            Assert.True(forecast.P10 >= 0 && forecast.P10 <= forecast.P50 && forecast.P50 <= forecast.P90);
            // Made and still to come are no more than planned, or than made.
            var made = month.Report?.Made ?? 0;
            Assert.True(made + forecast.P90 <= Math.Max(month.Moved, made));
        }

        var lots = FutureSupply.Of(agreement, now);
        Assert.All(lots, lot => Assert.True(lot.Month.End() > now));
        Assert.Equal(lots.Count, lots.DistinctBy(l => l.Month).Count());
        Assert.True(agreement.IsLive || lots.Count == 0);
    }

    private static Decision<AgreementEvent> Try(
        Agreement a,
        int command,
        int n,
        Actor actor,
        DateTimeOffset now,
        out ReportOutput? report
    )
    {
        report = null;
        var (settings, day) = (AnAgreement.Settings, DateOnly.FromDateTime(now.UtcDateTime));
        switch (command)
        {
            case 0 or 1:
                return Sign.CoSign(a, actor, now);
            case 2 or 3 or 4:
                var approval = a.Approvals[n % a.Approvals.Count].Id;
                var state = n % 5 == 4 ? ApprovalState.Refused : ApprovalState.Granted;
                return Approvals.Answer(a, new(approval, state, day, Reason: "x"), actor, now);
            case 5:
                return Output.Plan(a, new(AnAgreement.Every(First, 24, n), "x"), actor);
            case 6 or 7 or 8 or 9:
                report = new(
                    First.Plus((n % 25) - 1),
                    n,
                    n - (n % 7),
                    n % 5,
                    n % 3,
                    n / 2,
                    n / 4,
                    n % 2 == 0 ? "x" : null
                );
                return Output.Report(a, report, actor, now, settings);
            case 10:
                var kind = (MilestoneKind)(n % 5);
                var before = a.Milestones.Count == 0 ? [] : (int[])[a.Milestones.Count];
                return Milestones.Plan(a, new(kind, "x", "DNK", First.First.AddDays(n), before), actor);
            case 11 or 12:
                var status = (MilestoneStatus)(n % 6);
                DateOnly? metOn = status == MilestoneStatus.Met ? day : null;
                return Milestones.Move(a, (n % 5) + 1, new(status, "x", day.AddDays(n), metOn), actor, now);
            case 13:
                return Bottlenecks.Open(a, new((BottleneckKind)(n % 7), "x", n, "RDX"), false, actor, now);
            case 14:
                return Bottlenecks.Assign(a, (n % 3) + 1, new("NLD", day.AddDays(n)), false, actor, now);
            case 15:
                return n % 2 == 0
                    ? Bottlenecks.Escalate(a, (n % 3) + 1, "x", actor, AnAgreement.Board, now)
                    : Bottlenecks.Close(a, (n % 3) + 1, new("x"), actor, now);
            case 16:
                var terms = a.Terms with { MinimumYearly = n };
                return Sign.Amend(a, new("x", terms), actor, now);
            case 17:
                return n % 40 == 0 ? Stopping.Terminate(a, new("x"), actor, now)
                    : n % 2 == 0 ? Stopping.Suspend(a, new("x"), actor, now)
                    : Stopping.Resume(a, new("x"), actor, now);
            default:
                return a.NextDeadline(settings) is { } next
                    ? a.Reached(next, AnAgreement.Board, now, settings)
                    : default;
        }
    }
}
