using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>Storage clients that leave retrying to the engine, which knows what an ambiguous failure means.</summary>
internal sealed class EngineStorage
{
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(10);

    public EngineStorage(DurableEngineOptions options)
    {
        if (
            options.TaskHub is not [>= 'A' and <= 'Z' or >= 'a' and <= 'z', ..]
            || !options.TaskHub.All(char.IsAsciiLetterOrDigit)
            || options.TaskHub.Length is < 3 or > 45
        )
        {
            throw new ArgumentException(
                $"'{options.TaskHub}' is no name for a task hub: 3 to 45 letters and digits, beginning with a letter.",
                nameof(options)
            );
        }
        ContainerPrefix = options.TaskHub.ToLowerInvariant();
        Tables = new(options.ConnectionString, Configure(new TableClientOptions(), options));
        Blobs = new(options.ConnectionString, Configure(new BlobClientOptions(), options));
    }

    public string ContainerPrefix { get; }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    private static T Configure<T>(T client, DurableEngineOptions options)
        where T : ClientOptions
    {
        client.Retry.MaxRetries = 0;
        client.Retry.NetworkTimeout = NetworkTimeout;
        client.Diagnostics.IsLoggingEnabled = false;
        client.Diagnostics.IsDistributedTracingEnabled = false;
        if (options.Transport is { } transport)
            client.Transport = transport;
        return client;
    }
}
