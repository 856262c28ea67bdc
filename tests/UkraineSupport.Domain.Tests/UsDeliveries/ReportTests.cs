using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Tests.Builders;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.UsDeliveries;

public sealed class ReportTests
{
    private static readonly Month December = new(2026, 12);
    private static readonly UsFlow Flow = AFlow.Expecting(1000);

    [Fact]
    public void Only_coordinators_report_and_correct()
    {
        var reported = Flow.Reporting(December, 1);
        Assert.All(
            Given.Everyone,
            actor =>
            {
                Assert.Equal(
                    actor != Given.Coordinator,
                    Report.Decide(Flow, AFlow.Delivered(AFlow.Shells, December, 1), actor, Given.Now).IsForbidden()
                );
                Assert.Equal(
                    actor != Given.Coordinator,
                    Report
                        .Correct(reported, December, new(2, AFlow.Reported, "Late news"), actor, Given.Now)
                        .IsForbidden()
                );
            }
        );
    }

    [Fact]
    public void A_report_is_kept_as_it_was_given()
    {
        var report = new ReportDeliveries(
            AFlow.Shells,
            December,
            700,
            new(EvidenceLevel.Documented, "https://example.org/a"),
            500,
            900,
            2000,
            "USD",
            0.9m,
            "Provisional"
        );
        Assert.Equal(
            new UsReport(
                December,
                500,
                900,
                700,
                new(1800, 2000, "USD", 0.9m),
                report.Evidence,
                "Provisional",
                "GBR",
                Given.Now
            ),
            Report.Decide(Flow, report, Given.Coordinator, Given.Now).Only<UsReported>().Report
        );
    }

    [Fact]
    public void The_present_month_can_be_reported_and_the_next_cannot()
    {
        Report
            .Decide(Flow, AFlow.Delivered(AFlow.Shells, AFlow.ThisMonth, 1), Given.Coordinator, Given.Now)
            .Only<UsReported>();
        Assert.Equal(
            ["/month"],
            Report
                .Decide(Flow, AFlow.Delivered(AFlow.Shells, AFlow.ThisMonth.Plus(1), 1), Given.Coordinator, Given.Now)
                .Wrong()
        );
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_report_that_cannot_be_meant_is_refused_at_its_field(ReportDeliveries report, string pointer) =>
        Assert.Equal([pointer], Report.Decide(Flow, report, Given.Coordinator, Given.Now).Wrong());

    public static TheoryData<ReportDeliveries, string> Wrong { get; } =
        new()
        {
            { AFlow.Delivered("AMMO-156", December, 1), "/capability" },
            { AFlow.Delivered(AFlow.Shells, December, -1), "/delivered" },
            { AFlow.Delivered(AFlow.Shells, December, 0.5m), "/delivered" },
            { AFlow.Delivered(AFlow.Shells, December, 1_000_000_001), "/delivered" },
            { AFlow.Delivered(AFlow.Shells, December, 1) with { Announced = -1 }, "/announced" },
            { AFlow.Delivered(AFlow.Shells, December, 1) with { Contracted = 1e12m }, "/contracted" },
            { AFlow.Delivered(AFlow.Shells, December, 1) with { Value = 1, Currency = "USD" }, "/eurRate" },
            { AFlow.Delivered(AFlow.Shells, December, 0) with { Value = 1 }, "/value" },
            { AFlow.Delivered(AFlow.Shells, December, 1) with { Note = new('x', 1001) }, "/note" },
            {
                AFlow.Delivered(AFlow.Shells, December, 1) with
                {
                    Evidence = new(EvidenceLevel.Documented),
                },
                "/evidence/url"
            },
        };

    [Fact]
    public void Without_a_baseline_there_is_nothing_to_measure_against()
    {
        Assert.Equal(
            "no-baseline",
            Report.Decide(null, AFlow.Delivered(AFlow.Shells, December, 1), Given.Coordinator, Given.Now).Conflict()
        );
        var signalled = ((UsFlow?)null).After(
            Signals.Take(
                AFlow.Id,
                AFlow.Shells,
                null,
                AFlow.ASignal(AFlow.Signal(SignalKind.Halt, Given.Today)),
                Given.Now
            )
        );
        Assert.Equal(
            "no-baseline",
            Report
                .Decide(signalled, AFlow.Delivered(AFlow.Shells, December, 1), Given.Coordinator, Given.Now)
                .Conflict()
        );
    }

    [Fact]
    public void Half_a_cent_goes_up() =>
        Assert.Equal(
            50.03m,
            Report
                .Decide(
                    Flow,
                    AFlow.Delivered(AFlow.Shells, December, 1) with
                    {
                        Value = 100.05m,
                        Currency = "USD",
                        EurRate = 0.5m,
                    },
                    Given.Coordinator,
                    Given.Now
                )
                .Only<UsReported>()
                .Report.Value!.Eur
        );

    [Fact]
    public void A_month_is_reported_once_and_then_corrected()
    {
        var reported = Flow.Reporting(December, 700);
        var again = Report.Decide(reported, AFlow.Delivered(AFlow.Shells, December, 700), Given.Coordinator, Given.Now);
        Assert.Equal("duplicate-report", again.Conflict());
        Assert.Contains(
            "PUT /api/us-deliveries/AMMO-155/reports/2026-12",
            again.Error!.Detail,
            StringComparison.Ordinal
        );

        var corrected = reported.After(
            Report.Correct(reported, December, new(800, AFlow.Reported, "Late news"), Given.Coordinator, Given.Now)
        );
        Assert.Equal(800, Assert.Single(corrected.Reports).Delivered);
        Report
            .Correct(corrected, December, new(800, AFlow.Reported, "Again"), Given.Coordinator, Given.Now.AddDays(1))
            .IsNothing();
        Assert.Equal(
            ["/reason"],
            Report.Correct(corrected, December, new(1, AFlow.Reported, ""), Given.Coordinator, Given.Now).Wrong()
        );
        Assert.IsType<Domain.Decisions.NotFound>(
            Report.Correct(Flow, December, new(1, AFlow.Reported, "x"), Given.Coordinator, Given.Now).Error
        );
    }

    [Fact]
    public void Reports_stand_in_the_order_of_their_months() =>
        Assert.Equal(
            [new(2026, 3), new(2026, 5), December],
            Flow.Reporting(December, 1)
                .Reporting(new(2026, 3), 1)
                .Reporting(new(2026, 5), 1)
                .Reports.Select(r => r.Month)
        );
}
