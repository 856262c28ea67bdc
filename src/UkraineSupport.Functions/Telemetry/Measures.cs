using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace UkraineSupport.Functions.Telemetry;

/// <summary>
/// The app's own metrics, in OpenTelemetry's units. They are taken where something is written or dispatched, never in
/// an orchestrator: that is replayed.
/// </summary>
internal static class Measures
{
    private const string Kind = "ukraine_support.aggregate.kind";

    /// <summary>Seconds, from at once to a day late.</summary>
    private static readonly InstrumentAdvice<double> Lags = new()
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600, 86400],
    };

    private static readonly Meter Meter = new(Spans.Name);

    private static readonly Counter<long> Commits = Meter.CreateCounter<long>(
        "ukraine_support.commits",
        "{commit}",
        "Transactions on aggregates, by what became of them."
    );

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "ukraine_support.outbox.lag",
        "s",
        "From a commit to the end of a part of its dispatch.",
        advice: Lags
    );

    private static readonly Gauge<int> Late = Meter.CreateGauge<int>(
        "ukraine_support.outbox.overdue",
        "{promise}",
        "What the last sweep found undispatched after ten seconds."
    );

    private static readonly Counter<long> Deadlines = Meter.CreateCounter<long>(
        "ukraine_support.deadlines",
        "{deadline}",
        "Deadlines that were met and missed."
    );

    private static readonly Histogram<double> PlanTime = Meter.CreateHistogram(
        "ukraine_support.plan.duration",
        "s",
        "Computing a backfill plan, reading apart.",
        advice: Lags
    );

    /// <summary>One transaction came to its end.</summary>
    /// <param name="kind">Of the aggregate.</param>
    /// <param name="outcome"><c>committed</c>, <c>conflict</c>, <c>full</c> or <c>failed</c>.</param>
    public static void Committed(string kind, string outcome) =>
        Commits.Add(1, new(Kind, kind), new("ukraine_support.commit.outcome", outcome));

    /// <summary>A part of a dispatch is done.</summary>
    /// <param name="kind">Of the aggregate.</param>
    /// <param name="part"><c>Core</c>, or the sink.</param>
    /// <param name="since">Since the commit.</param>
    public static void Dispatched(string kind, string part, TimeSpan since) =>
        Lag.Record(since.TotalSeconds, new(Kind, kind), new("ukraine_support.outbox.part", part));

    /// <summary>What a sweep of the outbox found.</summary>
    public static void Overdue(int promises) => Late.Record(promises);

    /// <summary>A deadline was met or missed.</summary>
    public static void Deadline(DeadlineOutcome outcome) =>
        Deadlines.Add(
            1,
            new("ukraine_support.deadline", outcome.Deadline),
            new("ukraine_support.deadline.outcome", outcome.IsMet ? "met" : "missed")
        );

    /// <summary>A plan was computed.</summary>
    /// <param name="from"><see cref="Stopwatch.GetTimestamp"/> before.</param>
    /// <param name="optimal">Whether nothing better is possible.</param>
    public static void Planned(long from, bool optimal) =>
        PlanTime.Record(
            Stopwatch.GetElapsedTime(from).TotalSeconds,
            new KeyValuePair<string, object?>("ukraine_support.plan.optimal", optimal)
        );
}
