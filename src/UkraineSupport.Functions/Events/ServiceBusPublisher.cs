using Azure.Messaging.ServiceBus;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// The same CloudEvents on a Service Bus topic. <c>MessageId</c> is aggregate/version, so that the topic's duplicate
/// detection drops what is sent twice; the session is the aggregate, which keeps its order; <c>disclosure</c> is there
/// to filter subscriptions by. Only in Azure builds: the project file leaves it out elsewhere.
/// </summary>
internal sealed class ServiceBusPublisher(ServiceBusSender topic) : IEventPublisher
{
    public Task PublishAsync(EventRecord happened, Disclosure disclosure, string path, CancellationToken cancel) =>
        topic.SendMessageAsync(
            new ServiceBusMessage(CloudEvents.Encode(happened, disclosure, path))
            {
                MessageId = $"{happened.AggregateId}/{happened.Version}",
                SessionId = happened.AggregateId,
                Subject = $"ukraine-support.{happened.Type}",
                ContentType = "application/cloudevents+json",
                ApplicationProperties = { ["disclosure"] = DomainJson.Word(disclosure) },
            },
            cancel
        );
}
