using System.Collections.Concurrent;
using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Sasl;

namespace UkraineSupport.Testing.Bus;

/// <summary>A message as the topic took it.</summary>
/// <param name="MessageId">Aggregate and version, <c>aggregate/version</c>.</param>
/// <param name="Session">The aggregate.</param>
/// <param name="Subject">The event's type.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Disclosure">Application property <c>disclosure</c>.</param>
/// <param name="Body">The CloudEvent, JSON.</param>
/// <param name="Transfer">Which transfer it came with, counted from 1: those of one batch share it.</param>
/// <param name="Properties">Names of all its application properties.</param>
public sealed record TopicMessage(
    string MessageId,
    string Session,
    string Subject,
    string ContentType,
    string Disclosure,
    string Body,
    int Transfer,
    IReadOnlyList<string> Properties
)
{
    /// <summary>The version that the event produced.</summary>
    public long Version => long.Parse(MessageId.Split('/')[1], CultureInfo.InvariantCulture);
}

/// <summary>
/// An AMQP 1.0 listener on loopback that takes messages as a Service Bus topic does, and can be away, cut a connection
/// before it acknowledges, or be busy. It keeps all that ever arrived, duplicates too.
/// </summary>
public sealed class AmqpTopic : IAsyncDisposable, ILinkProcessor, IRequestProcessor
{
    private readonly ConcurrentQueue<TopicMessage> taken = new();
    private readonly ConcurrentQueue<ulong> sizes = new();
    private readonly ulong maxMessageSize;
    private readonly int port = FreePort.Next();
    private ContainerHost? host;
    private int transfers;
    private int cuts;

    private AmqpTopic(ulong maxMessageSize) => this.maxMessageSize = maxMessageSize;

    /// <summary>For <c>ServiceBus__ConnectionString</c>; the key is made up, as the listener asks for none.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=none;SharedAccessKey=none;UseDevelopmentEmulator=true";

    /// <summary>All that arrived, in its order.</summary>
    public IReadOnlyList<TopicMessage> Taken => [.. taken];

    /// <summary>The size of each transfer, in bytes.</summary>
    public IReadOnlyList<ulong> Sizes => [.. sizes];

    /// <summary>Names of the topics that senders asked for.</summary>
    public ConcurrentDictionary<string, bool> Addresses { get; } = new();

    int IRequestProcessor.Credit => 100;

    /// <summary>A topic that answers.</summary>
    /// <param name="maxMessageSize">What a message or batch may have at most, in bytes.</param>
    public static AmqpTopic Start(ulong maxMessageSize = 256 * 1024)
    {
        var topic = new AmqpTopic(maxMessageSize);
        topic.StartAgain();
        return topic;
    }

    /// <summary>A topic that is away until it is started.</summary>
    public static AmqpTopic Away() => new(256 * 1024);

    /// <summary>Comes (back), on the same port.</summary>
    public void StartAgain()
    {
        host = new ContainerHost([$"amqp://127.0.0.1:{port}"]);
        host.Listeners[0].SASL.EnableAnonymousMechanism = true;
        host.Listeners[0].SASL.EnableMechanism("MSSBCBS", SaslProfile.Anonymous);
        host.RegisterRequestProcessor("$cbs", this);
        host.RegisterLinkProcessor(this);
        host.Open();
    }

    /// <summary>Goes away: connections end, new ones are refused.</summary>
    public void Stop()
    {
        host?.Close();
        host = null;
    }

    /// <summary>
    /// The next transfers are taken and then not acknowledged: the connection ends, and the sender cannot know.
    /// </summary>
    public void CutNext(int count = 1) => cuts = count;

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    void ILinkProcessor.Process(AttachContext attachContext)
    {
        Addresses[((Target)attachContext.Attach.Target).Address.TrimStart('/')] = true;
        attachContext.Attach.MaxMessageSize = maxMessageSize;
        attachContext.Complete(new TargetLinkEndpoint(new Receiver(this), attachContext.Link), 300);
    }

    void IRequestProcessor.Process(RequestContext requestContext) =>
        requestContext.Complete(
            new Message
            {
                ApplicationProperties = new ApplicationProperties
                {
                    ["status-code"] = 202,
                    ["status-description"] = "Accepted",
                },
            }
        );

    private void Take(MessageContext context)
    {
        var transfer = Interlocked.Increment(ref transfers);
        foreach (var message in Unpacked(context.Message))
        {
            taken.Enqueue(
                new TopicMessage(
                    message.Properties.MessageId,
                    message.Properties.GroupId,
                    message.Properties.Subject,
                    message.Properties.ContentType,
                    (string)message.ApplicationProperties["disclosure"],
                    System.Text.Encoding.UTF8.GetString(((Data)message.BodySection).Binary),
                    transfer,
                    [.. message.ApplicationProperties.Map.Keys.Cast<string>()]
                )
            );
        }

        sizes.Enqueue((ulong)context.Message.Encode().Length);
        if (Interlocked.Decrement(ref cuts) >= 0)
        {
            context.Link.Session.Connection.CloseAsync(TimeSpan.Zero, new Error("amqp:connection:forced"));
            return;
        }

        context.Complete();
    }

    /// <summary>A batch is a message whose data sections are messages.</summary>
    private static IEnumerable<Message> Unpacked(Message message) =>
        message.BodySection switch
        {
            DataList many => Enumerable.Range(0, many.Count).Select(i => Decoded(many[i])),
            Data one when message.Properties?.MessageId is null || IsPacked(message) => [Decoded(one)],
            _ => [message],
        };

    private static bool IsPacked(Message message) => message.Format == 0x80013700;

    private static Message Decoded(Data data) =>
        Message.Decode(new ByteBuffer(data.Binary, 0, data.Binary.Length, data.Binary.Length));

    private sealed class Receiver(AmqpTopic topic) : IMessageProcessor
    {
        public int Credit => 300;

        public void Process(MessageContext messageContext) => topic.Take(messageContext);
    }
}
