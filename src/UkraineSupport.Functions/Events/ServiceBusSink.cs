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

    /// <inheritdoc />
    /// <exception cref="ServiceBusException">The bus is away, or refuses.</exception>
    /// <exception cref="InvalidOperationException">An event does not fit even without its data.</exception>
    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        for (var sent = 0; sent < events.Count; )
        {
            using var batch = await topic.CreateMessageBatchAsync(cancel);
            while (sent < events.Count && batch.TryAddMessage(Message(events[sent])))
                sent++;
            if (batch.Count == 0)
            {
                // Too large for the topic even alone: without its data, as the queue has what is larger than it takes.
                if (!batch.TryAddMessage(Message(events[sent], withData: false)))
                {
                    throw new InvalidOperationException(
                        $"{MessageId(events[sent])} does not fit into the {batch.MaxSizeInBytes} bytes the topic takes."
                    );
                }

                sent++;
            }

            await topic.SendMessagesAsync(batch, cancel);
        }
    }

    /// <summary>
    /// Adds the topic when a setting names it: <c>ServiceBus__Namespace</c> (managed identity) or
    /// <c>ServiceBus__ConnectionString</c>; its name is <c>ServiceBus__Topic</c>, or <c>support-events</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Both are set, or one cannot be what it is meant to be. Found here, at the start: later it would fail every
    /// dispatch.
    /// </exception>
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
        var client = string.IsNullOrEmpty(connection)
            ? Made("Namespace", () => new ServiceBusClient(name, new DefaultAzureCredential(), options), topic)
            : Made("ConnectionString", () => new ServiceBusClient(connection, options), topic);
        // By a factory: what a container is given as it is, it does not dispose of.
        services.AddSingleton(_ => client);
        services.AddSingleton<ISink>(provider => new ServiceBusSink(
            provider.GetRequiredService<ServiceBusClient>().CreateSender(topic)
        ));
    }

    /// <summary>Makes the client and sees whether it takes the topic's name; connects to nothing yet.</summary>
    private static ServiceBusClient Made(string setting, Func<ServiceBusClient> make, string topic)
    {
        try
        {
            var client = make();
            _ = client.CreateSender(topic);
            return client;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
        {
            // Its message names no key. Not as the inner exception: its kind would say something of other settings.
            throw new InvalidOperationException(
                $"ServiceBus__{setting} or ServiceBus__Topic is wrong: {fault.Message}"
            );
        }
    }

    private static ServiceBusMessage Message(OutgoingEvent one, bool withData = true) =>
        new(CloudEvents.Encode(one, withData))
        {
            MessageId = MessageId(one),
            SessionId = one.Happened.AggregateId,
            Subject = $"ukraine-support.{one.Happened.Type}",
            ContentType = "application/cloudevents+json",
            ApplicationProperties = { ["disclosure"] = DomainJson.Word(CloudEvents.DisclosureOf(one)) },
        };

    private static string MessageId(OutgoingEvent one) => one.Happened.Id;
}
