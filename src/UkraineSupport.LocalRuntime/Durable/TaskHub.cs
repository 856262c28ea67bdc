using DurableTask.AzureStorage;
using Microsoft.Extensions.Logging;
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
            TaskHubName = settings.Resolve("durableTask.hubName", hostJson.HubName),
            PartitionCount = hostJson.Number(Provider + "partitionCount", 4, 1, 16),
            ControlQueueBatchSize = hostJson.Number(Provider + "controlQueueBatchSize", 32, 1, 32),
            ControlQueueVisibilityTimeout = hostJson.Span(
                Provider + "controlQueueVisibilityTimeout",
                TimeSpan.FromMinutes(5)
            ),
            WorkItemQueueVisibilityTimeout = hostJson.Span(
                Provider + "workItemQueueVisibilityTimeout",
                TimeSpan.FromMinutes(5)
            ),
            MaxQueuePollingInterval = hostJson.Span(Provider + "maxQueuePollingInterval", TimeSpan.FromSeconds(30)),
            MaxConcurrentTaskActivityWorkItems = hostJson.Number(
                Section + "maxConcurrentActivityFunctions",
                10,
                1,
                10_000
            ),
            MaxConcurrentTaskOrchestrationWorkItems = hostJson.Number(
                Section + "maxConcurrentOrchestratorFunctions",
                10,
                1,
                10_000
            ),
            // One app, one hub: the lease that lets two function apps take turns has no use here.
            UseAppLease = false,
            // As the Durable extension does: whoever starts an instance that is alive is told so.
            ThrowExceptionOnInvalidDedupeStatus = true,
            LoggerFactory = loggers,
        };
}
