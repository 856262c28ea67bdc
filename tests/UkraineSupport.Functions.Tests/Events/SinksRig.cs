using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Moq;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Bus;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Events;

/// <summary>
/// The app as <c>Setup</c> makes it, on an Azurite of its own and a topic: a test carries the messages of the outbox
/// itself.
/// </summary>
internal sealed class SinksRig : IAsyncDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly ServiceProvider _services;
    private readonly Mock<DurableTaskClient> _client = new("hub");

    private SinksRig(AzuriteProcess azurite, AmqpTopic topic, (string Name, string Value)[] settings)
    {
        _azurite = azurite;
        Topic = topic;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("AzureWebJobsStorage", azurite.ConnectionString),
                new("Access:Authority", "https://issuer.example"),
                new("ServiceBus:ConnectionString", topic.ConnectionString),
                .. settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)),
            ])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(Time);
        services.AddUkraineSupport(configuration);
        // Each sink behind one that can be told to fail.
        var sinks = services.Where(s => s.ServiceType == typeof(ISink)).ToList();
        foreach (var sink in sinks)
        {
            services.Remove(sink);
            services.AddSingleton<ISink>(all =>
            {
                var inner =
                    sink.ImplementationFactory?.Invoke(all)
                    ?? ActivatorUtilities.CreateInstance(all, sink.ImplementationType!);
                return Failing[((ISink)inner).Name] = new FailingSink((ISink)inner);
            });
        }

        services.AddSingleton<OutboxFunctions>();
        _services = services.BuildServiceProvider();
        Functions = _services.GetRequiredService<OutboxFunctions>();
        Events = new SupportEvents(azurite.ConnectionString);
    }

    public AmqpTopic Topic { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    public OutboxFunctions Functions { get; }

    /// <summary>The sinks, by name.</summary>
    public Dictionary<string, FailingSink> Failing { get; } = [];

    /// <summary>What is on <c>support-events</c>.</summary>
    public SupportEvents Events { get; }

    /// <summary>How often an orchestration was started or woken.</summary>
    public int Wakes =>
        _client.Invocations.Count(i =>
            i.Method.Name
                is nameof(DurableTaskClient.ScheduleNewOrchestrationInstanceAsync)
                    or nameof(DurableTaskClient.RaiseEventAsync)
        );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StorageAccount Account => _services.GetRequiredService<StorageAccount>();

    public static async Task<SinksRig> StartAsync(AmqpTopic topic, params (string Name, string Value)[] settings) =>
        new(await AzuriteProcess.StartAsync(), topic, settings);

    /// <summary>A pledge of three events, announced, taken up and accepted; undispatched.</summary>
    public async Task<string> CommitAsync(Disclosure disclosure = Disclosure.Coalition)
    {
        var commands = _services.GetRequiredService<Commands<Pledge, PledgeEvent>>();
        var (id, now) = (Parts.NewId("pledge"), Time.GetUtcNow());
        var offer = new Offer(
            "NLD",
            PledgeKind.Munitions,
            "rounds",
            now.AddDays(90),
            [new("AMMO-155", 100, new(2027, 1, 1))],
            Disclosure: disclosure
        );
        await commands.CommitAsync(
            id,
            null,
            Announce.Decide(id, offer, Parts.Donor, now, Parts.Deadlines).Events,
            new(Parts.Donor, null),
            null
        );
        await ReviewAsync(id, ReviewDecision.Start);
        await ReviewAsync(id, ReviewDecision.Accept);
        return id;
    }

    /// <summary>One more event.</summary>
    public Task FormaliseAsync(string id) =>
        _services
            .GetRequiredService<Commands<Pledge, PledgeEvent>>()
            .UpdateAsync(
                id,
                p =>
                    Formalise.Decide(
                        p,
                        new("letter", "ref", new(2026, 10, 1)),
                        Parts.Donor,
                        Time.GetUtcNow(),
                        new Dictionary<string, decimal>()
                    ),
                "test",
                Cancel
            );

    /// <summary>One more event: others may see it from here on.</summary>
    public Task DiscloseAsync(string id, Disclosure to) =>
        _services
            .GetRequiredService<Commands<Pledge, PledgeEvent>>()
            .UpdateAsync(
                id,
                p => Amend.Decide(p, new("agreed", Disclosure: to), Parts.Donor, Time.GetUtcNow(), Parts.Deadlines),
                "test",
                Cancel
            );

    /// <summary>What a message on the outbox leads to.</summary>
    public Task DispatchAsync(string id) => Functions.DispatchAsync(id, _client.Object, Cancel);

    /// <summary>What a message on the bus's outbox leads to.</summary>
    public Task PublishAsync(string id) => Functions.PublishAsync(id, Cancel);

    /// <summary>The sweep, some time later; which outbox queues it put a message on.</summary>
    public async Task<IReadOnlyList<string>> SweepAsync(TimeSpan later)
    {
        foreach (var name in (string[])[Outbox.Queue, ServiceBusSink.OutboxQueue])
            await (await Account.QueueAsync(name)).ClearMessagesAsync(Cancel);
        Time.Advance(later);
        await Functions.SweepAsync(null!, Cancel);
        var called = new List<string>();
        foreach (var name in (string[])[Outbox.Queue, ServiceBusSink.OutboxQueue])
        {
            var messages = await (await Account.QueueAsync(name)).PeekMessagesAsync(32, Cancel);
            called.AddRange(messages.Value.Select(_ => name));
        }

        return called;
    }

    /// <summary>How many promises are not kept yet.</summary>
    public async Task<int> PromisesAsync()
    {
        var table = await Account.TableAsync("Outbox");
        var count = 0;
        await foreach (var _ in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
            count++;
        return count;
    }

    /// <summary>A dashboard that reads its queue.</summary>
    public SupportEvents Reading(string queue) => new(_azurite.ConnectionString, queue);

    /// <summary>What waits for a dashboard, in its order; takes it off.</summary>
    public async Task<IReadOnlyList<SupportEvent>> TakeAsync(string queue)
    {
        using var events = Reading(queue);
        return await events.UntilAsync("the queue was looked at", _ => true);
    }

    /// <summary>The versions on <c>support-events</c> so far, in their order.</summary>
    public async Task<IReadOnlyList<long>> QueuedAsync()
    {
        await Events.UntilAsync("the queue was looked at", _ => true);
        return [.. Events.Taken.Select(e => e.Sequence)];
    }

    /// <summary>The versions that the topic took so far, in their order.</summary>
    public IEnumerable<long> OnTopic => Topic.Taken.Select(m => m.Version);

    public async ValueTask DisposeAsync()
    {
        Events.Dispose();
        await _services.DisposeAsync();
        await _azurite.DisposeAsync();
        await Topic.DisposeAsync();
    }

    private async Task ReviewAsync(string id, ReviewDecision decision) =>
        await _services
            .GetRequiredService<Commands<Pledge, PledgeEvent>>()
            .UpdateAsync(
                id,
                p => Review.Decide(p, new(decision, "needed"), Parts.Coordinator, Time.GetUtcNow(), Parts.Deadlines),
                "test",
                Cancel
            );
}

/// <summary>A sink that fails when it is told to.</summary>
internal sealed class FailingSink(ISink inner) : ISink
{
    /// <summary>Fails before it sends anything.</summary>
    public bool IsAway { get; set; }

    /// <summary>Does not come back before this does.</summary>
    public Task Hangs { get; set; } = Task.CompletedTask;

    /// <summary>Fails once, after everything was accepted: what a crash then looks like to the progress.</summary>
    public bool CrashesAfterNext { get; set; }

    public string Name => inner.Name;

    public string? Outbox => inner.Outbox;

    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        if (IsAway)
            throw new IOException("Away, as the test wants it.");
        await Hangs;
        await inner.PublishAsync(events, cancel);
        if (!CrashesAfterNext)
            return;
        CrashesAfterNext = false;
        throw new IOException("Crashed, as the test wants it.");
    }
}
