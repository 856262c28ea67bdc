using Azure.Storage.Queues;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>One dashboard's queue on a real storage.</summary>
public sealed class QueueSinkTests(AzuriteFixture azurite)
{
    private readonly string _dashboard = Parts.NewId("test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private QueueClient Queue => new(azurite.ConnectionString, $"support-events-{_dashboard}");

    [Theory]
    [InlineData(Disclosure.Public, 1)]
    [InlineData(Disclosure.Coalition, 3)]
    [InlineData(Disclosure.Restricted, 6)]
    public async Task A_level_gets_what_was_recorded_for_it_and_still_is(Disclosure level, int count)
    {
        // Recorded under one, of an aggregate that is under the other by now.
        (Disclosure Recorded, Disclosure Now)[] events =
        [
            (Disclosure.Public, Disclosure.Public),
            (Disclosure.Coalition, Disclosure.Public),
            (Disclosure.Public, Disclosure.Coalition),
            (Disclosure.Restricted, Disclosure.Public),
            (Disclosure.Public, Disclosure.Restricted),
            (Disclosure.Restricted, Disclosure.Coalition),
        ];

        await Sink(level).PublishAsync([.. events.Select((e, i) => Event(i + 1, e.Recorded, e.Now))], Cancel);

        var messages = (await Queue.PeekMessagesAsync(32, Cancel)).Value;
        Assert.Equal(count, messages.Length);
        Assert.All(
            messages,
            m => Assert.Equal(!m.MessageText.Contains("restricted", StringComparison.Ordinal), HasData(m.MessageText))
        );
    }

    [Fact]
    public async Task Where_a_level_may_see_nothing_storage_is_not_asked_for_anything()
    {
        await Sink(Disclosure.Public).PublishAsync([Event(1, Disclosure.Coalition, Disclosure.Public)], Cancel);
        Assert.False(await Queue.ExistsAsync(Cancel));
    }

    [Fact]
    public async Task A_queue_that_was_deleted_is_made_again()
    {
        var sink = Sink(Disclosure.Public);
        await sink.PublishAsync([Event(1, Disclosure.Public, Disclosure.Public)], Cancel);
        await Queue.DeleteAsync(Cancel);
        await sink.PublishAsync([Event(2, Disclosure.Public, Disclosure.Public)], Cancel);

        var message = Assert.Single((await Queue.PeekMessagesAsync(32, Cancel)).Value);
        // The number that the level counts, behind no event.
        Assert.Contains("\"id\":\"pledge-0/1\"", message.MessageText, StringComparison.Ordinal);
    }

    private QueueSink Sink(Disclosure level) => new(new Parts(azurite.ConnectionString).Account, _dashboard, level);

    private static bool HasData(string message) => message.Contains("\"data\":", StringComparison.Ordinal);

    private static OutgoingEvent Event(long version, Disclosure recorded, Disclosure now)
    {
        var at = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var completed = new PledgeCompleted();
        return new(
            EventRecord.Seal("pledge-0", version, completed, at, Actor.System, null, EventRecord.Genesis, recorded),
            Levels.None(Disclosure.Public),
            now,
            "/api/pledges/pledge-0"
        );
    }
}
