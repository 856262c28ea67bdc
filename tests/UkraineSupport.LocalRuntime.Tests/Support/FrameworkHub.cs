using System.Text.Json;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using UkraineSupport.LocalRuntime.Durable;

namespace UkraineSupport.LocalRuntime.Tests.Support;

/// <summary>
/// The Durable Task Framework on its Azure Storage provider in Azurite, with the orchestrators and activities of a
/// test. Each turn replays its history from the start. It stamps the machine's time, so that what a test waits for
/// lies shortly ahead of it.
/// </summary>
internal sealed class FrameworkHub : IAsyncDisposable
{
    private readonly AzureStorageOrchestrationService service;
    private readonly TaskHubWorker worker;
    private readonly DurableTaskShimFactory shims;

    public FrameworkHub(string connection, string name)
    {
        var converter = new JsonDataConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
        service = new AzureStorageOrchestrationService(
            new AzureStorageOrchestrationServiceSettings
            {
                StorageAccountClientProvider = new StorageAccountClientProvider(connection),
                TaskHubName = name,
                PartitionCount = 1,
                MaxQueuePollingInterval = TimeSpan.FromMilliseconds(50),
                ControlQueueVisibilityTimeout = TimeSpan.FromSeconds(10),
                WorkItemQueueVisibilityTimeout = TimeSpan.FromSeconds(10),
                UseAppLease = false,
                ThrowExceptionOnInvalidDedupeStatus = true,
            }
        );
        worker = new TaskHubWorker(service) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        shims = new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = converter });
        Client = new FrameworkClient(service, converter);
    }

    public DurableTaskClient Client { get; }

    /// <summary>A hub that no other test has.</summary>
    public static string NewName() => $"Hub{Guid.NewGuid():N}"[..20];

    public FrameworkHub Orchestrator<TInput>(string name, Func<TaskOrchestrationContext, TInput, Task> run) =>
        Orchestrator<TInput, object>(
            name,
            async (context, input) =>
            {
                await run(context, input);
                return null;
            }
        );

    public FrameworkHub Orchestrator<TInput, TOutput>(
        string name,
        Func<TaskOrchestrationContext, TInput, Task<TOutput?>> run
    )
    {
        worker.AddTaskOrchestrations(
            new Creator<TaskOrchestration>(
                name,
                () =>
                    shims.CreateOrchestration<TInput, TOutput>(
                        new TaskName(name),
                        (context, input) => run(context, input!)
                    )
            )
        );
        return this;
    }

    public FrameworkHub Activity<TInput, TOutput>(string name, Func<TInput, TOutput> run)
    {
        worker.AddTaskActivities(
            new Creator<TaskActivity>(
                name,
                () =>
                    shims.CreateActivity<TInput, TOutput>(
                        new TaskName(name),
                        (_, input) => Task.FromResult<TOutput?>(run(input!))
                    )
            )
        );
        return this;
    }

    public async Task<FrameworkHub> StartAsync()
    {
        await service.CreateIfNotExistsAsync();
        await worker.StartAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(isForced: true);
        worker.Dispose();
        service.Dispose();
    }
}
