using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Deadlines;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Pledges;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Storage;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>An event goes out as it was recorded, however late.</summary>
public sealed class OutgoingEventTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_recorded_restricted_and_is_dispatched_after_the_widening_stays_so(bool older)
    {
        var parts = new Parts(azurite.ConnectionString);
        var id = (await parts.AnnounceAsync(Disclosure.Restricted)).State.Id;
        await TitleAsync(parts, id);
        if (older)
            await RemoveLevelsAsync(parts, id);

        var sink = new Recording();
        await Dispatcher(parts, sink).DispatchAsync(id, 0, new Mock<DurableTaskClient>("hub").Object, Cancel);

        Assert.Equal(2, sink.Taken.Count);
        var (announced, amended) = (sink.Taken[0], sink.Taken[1]);
        Assert.Equal((Disclosure.Restricted, Disclosure.Public), (announced.Recorded, amended.Recorded));
        Assert.Equal(Disclosure.Restricted, CloudEvents.DisclosureOf(announced));
        Assert.DoesNotContain(
            "rounds",
            CloudEvents.Encode(announced, Disclosure.Restricted).ToString(),
            StringComparison.Ordinal
        );
        foreach (var level in new[] { Disclosure.Public, Disclosure.Coalition })
        {
            Assert.Null(announced.At(level));
            var told = amended.At(level)!;
            Assert.Equal(($"{id}/1", 1, EventRecord.Genesis), (told.Id, told.Version, told.PreviousHash));
            Assert.True(told.IsUnchanged());
        }

        Assert.Equal(announced.Happened, announced.At(Disclosure.Restricted));
        Assert.Equal(amended.Happened, amended.At(Disclosure.Restricted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_this_process_has_just_made_goes_out_once_and_in_order_whichever_call_comes_first(int first)
    {
        var parts = new Parts(azurite.ConnectionString);
        var id = (await parts.AnnounceAsync()).State.Id;
        await TitleAsync(parts, id);
        var (sink, client) = (new Recording(), new Mock<DurableTaskClient>("hub").Object);
        var dispatcher = Dispatcher(parts, sink, parts.Get<RecentCommits>());

        await dispatcher.DispatchAsync(id, first, client, Cancel);
        Assert.Equal(Enumerable.Range(1, first), sink.Taken.Select(e => (int)e.Happened.Version));
        await dispatcher.DispatchAsync(id, 3 - first, client, Cancel);

        Assert.Equal([1, 2], sink.Taken.Select(e => (int)e.Happened.Version));
        Assert.Empty(await parts.Outbox.OfAsync(id, Cancel));
    }

    [Fact]
    public async Task What_another_process_may_have_sent_meanwhile_is_looked_up()
    {
        var parts = new Parts(azurite.ConnectionString);
        var id = (await parts.AnnounceAsync()).State.Id;
        var promise = Assert.Single(await parts.Outbox.OfAsync(id, Cancel));
        await parts.Outbox.KeptAsync(promise, Cancel);
        parts.Time.Advance(TimeSpan.FromSeconds(10));
        var sink = new Recording();

        await Dispatcher(parts, sink, parts.Get<RecentCommits>())
            .DispatchAsync(id, 1, new Mock<DurableTaskClient>("hub").Object, Cancel);

        Assert.Empty(sink.Taken);
    }

    private static Task<Pledge> TitleAsync(Parts parts, string id) =>
        parts.ChangeAsync(
            id,
            p =>
                Amend.Decide(
                    p,
                    new("Told", Title: "told", Disclosure: Disclosure.Public),
                    Parts.Donor,
                    parts.Time.GetUtcNow(),
                    Parts.Deadlines
                )
        );

    private static async Task RemoveLevelsAsync(Parts parts, string id)
    {
        var table = await parts.Account.TableAsync("Aggregates");
        foreach (var key in new[] { $"{id}|event|0000000001", $"{id}|event|0000000002", $"{id}|state" })
        {
            var row = (
                await table.GetEntityAsync<Azure.Data.Tables.TableEntity>(id, key, cancellationToken: Cancel)
            ).Value;
            Assert.True(row.Remove("Levels"));
            await table.UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace, Cancel);
        }
    }

    private static KindDispatcher<Pledge, PledgeEvent> Dispatcher(
        Parts parts,
        ISink sink,
        RecentCommits? recent = null
    ) =>
        new(
            parts.Store,
            recent ?? new RecentCommits(parts.Time),
            parts.Outbox,
            [sink],
            new PledgeProjection(parts.Totals),
            parts.PledgeProjector,
            new NoConsequences<Pledge, PledgeEvent>(),
            new Watchman<Pledge, PledgeEvent>(
                new WatchedBy<Pledge>(_ => []),
                parts.Store,
                NullLogger<Watchman<Pledge, PledgeEvent>>.Instance
            )
        );

    /// <summary>Takes what it is given.</summary>
    private sealed class Recording : ISink
    {
        public List<OutgoingEvent> Taken { get; } = [];

        public string Name => "Recording";

        public string? Outbox => null;

        public Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
        {
            Taken.AddRange(events);
            return Task.CompletedTask;
        }
    }
}
