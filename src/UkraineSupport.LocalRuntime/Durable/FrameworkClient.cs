using System.Diagnostics;
using DurableTask.AzureStorage;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Tracing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreStatus = DurableTask.Core.OrchestrationStatus;
using OrchestrationQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>
/// The client that functions are given, straight on the framework's storage provider. It does what the Durable
/// extension's does over gRPC: a start of an instance that is alive is refused, an event for none is lost.
/// </summary>
internal sealed class FrameworkClient(AzureStorageOrchestrationService service, DataConverter converter)
    : DurableTaskClient("local")
{
    private static readonly CoreStatus[] Alive = [CoreStatus.Pending, CoreStatus.Running, CoreStatus.Suspended];

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        await ScheduleAsync(orchestratorName.Name, id, converter.Serialize(input), options?.StartAt);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    ) => SendAsync(instanceId, new EventRaisedEvent(-1, converter.Serialize(eventPayload)) { Name = eventName });

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => SendAsync(instanceId, new ExecutionSuspendedEvent(-1, reason));

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => SendAsync(instanceId, new ExecutionResumedEvent(-1, reason));

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public override async Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        // The provider tries a termination for nobody again and again, and hardly comes to anything else.
        await RequireAsync(instanceId);
        await SendAsync(instanceId, new ExecutionTerminatedEvent(-1, converter.Serialize(options?.Output)));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) =>
        WaitAsync(
            instanceId,
            getInputsAndOutputs,
            found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending,
            cancellation
        );

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, getInputsAndOutputs, found => found.IsCompleted, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => await StateAsync(instanceId) is { } state ? Instances.Read(state, converter, getInputsAndOutputs) : null;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var wanted = filter ?? new OrchestrationQuery();
        return Pageable.Create(
            async (continuation, size, cancel) =>
            {
                var found = await service.GetOrchestrationWithQueryAsync(
                    Instances.Query(wanted, continuation ?? wanted.ContinuationToken, size),
                    cancel
                );
                return new Page<OrchestrationMetadata>(
                    [
                        .. found.OrchestrationState.Select(state =>
                            Instances.Read(state, converter, wanted.FetchInputsAndOutputs)
                        ),
                    ],
                    found.ContinuationToken
                );
            }
        );
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => new((await service.PurgeInstanceHistoryAsync(instanceId)).InstancesDeleted);

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It hasn't ended.</exception>
    public override async Task<string> RestartAsync(
        string instanceId,
        bool restartWithNewInstanceId = false,
        CancellationToken cancellation = default
    )
    {
        var state = await RequireAsync(instanceId);
        if (!restartWithNewInstanceId && Alive.Contains(state.OrchestrationStatus))
            throw new InvalidOperationException($"The orchestration '{instanceId}' is {state.OrchestrationStatus}.");
        var id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await ScheduleAsync(state.Name, id, state.Input, null);
        return id;
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public override async Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId,
        CancellationToken cancellation = default
    )
    {
        var state = await RequireAsync(instanceId);
        return Instances.ReadHistory(
            await service.GetOrchestrationHistoryAsync(instanceId, state.OrchestrationInstance.ExecutionId)
        );
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ScheduleAsync(string name, string id, string? input, DateTimeOffset? at)
    {
        var instance = new OrchestrationInstance { InstanceId = id, ExecutionId = Guid.NewGuid().ToString("N") };
        var started = new ExecutionStartedEvent(-1, input)
        {
            Name = name,
            Version = "",
            OrchestrationInstance = instance,
            ScheduledStartTime = at?.UtcDateTime,
            // By this its spans, and those of what it calls, are in the trace of who started it.
            ParentTraceContext = Activity.Current is { IdFormat: ActivityIdFormat.W3C } from
                ? new DistributedTraceContext(from.Id!, from.TraceStateString)
                : null,
        };
        await service.CreateTaskOrchestrationAsync(
            new TaskMessage { OrchestrationInstance = instance, Event = started },
            Alive
        );
    }

    private Task SendAsync(string id, HistoryEvent happened) =>
        service.SendTaskOrchestrationMessageAsync(
            new TaskMessage
            {
                OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
                Event = happened,
            }
        );

    private async Task<OrchestrationState> RequireAsync(string id) =>
        await StateAsync(id) ?? throw new ArgumentException($"There is no orchestration '{id}'.", nameof(id));

    private async Task<OrchestrationState?> StateAsync(string id) =>
        (await service.GetOrchestrationStateAsync(id, allExecutions: false)) is [{ } state, ..] ? state : null;

    private async Task<OrchestrationMetadata> WaitAsync(
        string id,
        bool inputs,
        Func<OrchestrationMetadata, bool> reached,
        CancellationToken cancel
    )
    {
        while (true)
        {
            var found =
                await GetInstancesAsync(id, inputs, cancel)
                ?? throw new InvalidOperationException($"There is no orchestration '{id}'.");
            if (reached(found))
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancel);
        }
    }
}
