using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Bus;
using UkraineSupport.Testing.Client;
using Xunit;

namespace UkraineSupport.EndToEnd.Events;

/// <summary>The app with a Service Bus that goes away and comes back.</summary>
[Collection(nameof(Alone))]
public sealed class ServiceBusTests
{
    private const int PledgesAPhase = 5;
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Through_an_outage_of_ten_seconds_every_event_arrives_in_order_and_none_is_queued_twice()
    {
        await using var topic = AmqpTopic.Start();
        await using var app = await TestApp.StartAsync(
            new Dictionary<string, string> { ["ServiceBus__ConnectionString"] = topic.ConnectionString }
        );
        var before = await CommitAsync(app);
        await Poll.UntilAsync("the topic has what came before", () => Task.FromResult(Has(topic, before)));

        topic.Stop();
        var stopped = TimeProvider.System.GetTimestamp();
        var during = await CommitAsync(app);
        var queue = app.Events;
        await queue.UntilAsync(
            "the queue has what came while the topic was away",
            taken => during.All(p => taken.Count(e => e.Subject == p.Id) >= p.Version),
            Outage
        );
        await Poll.UntilAsync(
            "the outage is over",
            () => Task.FromResult(TimeProvider.System.GetElapsedTime(stopped) > Outage)
        );
        Assert.DoesNotContain(topic.Taken, m => during.Any(p => p.Id == m.Session));
        topic.StartAgain();
        var returned = TimeProvider.System.GetTimestamp();
        var after = await CommitAsync(app);

        PledgeView[] all = [.. before, .. during, .. after];
        await Poll.UntilAsync(
            "the topic has everything",
            () => Task.FromResult(Has(topic, all)),
            TimeSpan.FromSeconds(90)
        );
        var caughtUp = TimeProvider.System.GetElapsedTime(returned);
        await queue.UntilAsync(
            "the queue has everything",
            taken => all.All(p => taken.Count(e => e.Subject == p.Id) >= p.Version)
        );

        Assert.Equal(queue.Taken.Select(e => e.Id).Distinct(), queue.Taken.Select(e => e.Id));
        foreach (var session in topic.Taken.DistinctBy(m => m.MessageId).GroupBy(m => m.Session))
            Assert.Equal(Enumerable.Range(1, session.Count()).Select(v => (long)v), session.Select(m => m.Version));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{topic.Taken.Count} messages on the topic, {topic.Taken.Count - topic.Taken.DistinctBy(m => m.MessageId).Count()} of them again; "
                + $"{queue.Taken.Count} on the queue; caught up {caughtUp.TotalSeconds:0.0} s after the return"
        );
    }

    private static async Task<PledgeView[]> CommitAsync(TestApp app) =>
        await Task.WhenAll(Enumerable.Range(0, PledgesAPhase).Select(_ => app.CommitAsync("NLD")));

    private static bool Has(AmqpTopic topic, PledgeView[] pledges) =>
        pledges.All(p => topic.Taken.Where(m => m.Session == p.Id).DistinctBy(m => m.Version).Count() >= p.Version);
}
