using System.Text.Json.Nodes;
using UkraineSupport.EndToEnd.Deadlines;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Telemetry;

/// <summary>Numbers after a story that is known; its first pledge has to be accepted within seconds.</summary>
[Collection(nameof(Alone))]
public sealed class MetricsTests(Traced fixture) : IClassFixture<Traced>
{
    private const string Kind = "ukraine_support.aggregate.kind";

    [Fact]
    public async Task Commits_lag_deadlines_and_plans_are_counted_once()
    {
        var (app, metrics) = (fixture.App, fixture.Collector);

        var inTime = await app.AcceptAsync(await app.AnnounceAsync("NLD"));
        var late = await app.AnnounceAsync("DEU");
        await app.UntilHappenedAsync(inTime.Path(), "pledge.formalisationReminded", "pledge.formalisationOverdue");
        await app.UntilHappenedAsync(late.Path(), "pledge.reviewReminded", "pledge.reviewOverdue");
        (await app.Coordinator.ChangeAsync(late.Path(), "review", Bodies.Decision("accept"))).Expect(200);
        (await app.Coordinator.ChangeAsync(late.Path(), "review", Bodies.Decision("accept"))).Expect(409);
        await app.UntilHappenedAsync(late.Path(), "pledge.formalisationReminded", "pledge.formalisationOverdue");
        var plan = (await app.Coordinator.CreateAsync("backfill/plans", new JsonObject())).Expect(202);
        await metrics.UntilCountedAsync(1, "ukraine_support.plan.duration");

        var versions = 0L;
        foreach (var pledge in (PledgeView[])[inTime, late])
            versions += (await app.ReadHistoryAsync(pledge.Path())).Count;
        await metrics.UntilCountedAsync(
            versions,
            "ukraine_support.outbox.lag",
            (Kind, "pledge"),
            ("ukraine_support.outbox.part", "Bus")
        );
        double Commits(string outcome) =>
            metrics.Counted("ukraine_support.commits", (Kind, "pledge"), ("ukraine_support.commit.outcome", outcome));
        double Deadlines(string deadline, string outcome) =>
            metrics.Counted(
                "ukraine_support.deadlines",
                ("ukraine_support.deadline", deadline),
                ("ukraine_support.deadline.outcome", outcome)
            );
        Assert.Equal(versions, Commits("committed"));
        Assert.Equal(0, Commits("failed"));
        Assert.Equal(
            (1, 1, 0, 2),
            (
                Deadlines("pledge.review", "met"),
                Deadlines("pledge.review", "missed"),
                Deadlines("pledge.formalisation", "met"),
                Deadlines("pledge.formalisation", "missed")
            )
        );
        // A dispatch that is slow is called for again, and tells its lag again.
        foreach (var part in (string[])["Core", "Queue", "Queue_page", "Bus", "Bus_public"])
            Assert.True(
                metrics.Counted("ukraine_support.outbox.lag", (Kind, "pledge"), ("ukraine_support.outbox.part", part))
                    >= versions,
                part
            );
        Assert.All(
            metrics.Points.Where(p => p.Metric == "ukraine_support.outbox.lag"),
            p => Assert.InRange(p.Sum / p.Value, 0.001, 60)
        );
        Assert.Equal(1, metrics.Counted("ukraine_support.plan.duration"));
        Assert.Equal(
            ["s", "{commit}", "{deadline}", "{promise}"],
            metrics
                .Points.Where(p => p.Metric.StartsWith("ukraine_support.", StringComparison.Ordinal))
                .Select(p => p.Unit)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            1,
            metrics.Counted(
                "http.server.request.duration",
                ("http.route", "api/backfill/plans"),
                ("http.response.status_code", $"{plan.Code}")
            )
        );
    }
}
