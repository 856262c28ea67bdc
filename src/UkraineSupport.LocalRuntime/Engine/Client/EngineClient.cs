using System.Text.Json;
using System.Text.Json.Nodes;
using UkraineSupport.LocalRuntime.Durable.Management;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.Archive;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Client;

/// <summary>The client of an engine in the same process.</summary>
internal sealed class EngineClient(
    string name,
    Hub hub,
    InstanceStarter starter,
    InstanceReader reader,
    Purger purger,
    PayloadStore payloads,
    DataConverter converter,
    TimeProvider time,
    Action ensureReady
) : DurableTaskClient(name), IInstanceHistory
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ensureReady();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        return await starter.StartAsync(orchestratorName, input, options, cancellation);
    }

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(
            instanceId,
            eventPayload,
            data => new EventRaised(time.GetUtcNow(), eventName, data),
            cancellation
        );
    }

    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) =>
        SendAsync(
            instanceId,
            options?.Output,
            data => new Terminated(time.GetUtcNow(), data, options?.Recursive ?? false),
            cancellation
        );

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => SendAsync(instanceId, null, _ => new Suspended(time.GetUtcNow(), reason), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => SendAsync(instanceId, null, _ => new Resumed(time.GetUtcNow(), reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, v => v.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, v => v.HasEnded, getInputsAndOutputs, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        ensureReady();
        return await reader.FindAsync(instanceId, cancellation) is { } view
            ? await reader.DescribeAsync(view, getInputsAndOutputs, cancellation)
            : null;
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        ensureReady();
        return new InstancePages(reader, filter ?? new());
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ensureReady();
        return new(await purger.PurgeAsync([instanceId], options?.Recursive ?? false, cancellation), isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ensureReady();
        ArgumentNullException.ThrowIfNull(filter);
        var ended = (filter.Statuses ?? []).Where(InstanceView.Ends.Contains).ToList();
        if (filter.Statuses is not null && ended.Count == 0)
            return new(0, isComplete: true);
        var query = new OrchestrationQuery(
            filter.CreatedFrom,
            filter.CreatedTo,
            ended.Count > 0 ? ended : InstanceView.Ends
        );
        var (count, started, token) = (0, time.GetTimestamp(), (string?)null);
        do
        {
            (var views, token) = await reader.PageAsync(query, token, 100, cancellation);
            count += await purger.PurgeAsync([.. views.Select(v => v.Id)], options?.Recursive ?? false, cancellation);
        } while (token is not null && !(filter.Timeout < time.GetElapsedTime(started)));
        return new(count, isComplete: token is null);
    }

    public override async Task<string> RestartAsync(
        string instanceId,
        bool restartWithNewInstanceId = false,
        CancellationToken cancellation = default
    )
    {
        ensureReady();
        var view =
            await reader.FindAsync(instanceId, cancellation)
            ?? throw new ArgumentException($"There is no instance '{instanceId}'.", nameof(instanceId));
        if (!view.HasEnded && !restartWithNewInstanceId)
            throw new InvalidOperationException($"Instance '{instanceId}' has not ended.");
        var input = await payloads.TextAsync(view.Input, cancellation);
        var options = new StartOrchestrationOptions(restartWithNewInstanceId ? null : instanceId)
        {
            Tags = view.Tags ?? new Dictionary<string, string>(),
            Version = view.Version,
        };
        return await ScheduleNewOrchestrationInstanceAsync(
            view.Name,
            input is null ? null : JsonDocument.Parse(input).RootElement,
            options,
            cancellation
        );
    }

    public async Task<IReadOnlyList<JsonNode>?> ReadHistoryAsync(
        string instanceId,
        bool inputs,
        bool outputs,
        CancellationToken cancellation
    )
    {
        ensureReady();
        return await reader.HistoryAsync(instanceId, cancellation) is { } history
            ? await new HistoryJson(payloads, inputs, outputs, cancellation).WriteAsync(history)
            : null;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task SendAsync(
        string id,
        object? data,
        Func<Payload?, Arrival> arrival,
        CancellationToken cancellation
    )
    {
        ensureReady();
        ArgumentException.ThrowIfNullOrEmpty(id);
        var payload = Payload.Of(converter.Serialize(data));
        await payloads.MoveIfLargeAsync(id, payload, cancellation);
        await hub.PostAsync(new Arrived(id, arrival(payload))).WaitAsync(cancellation);
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string id,
        Func<InstanceView, bool> reached,
        bool withPayloads,
        CancellationToken cancellation
    )
    {
        ensureReady();
        return await reader.DescribeAsync(
            await reader.WaitAsync(id, reached, cancellation),
            withPayloads,
            cancellation
        );
    }
}
