using System.ComponentModel;

namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>
/// Starts, watches and manages orchestrations from outside. Every call is durable once its task has completed.
/// </summary>
public abstract class DurableTaskClient(string name) : IAsyncDisposable
{
    /// <summary>The client's name: the task hub it works on.</summary>
    public string Name { get; } = name;

    /// <summary>Starts an instance with a random id.</summary>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        CancellationToken cancellation
    ) => ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, null, cancellation);

    /// <summary>Starts an instance with an input and a random id.</summary>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input,
        CancellationToken cancellation
    ) => ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, null, cancellation);

    /// <summary>Starts an instance without input.</summary>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        StartOrchestrationOptions options,
        CancellationToken cancellation = default
    ) => ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, options, cancellation);

    /// <summary>Starts an instance.</summary>
    /// <returns>The instance's id.</returns>
    /// <exception cref="OrchestrationAlreadyExistsException">
    /// One of this id exists in a status that the options protect; by default one that hasn't ended.
    /// </exception>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    );

    /// <summary>Raises an event without payload.</summary>
    public virtual Task RaiseEventAsync(string instanceId, string eventName, CancellationToken cancellation) =>
        RaiseEventAsync(instanceId, eventName, null, cancellation);

    /// <summary>Raises an event. One for an instance that doesn't exist or has ended is dropped.</summary>
    public abstract Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    );

    /// <summary>Waits until an instance has left <see cref="OrchestrationRuntimeStatus.Pending"/>.</summary>
    public virtual Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        CancellationToken cancellation
    ) => WaitForInstanceStartAsync(instanceId, false, cancellation);

    /// <summary>Waits until an instance has left <see cref="OrchestrationRuntimeStatus.Pending"/>.</summary>
    public abstract Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    );

    /// <summary>Waits until an instance has ended.</summary>
    public virtual Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        CancellationToken cancellation
    ) => WaitForInstanceCompletionAsync(instanceId, false, cancellation);

    /// <summary>Waits until an instance has ended.</summary>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    );

    /// <summary>Ends an instance at once.</summary>
    public virtual Task TerminateInstanceAsync(string instanceId, CancellationToken cancellation) =>
        TerminateInstanceAsync(instanceId, null, cancellation);

    /// <summary>Ends an instance at once with an output.</summary>
    public virtual Task TerminateInstanceAsync(
        string instanceId,
        object? output,
        CancellationToken cancellation = default
    ) => TerminateInstanceAsync(instanceId, output is null ? null : new TerminateInstanceOptions(output), cancellation);

    /// <summary>Ends an instance at once.</summary>
    public virtual Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} can't terminate instances.");

    /// <summary>Holds an instance.</summary>
    public virtual Task SuspendInstanceAsync(string instanceId, CancellationToken cancellation) =>
        SuspendInstanceAsync(instanceId, null, cancellation);

    /// <summary>Holds an instance: it takes no turn until resumed; what happens to it meanwhile is kept.</summary>
    public abstract Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    );

    /// <summary>Lets a held instance go on.</summary>
    public virtual Task ResumeInstanceAsync(string instanceId, CancellationToken cancellation) =>
        ResumeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Lets a held instance go on.</summary>
    public abstract Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    );

    /// <summary>An instance's metadata; null when there is none of this id.</summary>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, CancellationToken cancellation) =>
        GetInstanceAsync(instanceId, false, cancellation);

    /// <summary>An instance's metadata; null when there is none of this id.</summary>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

    /// <summary>Use <see cref="GetInstanceAsync(string, CancellationToken)"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, CancellationToken cancellation) =>
        GetInstancesAsync(instanceId, false, cancellation);

    /// <summary>Use <see cref="GetInstanceAsync(string, bool, CancellationToken)"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    );

    /// <summary>The instances that a query finds, in the order of their ids.</summary>
    public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

    /// <summary>Removes an ended instance and its history.</summary>
    public virtual Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation) =>
        PurgeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Removes an ended instance and its history.</summary>
    public virtual Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} can't purge instances.");

    /// <summary>Removes the ended instances that a filter finds.</summary>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        CancellationToken cancellation
    ) => PurgeAllInstancesAsync(filter, null, cancellation);

    /// <summary>Removes the ended instances that a filter finds.</summary>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} can't purge instances.");

    /// <summary>Starts an ended instance again from the top with its input.</summary>
    public virtual Task<string> RestartAsync(
        string instanceId,
        bool restartWithNewInstanceId = false,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException($"{GetType()} can't restart instances.");

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
