using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// The same CloudEvents on a Service Bus topic. <c>MessageId</c> is aggregate/version, so that the topic's duplicate
/// detection drops what is sent twice; the session is the aggregate, which keeps its order; <c>disclosure</c> is there
/// to filter subscriptions by.
/// </summary>
internal sealed class ServiceBusSink(ServiceBusSender topic) : ISink
{
    /// <summary>Queue whose messages are ids of aggregates with events for the topic.</summary>
    public const string OutboxQueue = "outbox-bus";

    public string Name => "Bus";

    public string? Outbox => OutboxQueue;

    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        for (var sent = 0; sent < events.Count; )
        {
            using var batch = await topic.CreateMessageBatchAsync(cancel);
            while (sent < events.Count && batch.TryAddMessage(Message(events[sent])))
                sent++;
            if (batch.Count == 0)
                throw new InvalidOperationException(
                    $"{events[sent].Happened.AggregateId}/{events[sent].Happened.Version} is larger than the topic takes."
                );
            await topic.SendMessagesAsync(batch, cancel);
        }
    }

    /// <summary>
    /// Adds the topic when a setting names it: <c>ServiceBus__Namespace</c> (managed identity) or
    /// <c>ServiceBus__ConnectionString</c>; its name is <c>ServiceBus__Topic</c>, or <c>support-events</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Both are set.</exception>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var (name, connection) = (configuration["ServiceBus:Namespace"], configuration["ServiceBus:ConnectionString"]);
        if (string.IsNullOrEmpty(name) && string.IsNullOrEmpty(connection))
            return;
        if (!string.IsNullOrEmpty(name) && !string.IsNullOrEmpty(connection))
            throw new InvalidOperationException(
                "Set ServiceBus__Namespace (managed identity) or ServiceBus__ConnectionString, not both."
            );
        var topic = configuration["ServiceBus:Topic"] is { Length: > 0 } named ? named : "support-events";
        // Short: what fails is tried again from the outbox, and others are waiting for their turn.
        var options = new ServiceBusClientOptions
        {
            RetryOptions =
            {
                MaxRetries = 1,
                TryTimeout = TimeSpan.FromSeconds(10),
                MaxDelay = TimeSpan.FromSeconds(1),
            },
        };
        services.AddSingleton(_ =>
            string.IsNullOrEmpty(connection)
                ? new ServiceBusClient(name, new DefaultAzureCredential(), options)
                : new ServiceBusClient(connection, options)
        );
        services.AddSingleton<ISink>(provider => new ServiceBusSink(
            provider.GetRequiredService<ServiceBusClient>().CreateSender(topic)
        ));
    }

    private static ServiceBusMessage Message(OutgoingEvent one) =>
        new(CloudEvents.Encode(one))
        {
            MessageId = $"{one.Happened.AggregateId}/{one.Happened.Version}",
            SessionId = one.Happened.AggregateId,
            Subject = $"ukraine-support.{one.Happened.Type}",
            ContentType = "application/cloudevents+json",
            ApplicationProperties = { ["disclosure"] = DomainJson.Word(one.Disclosure) },
        };
}
