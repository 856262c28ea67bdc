using Microsoft.Extensions.Logging;

namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>
/// What an orchestrator may do. All of it is recorded: after a restart the orchestrator runs again from the top and is
/// given the recorded results, so its code must take the same steps each time. Await only tasks that come from here.
/// </summary>
public abstract class TaskOrchestrationContext
{
    private ReplaySafeLoggerFactory? _replaySafe;

    /// <summary>The orchestrator's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The instance's id.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The calling orchestration; null at the top.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>
    /// The orchestration's clock (UTC): moves only from turn to turn and reads the same at every replay.
    /// </summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs over steps that are already recorded. For logging; never decide by it.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>The version tag that the instance was started with; empty for none.</summary>
    public virtual string Version => string.Empty;

    /// <summary>Host-given properties of the orchestration.</summary>
    public virtual IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();

    /// <summary>Makes loggers that are silent during replay.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory => ReplaySafe;

    /// <summary>Where <see cref="CreateReplaySafeLogger(string)"/> takes its loggers from.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    private ReplaySafeLoggerFactory ReplaySafe => _replaySafe ??= new(this, () => LoggerFactory);

    /// <summary>The input that the instance was started with.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity.</summary>
    /// <exception cref="TaskFailedException">It failed, and the retries in the options with it.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <summary>Calls an activity without input.</summary>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <summary>Calls an activity without input that returns a result.</summary>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity that returns a result.</summary>
    /// <exception cref="TaskFailedException">It failed, and the retries in the options with it.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name,
        object? input = null,
        TaskOptions? options = null
    );

    /// <summary>A durable timer that fires after a delay on the orchestration's clock.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>
    /// A durable timer that fires at a moment, however far away. Cancel those that are no longer needed.
    /// </summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an external event; one that came before the wait has been kept for it.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an external event for so long.</summary>
    /// <exception cref="TaskCanceledException">The time is up.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits for an external event for so long, or until cancelled.</summary>
    /// <exception cref="TaskCanceledException">The time is up, or the token was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(
        string eventName,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        using var timerStop = new CancellationTokenSource();
        using var eventStop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, timerStop.Token);
        var received = WaitForExternalEvent<T>(eventName, eventStop.Token);
        // Synchronous Cancel: an awaited CancelAsync would hop to the thread pool, out of the orchestrator's order.
#pragma warning disable CA1849
        (await Task.WhenAny(timer, received) == received ? timerStop : eventStop).Cancel();
#pragma warning restore CA1849
        return await received;
    }

    /// <summary>Sends an event to another instance; not waited for.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets what the instance's metadata shows as custom status.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Calls a sub-orchestration that returns a result.</summary>
    /// <exception cref="TaskFailedException">It failed, and the retries in the options with it.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    );

    /// <summary>Calls a sub-orchestration without input that returns a result.</summary>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Calls a sub-orchestration without input.</summary>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Calls a sub-orchestration.</summary>
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    ) => CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Starts over with a new input and an empty history once the orchestrator returns.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>Starts over with a new input and an empty history once the orchestrator returns.</summary>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A GUID that is the same at every replay and different from all others.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => ReplaySafe.CreateLogger(categoryName);

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(Type type) =>
        new ReplaySafeLogger(this, ReplaySafe.Unwrapped.CreateLogger(type));

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() =>
        new ReplaySafeLogger(this, ReplaySafe.Unwrapped.CreateLogger<T>());

    /// <summary>
    /// Below, at or above zero: the instance's version is older than, the same as or newer than the given one.
    /// </summary>
    public virtual int CompareVersionTo(string version) => TaskVersion.Compare(Version, version);
}
