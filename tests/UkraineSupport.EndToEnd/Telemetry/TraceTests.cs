using System.Text.RegularExpressions;
using UkraineSupport.EndToEnd.Deadlines;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;
using UkraineSupport.Testing.Telemetry;
using Xunit;

namespace UkraineSupport.EndToEnd.Telemetry;

/// <summary>What one request leads to, wherever and whenever, is one trace; and nobody outside sees which.</summary>
[Collection(nameof(OneTraced))]
public sealed partial class TraceTests(Traced fixture)
{
    [Fact]
    public async Task A_pledge_from_its_request_to_dashboards_and_deadlines_is_one_trace()
    {
        var (app, collector) = (fixture.App, fixture.Collector);

        // Reminded of, escalated, and over: then its orchestration ends.
        var body = Bodies.Pledge("NLD", validUntil: Bodies.Instant(TimeSpan.FromSeconds(6)));
        var pledge = (await app.Donor("NLD").CreateAsync("pledges", body)).Expect(201).Read<PledgeView>();

        var all = await collector.UntilAsync(
            "its orchestration has ended",
            s => s.Any(one => one.Name == "orchestration:PledgeOrchestrator" && IsOf(one, pledge.Id))
        );
        var announced = all.Single(s => s.Name == "commit pledge" && IsOf(s, pledge.Id) && IsIn(s, all, "POST"));
        var trace = all.Where(s => s.Trace == announced.Trace).ToList();
        var request = trace.Single(s => s.Name == "POST /api/pledges");
        Assert.Equal("", request.Parent);
        Assert.Equal(
            ("POST", "/api/pledges", "201"),
            (
                request.Attributes["http.request.method"],
                request.Attributes["http.route"],
                request.Attributes["http.response.status_code"]
            )
        );
        Assert.Equal(request.Id, announced.Parent);
        var dispatches = trace.Where(s => s.Name == "dispatch pledge" && s.Parent == announced.Id).ToList();
        // Queues, and each topic; one more where a busy machine was slow and the sweep came by.
        Assert.True(dispatches.Count >= 3, $"{dispatches.Count} dispatches");
        foreach (
            var (queue, system) in (List<(string, string)>)
                [
                    ("support-events", "azure_storage_queue"),
                    ("support-events-page", "azure_storage_queue"),
                    ("support-events", "servicebus"),
                ]
        )
        {
            var sent = trace.First(s => s.Name == $"send {queue}" && s.Attributes["messaging.system"] == system);
            Assert.Contains(sent.Parent, dispatches.Select(d => d.Id));
        }

        var orchestration = trace.First(s => s.Name == "orchestration:PledgeOrchestrator");
        var woken = trace.Single(s => s.Id == orchestration.Parent);
        Assert.Equal("wake PledgeOrchestrator", woken.Name);
        Assert.Contains(woken.Parent, dispatches.Select(d => d.Id));
        var activities = trace.Where(s => s.Name.StartsWith("activity:", StringComparison.Ordinal)).ToList();
        var call = activities.First(s => s.Name == "activity:ReadPledge" && s.Parent == orchestration.Id);
        Assert.Contains(activities, s => s.Name == "activity:ReadPledge" && s.Parent == call.Id);
        // What an activity writes, too: the reminder.
        var reminded = trace.First(s => s.Name == "commit pledge" && s.Id != announced.Id);
        var reached = activities.Single(s => s.Id == reminded.Parent);
        Assert.Equal("activity:ReachPledgeDeadline", reached.Name);
        Assert.DoesNotContain(all, s => IsOf(s, pledge.Id) && s.Trace != announced.Trace);
    }

    [Fact]
    public async Task Nothing_that_anybody_reads_tells_of_traces()
    {
        var (app, collector) = (fixture.App, fixture.Collector);
        var body = Bodies.Pledge("NLD", disclosure: "public");
        var created = (await app.Donor("NLD").CreateAsync("pledges", body)).Expect(201);
        var pledge = created.Read<PledgeView>();
        await app.UntilHappenedAsync(pledge.Path(), "pledge.reviewOverdue");
        var administrator = app.CreateClient("administrator");

        var read = new List<string> { created.Text };
        foreach (var path in (string[])[pledge.Path(), $"{pledge.Path()}/history", "pledges", "events"])
            read.Add((await app.Coordinator.GetAsync(path)).Expect(200).Text);
        foreach (var path in (string[])[$"admin/orchestrations/{pledge.Id}", "admin/audit"])
            read.Add((await administrator.GetAsync(path)).Text);
        await app.Events.UntilAsync(
            "dashboards are told",
            all =>
                all.Any(e =>
                    e.Type.EndsWith("reviewOverdue", StringComparison.Ordinal)
                    && e.Id.StartsWith(pledge.Id, StringComparison.Ordinal)
                )
        );
        await Poll.UntilAsync(
            "the topics have it",
            () => Task.FromResult(fixture.Topic.Taken.Count(m => m.Session == pledge.Id) >= 6)
        );
        read.AddRange(app.Events.Taken.Select(e => e.Json.GetRawText()));
        read.AddRange(fixture.Topic.Taken.Select(m => m.Body));

        var traces = collector.Spans.Select(s => s.Trace).ToHashSet();
        Assert.Contains(traces, t => t.Length == 32);
        Assert.All(read, text => Assert.DoesNotContain(Hex().Matches(text), m => traces.Contains(m.Value)));
        Assert.All(read, text => Assert.DoesNotContain("traceparent", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(fixture.Topic.Taken, m => Assert.Equal(["disclosure"], m.Properties));
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Hex();

    private static bool IsOf(CollectedSpan span, string id) =>
        span.Attributes.GetValueOrDefault("ukraine_support.aggregate.id") == id
        || span.Attributes.GetValueOrDefault("durabletask.task.instance_id") == id;

    private static bool IsIn(CollectedSpan span, IReadOnlyList<CollectedSpan> all, string method) =>
        all.Any(s => s.Id == span.Parent && s.Attributes.GetValueOrDefault("http.request.method") == method);
}
