using System.Diagnostics;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.Archive;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Client;

/// <summary>The client of an engine in the same process.</summary>
internal sealed class EngineClient(
    string name, Hub hub, InstanceReader reader, Archiver archiver, PayloadStore payloads, DataConverter converter, TimeProvider time,
    string defaultVersion, Action ensureReady) : DurableTaskClient(name)
{
    private static readonly HashSet<string> NotEnded = new(StringComparer.OrdinalIgnoreCase) { "Pending", "Running", "Suspended" };

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ensureReady();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceKey.Of(id);
        var protects = options?.DedupeStatuses is { } named ? new HashSet<string>(named, StringComparer.OrdinalIgnoreCase) : NotEnded;
        await RefuseIfArchivedAsync(id, options, protects, cancellation);
        var start = new Started(
            time.GetUtcNow(), Guid.NewGuid(), orchestratorName, await PayloadAsync(id, input, cancellation),
            options?.Version?.Version ?? defaultVersion, options?.StartAt, null, options?.Tags, Activity.Current?.Id, Replace: true);
        var durable = hub.Under(h =>
        {
            if (h.State.Find(id) is { } existing && protects.Contains(existing.Status.ToString()))
                throw new OrchestrationAlreadyExistsException($"An orchestration instance with the ID {id} already exists.");
            h.Append(new Arrived(id, start));
            return h.DurableAsync();
        });
        await durable.WaitAsync(cancellation);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, eventPayload, data => new EventRaised(time.GetUtcNow(), eventName, data), cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, options?.Output, data => new Terminated(time.GetUtcNow(), data, options?.Recursive ?? false), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, null, _ => new Suspended(time.GetUtcNow(), reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, null, _ => new Resumed(time.GetUtcNow(), reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, v => v.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, v => v.HasEnded, getInputsAndOutputs, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
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
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ensureReady();
        return new(await archiver.PurgeAsync([instanceId], cancellation), isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ensureReady();
        ArgumentNullException.ThrowIfNull(filter);
        var ended = (filter.Statuses ?? []).Where(IsEnd).ToList();
        if (filter.Statuses is not null && ended.Count == 0)
            return new(0, isComplete: true);
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, ended.Count > 0 ? ended : Ends);
        var (count, started, token) = (0, time.GetTimestamp(), (string?)null);
        do
        {
            (var views, token) = await reader.PageAsync(query, token, 100, cancellation);
            count += await archiver.PurgeAsync([.. views.Select(v => v.Id)], cancellation);
        }
        while (token is not null && !(filter.Timeout < time.GetElapsedTime(started)));
        return new(count, isComplete: token is null);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ensureReady();
        var view = await reader.FindAsync(instanceId, cancellation)
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
            view.Name, input is null ? null : System.Text.Json.JsonDocument.Parse(input).RootElement, options, cancellation);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static readonly OrchestrationRuntimeStatus[] Ends =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private static bool IsEnd(OrchestrationRuntimeStatus status) => Ends.Contains(status);

    /// <summary>Only a start that protects ended instances has to look into the archive.</summary>
    private async Task RefuseIfArchivedAsync(
        string id, StartOrchestrationOptions? options, HashSet<string> protects, CancellationToken cancellation)
    {
        if (options?.InstanceId is null || !Ends.Any(e => protects.Contains(e.ToString())))
            return;
        if (await reader.FindAsync(id, cancellation) is { } view && protects.Contains(view.Status.ToString()))
            throw new OrchestrationAlreadyExistsException($"An orchestration instance with the ID {id} already exists.");
    }

    private async Task SendAsync(string id, object? data, Func<Payload?, Arrival> arrival, CancellationToken cancellation)
    {
        ensureReady();
        ArgumentException.ThrowIfNullOrEmpty(id);
        var payload = await PayloadAsync(id, data, cancellation);
        await hub.PostAsync(new Arrived(id, arrival(payload))).WaitAsync(cancellation);
    }

    private async Task<Payload?> PayloadAsync(string id, object? value, CancellationToken cancellation)
    {
        var payload = Payload.Of(converter.Serialize(value));
        await payloads.MoveIfLargeAsync(id, payload, cancellation);
        return payload;
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string id, Func<InstanceView, bool> reached, bool withPayloads, CancellationToken cancellation)
    {
        ensureReady();
        var seen = hub.Under(h => h.State.Find(id) is not { } instance ? null
            : instance.Visible is { } now && reached(now) ? Task.FromResult(now)
            : h.WhenSeen(id, reached));
        if (seen is null)
        {
            var archived = await reader.FindAsync(id, cancellation)
                ?? throw new InvalidOperationException($"There is no orchestration instance with the ID {id}.");
            seen = Task.FromResult(archived);
        }
        try
        {
            return await reader.DescribeAsync(await seen.WaitAsync(cancellation), withPayloads, cancellation);
        }
        finally
        {
            if (!seen.IsCompleted)
                hub.Forget(seen, id);
        }
    }
}
