using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Testing.Bus;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>One sink that is away holds up no other and doubles nothing there.</summary>
public sealed class SinksApartTests
{
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(11);

    [Fact]
    public async Task While_the_bus_is_away_the_queue_gets_each_event_once_and_the_bus_all_in_order_when_it_is_back()
    {
        await using var rig = await SinksRig.StartAsync(AmqpTopic.Away());
        var id = await rig.CommitAsync();
        await rig.DispatchAsync(id);
        var woken = rig.Wakes;
        Assert.True(woken > 0);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await rig.PublishAsync(id);
            Assert.Equal([ServiceBusSink.OutboxQueue], await rig.SweepAsync(later: TimeSpan.FromMinutes(1)));
            await rig.DispatchAsync(id);
        }

        Assert.Equal([1, 2, 3], await rig.QueuedAsync());
        Assert.Equal((woken, 3), (rig.Wakes, await rig.PromisesAsync()));
        await rig.FormaliseAsync(id);
        await rig.DispatchAsync(id);
        Assert.Equal([1, 2, 3, 4], await rig.QueuedAsync());
        Assert.Empty(rig.OnTopic);

        rig.Topic.StartAgain();
        await rig.PublishAsync(id);

        Assert.Equal([1, 2, 3, 4], rig.OnTopic);
        Assert.Equal([1, 2, 3, 4], await rig.QueuedAsync());
        Assert.Equal(0, await rig.PromisesAsync());
        Assert.Empty(await rig.SweepAsync(later: TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task A_crash_after_the_bus_took_a_batch_repeats_that_batch_only_under_the_same_ids()
    {
        await using var rig = await SinksRig.StartAsync(AmqpTopic.Start());
        var id = await rig.CommitAsync();
        await rig.DispatchAsync(id);
        await rig.PublishAsync(id);
        await rig.FormaliseAsync(id);
        await rig.DispatchAsync(id);
        rig.Failing["Bus"].CrashesAfterNext = true;
        await rig.PublishAsync(id);

        Assert.Equal([ServiceBusSink.OutboxQueue], await rig.SweepAsync(Overdue));
        await rig.PublishAsync(id);

        Assert.Equal([1, 2, 3, 4, 4], rig.OnTopic);
        Assert.Equal($"{id}/4", rig.Topic.Taken[^1].MessageId);
        Assert.Equal([1, 2, 3, 4], await rig.QueuedAsync());
        Assert.Equal(0, await rig.PromisesAsync());
    }

    [Fact]
    public async Task While_the_queue_fails_the_core_is_not_done_again_and_the_bus_has_its_turn()
    {
        await using var rig = await SinksRig.StartAsync(AmqpTopic.Start());
        var id = await rig.CommitAsync();
        rig.Failing["Queue"].IsAway = true;
        await Assert.ThrowsAsync<IOException>(() => rig.DispatchAsync(id));
        var woken = rig.Wakes;
        Assert.Equal(
            [Outbox.Queue, ServiceBusSink.OutboxQueue],
            (await rig.SweepAsync(Overdue)).Order(StringComparer.Ordinal)
        );
        await rig.PublishAsync(id);
        Assert.Equal([1, 2, 3], rig.OnTopic);
        await Assert.ThrowsAsync<IOException>(() => rig.DispatchAsync(id));

        rig.Failing["Queue"].IsAway = false;
        await rig.DispatchAsync(id);

        Assert.Equal([1, 2, 3], await rig.QueuedAsync());
        Assert.Equal(woken, rig.Wakes);
        await rig.PublishAsync(id);
        Assert.Equal([1, 2, 3], rig.OnTopic);
        Assert.Empty(await rig.SweepAsync(TimeSpan.FromHours(1)));
        Assert.Equal(0, await rig.PromisesAsync());
    }
}
