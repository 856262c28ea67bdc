using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Settings;

/// <summary><c>extensions.queues</c> of <c>host.json</c>, with the real extension's defaults and limits.</summary>
/// <param name="BatchSize">Messages fetched at a time.</param>
/// <param name="NewBatchThreshold">Fetch again when no more than this many are running.</param>
/// <param name="MaxDequeueCount">After this many failures a message goes to the poison queue.</param>
/// <param name="MaxPollingInterval">The longest wait between two looks at an empty queue.</param>
/// <param name="VisibilityTimeout">How long a failed message waits before it is tried again.</param>
/// <param name="Base64">Messages travel as base64 (the default in Azure) or as they are.</param>
internal sealed record QueueOptions(
    int BatchSize,
    int NewBatchThreshold,
    int MaxDequeueCount,
    TimeSpan MaxPollingInterval,
    TimeSpan VisibilityTimeout,
    bool Base64
)
{
    public static QueueOptions From(HostJson host)
    {
        const string Section = "extensions:queues:";
        var (longest, least) = (TimeSpan.FromDays(1), TimeSpan.FromMilliseconds(100));
        var batch = host.Number(Section + "batchSize", 16, 1, 32);
        return new QueueOptions(
            batch,
            host.Number(Section + "newBatchThreshold", batch / 2, 0, 1024),
            host.Number(Section + "maxDequeueCount", 5, 1, 1000),
            host.Span(Section + "maxPollingInterval", TimeSpan.FromMinutes(1), least, longest),
            host.Span(Section + "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, HostJson.LongestHidden),
            Encoding(host.Section(Section + "messageEncoding").Value)
        );
    }

    private static bool Encoding(string? text) =>
        text?.ToUpperInvariant() switch
        {
            null or "BASE64" => true,
            "NONE" => false,
            _ => throw new FunctionsStartupException(
                $"host.json: extensions:queues:messageEncoding is '{text}', not none or base64."
            ),
        };
}
