using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Clients of the queues that attributes name, with the encoding of <c>host.json</c>.</summary>
internal sealed partial class QueueClients(SettingResolver settings, HostJson hostJson, ILogger<QueueClients> logger)
{
    private readonly ConcurrentDictionary<string, QueueServiceClient> services = new();

    /// <exception cref="FunctionsStartupException">The setting or the name is wrong.</exception>
    public QueueClient Get(string function, string queueName, string? connection)
    {
        // The real host lowers names too.
        var name = settings.Resolve(function, queueName).ToLowerInvariant();
        if (!ValidName().IsMatch(name) || name.Contains("--", StringComparison.Ordinal))
            throw new FunctionsStartupException(
                $"Function '{function}': '{name}' is no queue name (3 to 63 letters, digits and single dashes)."
            );
        return Service(function, settings.Connection(function, connection)).GetQueueClient(name);
    }

    public QueueClient PoisonOf(string function, QueueClient queue, string? connection) =>
        Service(function, settings.Connection(function, connection)).GetQueueClient(queue.Name + "-poison");

    private QueueServiceClient Service(string function, string connectionString) =>
        services.GetOrAdd(
            connectionString,
            text =>
            {
                try
                {
                    return new QueueServiceClient(text, Options(new QueueServiceClient(text)));
                }
                catch (Exception e) when (e is FormatException or ArgumentException)
                {
                    throw new FunctionsStartupException(
                        $"Function '{function}': its storage connection string can't be read: {e.Message}",
                        e
                    );
                }
            }
        );

    private QueueClientOptions Options(QueueServiceClient plain)
    {
        var options = new QueueClientOptions
        {
            MessageEncoding = hostJson.Queues.Base64 ? QueueMessageEncoding.Base64 : QueueMessageEncoding.None,
        };
        options.MessageDecodingFailed += failed => SetAsideAsync(plain, failed);
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        return options;
    }

    /// <summary>
    /// A message that isn't base64 can't reach a function: without this it would stop its queue for good.
    /// </summary>
    private async Task SetAsideAsync(QueueServiceClient plain, QueueMessageDecodingFailedEventArgs failed)
    {
        var message = failed.ReceivedMessage;
        if (message is null)
            return;
        logger.LogError(
            "Message {Id} of queue {Queue} is not base64 and goes to the poison queue",
            message.MessageId,
            failed.Queue.Name
        );
        await QueueSending.SendAsync(
            plain.GetQueueClient(failed.Queue.Name + "-poison"),
            message.Body,
            failed.CancellationToken
        );
        await failed.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, failed.CancellationToken);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    private static partial Regex ValidName();
}
