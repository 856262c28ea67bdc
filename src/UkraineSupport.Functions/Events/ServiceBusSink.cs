using System.Diagnostics;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// The same CloudEvents on a Service Bus topic, each that a level may see. <c>MessageId</c> is the event's id, so that
/// the topic's duplicate detection drops what is sent twice; the session is the aggregate, which keeps its order;
/// <c>disclosure</c> is there to filter subscriptions by.
/// </summary>
internal sealed class ServiceBusSink(ServiceBusSender topic, Disclosure level) : ISink
{
    /// <summary>Queue whose messages are ids of aggregates with events for the topic.</summary>
    public const string OutboxQueue = "outbox-bus";

    public string Name => level == Disclosure.Restricted ? "Bus" : $"Bus_{DomainJson.Word(level)}";

    public string? Outbox => OutboxQueue;

    /// <inheritdoc />
    /// <exception cref="ServiceBusException">The bus is away, or refuses.</exception>
    /// <exception cref="InvalidOperationException">An event does not fit even without its data.</exception>
    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancel)
    {
        var seen = events.Where(e => e.At(level) is not null).ToList();
        if (seen.Count == 0)
            return;
        using var span = Spans.Send("servicebus", topic.EntityPath, seen.Count);
        // Or the client writes where it is in its trace into each message (Diagnostic-Id), whoever reads it.
        Activity.Current = null;
        for (var sent = 0; sent < seen.Count; )
        {
            using var batch = await topic.CreateMessageBatchAsync(cancel);
            while (sent < seen.Count && batch.TryAddMessage(Message(seen[sent])))
                sent++;
            if (batch.Count == 0)
            {
                // Too large for the topic even alone: without its data, as the queue has what is larger than it takes.
                if (!batch.TryAddMessage(Message(seen[sent], withData: false)))
                {
                    throw new InvalidOperationException(
                        $"{MessageId(seen[sent])} does not fit into the {batch.MaxSizeInBytes} bytes the topic takes."
                    );
                }

                sent++;
            }

            await topic.SendMessagesAsync(batch, cancel);
        }
    }

    /// <summary>Whether the topic answers, and lets this app send to it; sends nothing.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        using var none = await topic.CreateMessageBatchAsync(cancel);
    }

    /// <summary>
    /// Adds the topic when a setting names it: <c>ServiceBus__Namespace</c> (managed identity) or
    /// <c>ServiceBus__ConnectionString</c>; its name is <c>ServiceBus__Topic</c>, or <c>support-events</c>. For each of
    /// <c>ServiceBus__Levels__0</c> … one more, with what that level may see: its name with the level behind.
    /// </summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (!IsNamed(configuration))
            return;
        var topic = Topic(configuration);
        services.AddSingleton(_ => Client(configuration));
        Add(topic, Disclosure.Restricted);
        foreach (var level in Levels(configuration).Select(read => read.Level).OfType<Disclosure>())
            Add($"{topic}-{DomainJson.Word(level)}", level);

        void Add(string topic, Disclosure level) =>
            services.AddSingleton<ISink>(all => new ServiceBusSink(
                all.GetRequiredService<ServiceBusClient>().CreateSender(topic),
                level
            ));
    }

    /// <summary>
    /// What is wrong with the settings, a sentence each. Found at the start: later it would fail every dispatch.
    /// </summary>
    public static IEnumerable<string> Mistakes(IConfiguration configuration)
    {
        if (!IsNamed(configuration))
            return [];
        var levels = Levels(configuration).Select(read => read.Mistake).OfType<string>();
        return WhyNoClient(configuration) is { } mistake ? levels.Prepend(mistake) : levels;
    }

    private static bool IsNamed(IConfiguration configuration) =>
        (configuration["ServiceBus:Namespace"] + configuration["ServiceBus:ConnectionString"]).Length > 0;

    private static string Topic(IConfiguration configuration) =>
        configuration["ServiceBus:Topic"] is { Length: > 0 } named ? named : NamedDashboard.FirstQueue;

    /// <summary>The levels that have a topic of their own.</summary>
    private static IEnumerable<(Disclosure? Level, string? Mistake)> Levels(IConfiguration configuration)
    {
        var levels = new HashSet<Disclosure>();
        var settings = configuration.GetSection("ServiceBus:Levels").GetChildren();
        foreach (var setting in settings.Where(s => !string.IsNullOrEmpty(s.Value)))
        {
            if (
                DomainJson.TryWord<Disclosure>(setting.Value, out var level)
                && level != Disclosure.Restricted
                && levels.Add(level)
            )
                yield return (level, null);
            else
                yield return (
                    null,
                    $"ServiceBus__Levels__{setting.Key} is '{setting.Value}': it is public or coalition, each once; "
                        + "the topic itself has everything."
                );
        }
    }

    /// <summary>Makes the client and sees whether it takes the topic's name; connects to nothing.</summary>
    private static string? WhyNoClient(IConfiguration configuration)
    {
        var isNamespace = !string.IsNullOrEmpty(configuration["ServiceBus:Namespace"]);
        if (isNamespace && !string.IsNullOrEmpty(configuration["ServiceBus:ConnectionString"]))
            return "Set ServiceBus__Namespace (managed identity) or ServiceBus__ConnectionString, not both.";
        try
        {
            _ = Client(configuration).CreateSender(Topic(configuration));
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
        {
            // Its message names no key.
            var setting = isNamespace ? "Namespace" : "ConnectionString";
            return $"ServiceBus__{setting} or ServiceBus__Topic is wrong: {fault.Message}";
        }
    }

    private static ServiceBusClient Client(IConfiguration configuration)
    {
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
        return configuration["ServiceBus:Namespace"] is { Length: > 0 } name
            ? new(name, new DefaultAzureCredential(), options)
            : new(configuration["ServiceBus:ConnectionString"], options);
    }

    private ServiceBusMessage Message(OutgoingEvent one, bool withData = true) =>
        new(CloudEvents.Encode(one, level, withData))
        {
            MessageId = MessageId(one),
            SessionId = one.Happened.AggregateId,
            Subject = $"ukraine-support.{one.Happened.Type}",
            ContentType = "application/cloudevents+json",
            ApplicationProperties = { ["disclosure"] = DomainJson.Word(CloudEvents.DisclosureOf(one)) },
        };

    private string MessageId(OutgoingEvent one) => one.At(level)!.Id;
}
