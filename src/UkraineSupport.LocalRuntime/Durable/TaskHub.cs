using DurableTask.AzureStorage;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>
/// The task hub's settings: <c>extensions.durableTask</c> of <c>host.json</c>, by the names and with the defaults of
/// the Durable extension. How they are chosen for one machine stands in this project's README.
/// </summary>
internal static class TaskHub
{
    private const string Section = "extensions:durableTask:";
    private const string Provider = Section + "storageProvider:";

    public static AzureStorageOrchestrationServiceSettings Settings(
        HostJson hostJson,
        SettingResolver settings,
        string connection,
        ILoggerFactory loggers
    ) =>
        new()
        {
            StorageAccountClientProvider = new StorageAccountClientProvider(connection),
            TaskHubName = Name(settings.Resolve("durableTask.hubName", hostJson.HubName)),
            PartitionCount = hostJson.Number(Provider + "partitionCount", 4, 1, 16),
            ControlQueueBatchSize = hostJson.Number(Provider + "controlQueueBatchSize", 32, 1, 32),
            ControlQueueVisibilityTimeout = Hidden(hostJson, "controlQueueVisibilityTimeout"),
            WorkItemQueueVisibilityTimeout = Hidden(hostJson, "workItemQueueVisibilityTimeout"),
            MaxQueuePollingInterval = hostJson.Span(
                Provider + "maxQueuePollingInterval",
                TimeSpan.FromSeconds(30),
                TimeSpan.FromMilliseconds(1),
                TimeSpan.FromDays(1)
            ),
            MaxConcurrentTaskActivityWorkItems = AtOnce(hostJson, "maxConcurrentActivityFunctions"),
            MaxConcurrentTaskOrchestrationWorkItems = AtOnce(hostJson, "maxConcurrentOrchestratorFunctions"),
            // One app, one hub: the lease that lets two function apps take turns has no use here.
            UseAppLease = false,
            // As the Durable extension does: whoever starts an instance that is alive is told so.
            ThrowExceptionOnInvalidDedupeStatus = true,
            LoggerFactory = loggers,
        };

    private static int AtOnce(HostJson hostJson, string name) => hostJson.Number(Section + name, 10, 1, 10_000);

    private static TimeSpan Hidden(HostJson hostJson, string name) =>
        hostJson.Span(Provider + name, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), HostJson.LongestHidden);

    private static string Name(string hub) =>
        hub.Length is >= 3 and <= 45 && char.IsAsciiLetter(hub[0]) && hub.All(char.IsAsciiLetterOrDigit)
            ? hub
            : throw new FunctionsStartupException(
                $"host.json: {Section}hubName is '{hub}', not 3 to 45 letters and digits, a letter first."
            );
}
