using System.Text.Json;
using Azure.Storage.Queues;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>
/// Runs the app's orchestrators and activities on the Durable Task Framework and its Azure Storage provider: what a
/// function app in Azure uses by default. An app without durable functions needs no task hub and gets none.
/// </summary>
internal sealed class DurableHost(
    DurableFunctions functions,
    HostJson hostJson,
    SettingResolver settings,
    IOptions<JsonSerializerOptions> json,
    ILoggerFactory loggers
) : IHostedService, IDisposable
{
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(30);

    private AzureStorageOrchestrationService? service;
    private TaskHubWorker? worker;
    private DurableTaskClient? client;

    /// <exception cref="InvalidOperationException">The host isn't running.</exception>
    public DurableTaskClient Client =>
        client ?? throw new InvalidOperationException("Orchestrations run only between the host's start and stop.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (functions.First is not { } first)
            return;
        var converter = new JsonDataConverter(json.Value);
        var connection = settings.Connection(first, null);
        service = new AzureStorageOrchestrationService(TaskHub.Settings(hostJson, settings, connection, loggers));
        // The provider itself would try for long before it says that nothing is there. An emulator that is there may
        // answer nobody for some seconds, as while it writes its tables down: it is waited for.
        var impatient = new QueueClientOptions { Retry = { MaxRetries = 1, NetworkTimeout = StandsStill } };
        await new QueueServiceClient(connection, impatient).GetPropertiesAsync(cancellationToken);
        await service.CreateIfNotExistsAsync();
        worker = new TaskHubWorker(BriefBackoff.Of(service), loggers)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        functions.Register(
            worker,
            new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = converter }, loggers)
        );
        client = new FrameworkClient(service, converter);
        await worker.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        worker?.StopAsync(isForced: true) ?? Task.CompletedTask;

    public void Dispose()
    {
        worker?.Dispose();
        service?.Dispose();
    }
}
