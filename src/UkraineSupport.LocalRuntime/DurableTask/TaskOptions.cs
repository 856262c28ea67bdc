namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>How a task (activity or sub-orchestration) is called: retries, tags, version.</summary>
public record TaskOptions
{
    /// <summary>Options with a retry policy or handler.</summary>
    public TaskOptions(TaskRetryOptions? retry)
        : this(retry, null) { }

    /// <summary>Options with retries and tags.</summary>
    public TaskOptions(TaskRetryOptions? retry = null, IDictionary<string, string>? tags = null)
    {
        Retry = retry;
        Tags = tags;
    }

    /// <summary>A copy of other options.</summary>
    public TaskOptions(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Retry = options.Retry;
        Tags = options.Tags;
        Version = options.Version;
    }

    /// <summary>What to do when the task fails; null fails the call at the first failure.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Free tags of the task.</summary>
    public IDictionary<string, string>? Tags { get; init; }

    /// <summary>The version the task is called with; null inherits or takes the default.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>Options that retry by a policy.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Options that ask an asynchronous handler after each failure.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Options that ask a handler after each failure.</summary>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    /// <summary>The same options for a sub-orchestration with an instance id of its own.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

/// <summary><see cref="TaskOptions"/> of a sub-orchestration.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with retries and an instance id.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>Other options with an instance id; an id they already have is kept when none is given.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>A copy of other options.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
    }

    /// <summary>The child's instance id; null lets the engine derive one that is the same at every replay.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The version the child starts with; null takes the default.</summary>
    public new TaskVersion? Version
    {
        get => base.Version;
        init => base.Version = value;
    }
}
