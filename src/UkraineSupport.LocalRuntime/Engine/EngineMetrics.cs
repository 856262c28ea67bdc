using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>What an OpenTelemetry exporter can collect from an engine, by meter and activity source of this name.</summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string Name = "UkraineSupport.LocalRuntime.Engine";

    public static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _turns;
    private readonly Histogram<double> _commits;
    private readonly Histogram<long> _commitBytes;
    private readonly Histogram<double> _activities;

    public EngineMetrics(string hub, Func<int> running, Func<int> activitiesWaiting)
    {
        _turns = _meter.CreateCounter<long>("durable.turns", "{turn}", "Turns taken by orchestrators");
        _commits = _meter.CreateHistogram<double>("durable.commit.duration", "ms", "Time for one commit to become durable");
        _commitBytes = _meter.CreateHistogram<long>("durable.commit.size", "By", "Size of one commit");
        _activities = _meter.CreateHistogram<double>("durable.activity.duration", "ms", "Run time of activities");
        var tag = new KeyValuePair<string, object?>("hub", hub);
        _meter.CreateObservableGauge(
            "durable.instances.running", () => new Measurement<int>(running(), tag), "{instance}", "Instances that have not ended");
        _meter.CreateObservableGauge(
            "durable.activities.waiting", () => new Measurement<int>(activitiesWaiting(), tag), "{call}", "Activity calls in the queue");
    }

    public void TurnTaken() => _turns.Add(1);

    public void Committed(TimeSpan duration, int bytes)
    {
        _commits.Record(duration.TotalMilliseconds);
        _commitBytes.Record(bytes);
    }

    public void ActivityDone(string name, TimeSpan duration, bool failed) => _activities.Record(
        duration.TotalMilliseconds, new KeyValuePair<string, object?>("activity", name), new KeyValuePair<string, object?>("failed", failed));

    public void Dispose() => _meter.Dispose();
}
