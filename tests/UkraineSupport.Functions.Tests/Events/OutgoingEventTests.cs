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
        await parts.ChangeAsync(
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

    private static KindDispatcher<Pledge, PledgeEvent> Dispatcher(Parts parts, ISink sink) =>
        new(
            parts.Store,
            new RecentCommits(),
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
