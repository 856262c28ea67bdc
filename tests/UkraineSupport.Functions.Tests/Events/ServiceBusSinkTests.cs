using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing.Bus;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>The real client over the wire, against a listener that takes messages as a topic does.</summary>
public sealed class ServiceBusSinkTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_arrive_in_order_as_one_batch_with_what_consumers_go_by()
    {
        await using var topic = AmqpTopic.Start();
        await using var services = Services(topic);
        var events = Events(5);

        await Sink(services).PublishAsync(events, Cancel);

        Assert.Equal(["support-events"], topic.Addresses.Keys);
        Assert.Equal(Ids(events), topic.Taken.Select(m => m.MessageId));
        Assert.All(topic.Taken, m => Assert.Equal((events[0].Happened.AggregateId, 1), (m.Session, m.Transfer)));
        var first = topic.Taken[0];
        Assert.Equal(
            ("ukraine-support.pledge.withdrawalCompensated", "application/cloudevents+json", "coalition"),
            (first.Subject, first.ContentType, first.Disclosure)
        );
        using var body = JsonDocument.Parse(first.Body);
        Assert.Equal(first.MessageId, body.RootElement.GetProperty("id").GetString());
        Assert.True(body.RootElement.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task More_than_a_message_holds_goes_in_several_batches_in_order()
    {
        const int limit = 16 * 1024;
        await using var topic = AmqpTopic.Start(limit);
        await using var services = Services(topic);
        var events = Events(40, requirements: 40);

        await Sink(services).PublishAsync(events, Cancel);

        Assert.Equal(Ids(events), topic.Taken.Select(m => m.MessageId));
        Assert.InRange(topic.Taken[^1].Transfer, 4, 10);
        Assert.All(topic.Sizes, size => Assert.InRange(size, 1UL, (ulong)limit));
    }

    [Fact]
    public async Task An_event_larger_than_a_message_goes_in_its_place_without_its_data()
    {
        await using var topic = AmqpTopic.Start(maxMessageSize: 4 * 1024);
        await using var services = Services(topic);
        OutgoingEvent[] events = [.. Events(3).Select((e, i) => i == 1 ? Event(2, requirements: 200) : e)];

        await Sink(services).PublishAsync(events, Cancel);

        Assert.Equal(Ids(events), topic.Taken.Select(m => m.MessageId));
        Assert.Equal([true, false, true], topic.Taken.Select(m => m.Body.Contains("\"data\":")));
        Assert.Contains("\"dataref\":\"/api/pledges/pledge-0/history\"", topic.Taken[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_fits_in_no_way_is_named()
    {
        await using var topic = AmqpTopic.Start(maxMessageSize: 512);
        await using var services = Services(topic);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Sink(services).PublishAsync([Event(7)], Cancel)
        );
        Assert.Contains("/7 does not fit", fault.Message, StringComparison.Ordinal);
        Assert.Empty(topic.Taken);
    }

    [Fact]
    public async Task A_cut_before_the_acknowledgement_sends_the_same_ids_again_and_loses_nothing()
    {
        await using var topic = AmqpTopic.Start();
        await using var services = Services(topic);
        var events = Events(3);
        topic.CutNext();

        await Sink(services).PublishAsync(events, Cancel);

        Assert.Equal([.. Ids(events), .. Ids(events)], topic.Taken.Select(m => m.MessageId));
    }

    [Fact]
    public async Task A_topic_that_is_away_fails_soon_and_one_that_is_back_is_found_again()
    {
        await using var topic = AmqpTopic.Start();
        await using var services = Services(topic);
        var events = Events(4);
        await Sink(services).PublishAsync(events[..1], Cancel);

        topic.Stop();
        var started = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAsync<ServiceBusException>(() => Sink(services).PublishAsync(events[1..], Cancel));
        var took = TimeProvider.System.GetElapsedTime(started);
        TestContext.Current.TestOutputHelper?.WriteLine($"gave up after {took.TotalSeconds:0.0} s");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(30));

        topic.StartAgain();
        await Sink(services).PublishAsync(events[1..], Cancel);
        // What it took just before it went, unacknowledged, comes again; nothing is lost or overtakes.
        Assert.Equal(Ids(events), topic.Taken.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task An_event_that_fewer_may_see_than_its_aggregate_says_so_to_filters()
    {
        await using var topic = AmqpTopic.Start();
        await using var services = Services(topic);
        var declined = Sealed(Parts.NewId("gap"), 1, new GapDonorDeclined(1, "NLD", "none left"));

        await Sink(services)
            .PublishAsync(
                [new(declined, Levels.None(Disclosure.Public), Disclosure.Public, "/api/gaps/gap-0")],
                Cancel
            );

        Assert.Equal("restricted", Assert.Single(topic.Taken).Disclosure);
    }

    [Fact]
    public async Task A_topic_of_a_level_has_what_that_level_may_see_and_nothing_else()
    {
        await using var topic = AmqpTopic.Start();
        await using var services = Services(topic, ("ServiceBus:Levels:0", "public"));
        var (pledge, gap) = (Parts.NewId("pledge"), Parts.NewId("gap"));
        var none = Levels.None(Disclosure.Public);
        OutgoingEvent[] events =
        [
            new(Sealed(pledge, 1, new PledgeCompleted(), Disclosure.Public), none, Disclosure.Public, "/"),
            new(Sealed(pledge, 2, new PledgeCompleted(), Disclosure.Coalition), none, Disclosure.Public, "/"),
            new(Sealed(pledge, 3, new PledgeCompleted(), Disclosure.Public), none, Disclosure.Restricted, "/"),
            new(
                Sealed(gap, 1, new GapDonorDeclined(1, "NLD", "none left"), Disclosure.Public),
                none,
                Disclosure.Public,
                "/"
            ),
        ];
        var sinks = services.GetServices<ISink>().ToList();
        Assert.Equal(["Bus", "Bus_public"], sinks.Select(s => s.Name));

        await sinks[1].PublishAsync(events, Cancel);
        await sinks[1].PublishAsync(events[1..], Cancel);

        Assert.Equal(["support-events-public"], topic.Addresses.Keys);
        Assert.Equal([$"{pledge}/1"], topic.Taken.Select(m => m.MessageId));
    }

    private static ServiceProvider Services(AmqpTopic topic, params (string Name, string Value)[] more)
    {
        var services = new ServiceCollection();
        ServiceBusSink.AddTo(
            services,
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("ServiceBus:ConnectionString", topic.ConnectionString),
                    .. more.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)),
                ])
                .Build()
        );
        return services.BuildServiceProvider();
    }

    private static ISink Sink(ServiceProvider services) => services.GetRequiredService<ISink>();

    private static OutgoingEvent[] Events(int count, int requirements = 1)
    {
        var id = Parts.NewId("pledge");
        return [.. Enumerable.Range(1, count).Select(version => Event(version, requirements, id))];
    }

    private static OutgoingEvent Event(int version, int requirements = 1, string? id = null) =>
        new(
            Sealed(
                id ?? Parts.NewId("pledge"),
                version,
                new PledgeWithdrawalCompensated([
                    .. Enumerable
                        .Range(0, requirements)
                        .Select(i => string.Create(CultureInfo.InvariantCulture, $"requirement-{i:x32}")),
                ])
            ),
            Levels.None(Disclosure.Public),
            Disclosure.Coalition,
            "/api/pledges/pledge-0"
        );

    private static EventRecord Sealed(
        string id,
        long version,
        object happened,
        Disclosure disclosure = Disclosure.Coalition
    ) => EventRecord.Seal(id, version, happened, At, Actor.System, null, EventRecord.Genesis, disclosure);

    private static IEnumerable<string> Ids(IEnumerable<OutgoingEvent> events) =>
        events.Select(e => $"{e.Happened.AggregateId}/{e.Happened.Version}");
}
