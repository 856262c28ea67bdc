using UkraineSupport.LocalRuntime.Hosting;

namespace UkraineSupport.LocalRuntime.Settings;

/// <summary><c>extensions.queues</c> of <c>host.json</c>, with the real extension's defaults and limits.</summary>
internal sealed record QueueOptions
{
    /// <summary>Messages fetched at a time.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Fetch again when no more than this many are running.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>After this many failures a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>The longest wait between two looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a failed message waits before it is tried again.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>Messages travel as base64 (the default in Azure) or as they are.</summary>
    public bool Base64 { get; init; } = true;

    public static QueueOptions From(HostJson host)
    {
        const string Section = "extensions:queues:";
        var batch = host.Number(Section + "batchSize", 16, 1, 32);
        return new QueueOptions
        {
            BatchSize = batch,
            NewBatchThreshold = host.Number(Section + "newBatchThreshold", batch / 2, 0, 1024),
            MaxDequeueCount = host.Number(Section + "maxDequeueCount", 5, 1, 1000),
            MaxPollingInterval = host.Span(
                Section + "maxPollingInterval",
                TimeSpan.FromMinutes(1),
                TimeSpan.FromMilliseconds(100),
                TimeSpan.FromDays(1)
            ),
            VisibilityTimeout = host.Span(
                Section + "visibilityTimeout",
                TimeSpan.Zero,
                TimeSpan.Zero,
                HostJson.LongestHidden
            ),
            Base64 = Encoding(host.Section(Section + "messageEncoding").Value),
        };
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
