using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>
/// What an OpenTelemetry exporter can collect from an engine, by meter and activity source of this name.
/// </summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string Name = "UkraineSupport.LocalRuntime.Engine";

    public static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly KeyValuePair<string, object?> _hub;
    private readonly Counter<long> _turns;
    private readonly Histogram<double> _commits;
    private readonly Histogram<long> _commitBytes;
    private readonly Histogram<double> _activities;

    public EngineMetrics(string hub, Func<int> running, Func<int> activitiesWaiting, Func<int> turnsWaiting)
    {
        _hub = new("hub", hub);
        _turns = _meter.CreateCounter<long>("durable.turns", "{turn}", "Turns taken by orchestrators");
        _commits = _meter.CreateHistogram<double>(
            "durable.commit.duration",
            "ms",
            "Time for one commit to become durable"
        );
        _commitBytes = _meter.CreateHistogram<long>("durable.commit.size", "By", "Size of one commit");
        _activities = _meter.CreateHistogram<double>("durable.activity.duration", "ms", "Run time of activities");
        Gauge("durable.instances.running", "{instance}", "Instances that have not ended", running);
        Gauge("durable.activities.waiting", "{call}", "Activity calls in the queue", activitiesWaiting);
        Gauge("durable.turns.waiting", "{turn}", "Instances with a turn to take, or in one", turnsWaiting);
    }

    public void TurnTaken() => _turns.Add(1, _hub);

    public void Committed(TimeSpan duration, int bytes)
    {
        _commits.Record(duration.TotalMilliseconds, _hub);
        _commitBytes.Record(bytes, _hub);
    }

    public void ActivityDone(string name, TimeSpan duration, bool failed) =>
        _activities.Record(duration.TotalMilliseconds, _hub, new("activity", name), new("failed", failed));

    /// <summary>
    /// The span of an activity, in the trace of whoever started the orchestration. Without a listener the activity
    /// still gets the trace's context, for its own log lines and requests.
    /// </summary>
    public Activity? StartActivity(string name, string instanceId, string? traceParent)
    {
        var span = Source.StartActivity(name, ActivityKind.Internal, traceParent);
        if (span is null && traceParent is not null)
            span = new Activity(name).SetParentId(traceParent).Start();
        return span?.SetTag(_hub.Key, _hub.Value).SetTag("instance", instanceId);
    }

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, string unit, string description, Func<int> read) =>
        _meter.CreateObservableGauge(name, () => new Measurement<int>(read(), _hub), unit, description);
}
