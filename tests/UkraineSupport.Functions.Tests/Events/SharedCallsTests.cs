using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Disclosures;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>
/// Those who call the dispatcher at once share a message; what one of them does is no other's business.
/// </summary>
public sealed class SharedCallsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static object Offer(TimeSpan? valid = null) =>
        new
        {
            donor = "NLD",
            kind = "munitions",
            title = "Artillery shells",
            modality = "stock",
            disclosure = "public",
            validUntil = Now + (valid ?? TimeSpan.FromDays(60)),
            lines = new[]
            {
                new
                {
                    capability = "AMMO-155",
                    quantity = 100,
                    deliverBy = Now.AddDays(200).ToString("yyyy-MM-dd"),
                },
            },
        };

    [Fact]
    public async Task Calls_at_once_share_messages_and_none_is_lost()
    {
        await using var world = await World.StartAsync(Now);
        var outbox = world.Get<Outbox>();
        var ids = Enumerable.Range(0, 64).Select(i => $"pledge-{i:D32}").ToList();

        await Task.WhenAll(ids.Select(id => outbox.CallAsync(id)));

        var messages = await world.FeedAsync(Outbox.Queue);
        Assert.Equal(ids, messages.SelectMany(Outbox.Called).Order());
        Assert.InRange(messages.Count, 2, 16);
    }

    [Fact]
    public async Task One_that_cannot_be_dispatched_holds_up_none_of_those_that_share_its_message()
    {
        await using var world = await World.StartAsync(Now);
        var first = (await world.SendAsync("donor:NLD", "POST", "pledges", Offer(), null)).Id;
        var second = (await world.SendAsync("donor:NLD", "POST", "pledges", Offer(), null)).Id;
        await world.FeedAsync(Outbox.Queue);
        var functions = ActivatorUtilities.CreateInstance<OutboxFunctions>(world.Get<IServiceProvider>());

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            functions.DispatchAsync(
                $"{first}\nnonsense-00\n{second}",
                new Mock<DurableTaskClient>("hub").Object,
                CancellationToken.None
            )
        );

        var told = await world.FeedAsync("support-events");
        Assert.Equal(2, told.Count);
        Assert.All((string[])[first, second], id => Assert.Contains(told, t => t.Contains(id)));
        Assert.Empty(await world.Get<Outbox>().OfAsync(first, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_request_again_gets_its_answer_also_when_it_would_be_refused_by_now()
    {
        await using var world = await World.StartAsync(Now);
        var made = await world.SendAsync("donor:NLD", "POST", "pledges", Offer(TimeSpan.FromMinutes(10)), "same");
        world.Time.Advance(TimeSpan.FromMinutes(20));

        var again = await world.SendAsync("donor:NLD", "POST", "pledges", Offer(TimeSpan.FromMinutes(10)), "same");
        var late = await world.SendAsync("donor:NLD", "POST", "pledges", Offer(TimeSpan.FromMinutes(10)), "other");
        var other = await world.SendAsync("donor:NLD", "POST", "pledges", Offer(TimeSpan.FromMinutes(50)), "same");

        Assert.Equal((201, made.Body), (again.Status, again.Body));
        Assert.Equal(422, late.Status);
        Assert.Equal(422, other.Status);
        Assert.Contains("idempotency", other.Body);
    }
}
