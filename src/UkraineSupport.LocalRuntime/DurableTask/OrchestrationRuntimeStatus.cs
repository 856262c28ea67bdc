namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>Where an orchestration instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Started and not finished.</summary>
    Running,

    /// <summary>Finished with a result.</summary>
    Completed,

    /// <summary>Not used any more.</summary>
    [Obsolete("Exists for compatibility only.")]
    ContinuedAsNew,

    /// <summary>Ended by an unhandled exception.</summary>
    Failed,

    /// <summary>Not used.</summary>
    [Obsolete("Exists for compatibility only.")]
    Canceled,

    /// <summary>Ended by a call from outside.</summary>
    Terminated,

    /// <summary>Accepted; its first turn has not run.</summary>
    Pending,

    /// <summary>Held; events are kept until it is resumed.</summary>
    Suspended,
}
