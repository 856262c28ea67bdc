using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>How a new orchestration instance is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id and a start time.</summary>
    /// <param name="InstanceId">The instance's id; null for a random one.</param>
    /// <param name="StartAt">The earliest moment of its first turn; null for now.</param>
    [SuppressMessage(
        "Style",
        "IDE1006",
        Justification = "Callers name these arguments as the real package spells them."
    )]
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy of other options.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The instance's id; null for a random one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The earliest moment of the first turn; null for now.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Free tags, returned with the instance's metadata.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The version tag; null takes the engine's default.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>
    /// Names of <see cref="OrchestrationRuntimeStatus"/>: an instance of the same id in one of them makes the start
    /// fail; in any other it is replaced. Null stands for pending, running and suspended.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}

/// <summary>Typed access to <see cref="StartOrchestrationOptions.DedupeStatuses"/>.</summary>
public static class StartOrchestrationOptionsExtensions
{
#pragma warning disable CS0618 // "Canceled" is never used, but is a valid name in stored options.
    /// <summary>The statuses that may be named.</summary>
    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> ValidDedupeStatuses =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
        OrchestrationRuntimeStatus.Canceled,
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ];
#pragma warning restore CS0618

    /// <summary>The options with these statuses in which an existing instance makes the start fail.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options,
        params OrchestrationRuntimeStatus[] dedupeStatuses
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { DedupeStatuses = [.. dedupeStatuses.Select(s => s.ToString())] };
    }
}
