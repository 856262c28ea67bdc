using System.Diagnostics;
using UkraineSupport.Functions.Telemetry;
using UkraineSupport.Functions.Tests.Events;
using UkraineSupport.Testing.Bus;

namespace UkraineSupport.Functions.Tests.Telemetry;

/// <summary>Dispatch goes on in the trace of the commit, whoever does it and when.</summary>
public sealed class DispatchTraceTests : IDisposable
{
    private readonly List<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public DispatchTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Spans.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (_ended)
                    _ended.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task Requests_dispatched_together_are_one_dispatch_in_the_trace_of_the_first_with_links_to_the_others()
    {
        await using var rig = await SinksRig.StartAsync(AmqpTopic.Start());
        var (first, second) = (new Activity("first"), new Activity("second"));
        first.Start();
        var id = await rig.CommitAsync();
        first.Stop();
        second.Start();
        await rig.FormaliseAsync(id);
        second.Stop();

        // By the sweep's call, in the background: nothing there is of either request.
        Activity.Current = null;
        await rig.DispatchAsync(id);

        var dispatch = Assert.Single(Ended("dispatch pledge", id));
        var commits = Ended("commit pledge", id);
        Assert.Equal(4, commits.Count);
        Assert.Equal((first.TraceId, commits[0].SpanId), (dispatch.TraceId, dispatch.ParentSpanId));
        Assert.Equal(
            commits.Skip(1).Select(c => (c.TraceId, c.SpanId)),
            dispatch.Links.Select(l => (l.Context.TraceId, l.Context.SpanId))
        );
        Assert.Equal(second.TraceId, dispatch.Links.Last().Context.TraceId);
    }

    [Fact]
    public async Task A_topic_that_comes_back_later_gets_the_events_in_the_same_trace()
    {
        await using var rig = await SinksRig.StartAsync(AmqpTopic.Start());
        using var request = new Activity("request");
        request.Start();
        var id = await rig.CommitAsync();
        request.Stop();
        await rig.DispatchAsync(id);
        rig.Failing["Bus"].IsAway = true;
        await rig.PublishAsync(id);
        await rig.SweepAsync(TimeSpan.FromMinutes(1));
        rig.Failing["Bus"].IsAway = false;

        await rig.PublishAsync(id);

        var dispatches = Ended("dispatch pledge", id);
        Assert.All(dispatches, d => Assert.Equal(request.TraceId, d.TraceId));
        Assert.Equal(
            [ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Unset],
            dispatches.Select(d => d.Status)
        );
        Assert.Equal("System.IO.IOException", dispatches[1].GetTagItem("error.type"));
        Assert.All(rig.Topic.Taken, m => Assert.Equal(["disclosure"], m.Properties));
    }

    public void Dispose() => _listener.Dispose();

    private List<Activity> Ended(string name, string id)
    {
        lock (_ended)
            return _ended.FindAll(s =>
                s.DisplayName == name && (string?)s.GetTagItem("ukraine_support.aggregate.id") == id
            );
    }
}
