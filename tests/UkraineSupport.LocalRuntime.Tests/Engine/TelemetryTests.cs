using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using UkraineSupport.LocalRuntime.Engine;
using UkraineSupport.LocalRuntime.Tests.Engine.Support;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Engine;

public sealed class TelemetryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Meters_tell_of_instances_turns_commits_and_queues()
    {
        var seen = new ConcurrentDictionary<string, double>();
        await using var hub = await Hub().StartAsync();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == EngineMetrics.Name)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();

        await hub.Client.WaitForInstanceStartAsync(await hub.ScheduleAsync("Wait"), TestHub.Stop);
        await hub.RunAsync("Outer");
        await Poll.UntilAsync("nothing is under way", () => Task.FromResult(hub.Engine.IsIdle));
        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["durable.instances.running"]);
        Assert.Equal(0, seen["durable.activities.waiting"]);
        Assert.Equal(0, seen["durable.turns.waiting"]);
        Assert.Equal(5, seen["durable.turns"]);
        Assert.True(seen["durable.commit.duration"] > 0);
        Assert.True(seen["durable.commit.size"] > 0);
        Assert.True(seen.ContainsKey("durable.activity.duration"));

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            // Engines of other tests in this process have the same meters.
            if (tags.ToArray().Any(t => t.Key == "hub" && (string?)t.Value == hub.Name))
                seen.AddOrUpdate(instrument.Name, value, (_, sum) => instrument is Counter<long> ? sum + value : value);
        }
    }

    [Fact]
    public async Task The_trace_of_whoever_started_goes_through_sub_orchestrations_to_activities_across_a_kill()
    {
        var traces = new ConcurrentQueue<string?>();
        await using var hub = await Hub(() => traces.Enqueue(Activity.Current?.TraceId.ToHexString())).StartAsync();
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        var id = await hub.ScheduleAsync("Later");
        Activity.Current = null;
        await hub.KillAndStartAsync();
        await hub.Client.RaiseEventAsync(id, "go", "now", TestHub.Stop);
        await hub.EndAsync(id);

        Assert.Equal([request.TraceId.ToHexString()], traces);
    }

    [Fact]
    public async Task A_listener_gets_a_span_for_each_activity_with_its_failure()
    {
        var spans = new ConcurrentQueue<Activity>();
        await using var hub = await Hub(() => throw new InvalidOperationException("broken")).StartAsync();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EngineMetrics.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        var id = await hub.ScheduleAsync("Outer");
        await hub.EndAsync(id);

        await Poll.UntilAsync("the span has ended", () => Task.FromResult(spans.Any(IsOurs)));
        var span = spans.First(IsOurs);
        Assert.Equal(
            ("Work", ActivityStatusCode.Error, "broken"),
            (span.OperationName, span.Status, span.StatusDescription)
        );
        Assert.Contains(
            hub.Log.Entries,
            e => e.Text.Contains(id, StringComparison.Ordinal) && e.Text.Contains("failed", StringComparison.Ordinal)
        );

        bool IsOurs(Activity span) => (string?)span.GetTagItem("hub") == hub.Name;
    }

    private TestHub Hub(Action? inActivity = null) =>
        new TestHub(azurite.ConnectionString)
            .Activity<string, string>(
                "Work",
                text =>
                {
                    inActivity?.Invoke();
                    return text;
                }
            )
            .Orchestrator("Inner", context => context.CallActivityAsync<string>("Work", "x"))
            .Orchestrator("Outer", context => context.CallSubOrchestratorAsync<string>("Inner"))
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("go"))
            .Orchestrator(
                "Later",
                async context =>
                {
                    await context.WaitForExternalEvent<string>("go");
                    return await context.CallSubOrchestratorAsync<string>("Outer");
                }
            );
}
