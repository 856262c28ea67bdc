using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>What is known of an orchestration instance at one moment.</summary>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    /// <summary>The orchestrator's name.</summary>
    public string Name { get; } = name;

    /// <summary>The instance's id.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>Reads the payloads; null when they were not asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>Where the instance stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input as JSON; null when there is none or it was not asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output as JSON; null when there is none or it was not asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as JSON; null when there is none or it was not asked for.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>The tags given at the start.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Why it failed; null unless it did.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether the status is <see cref="OrchestrationRuntimeStatus.Running"/>.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether the instance has ended, in whatever way.</summary>
    public bool IsCompleted =>
        RuntimeStatus
            is OrchestrationRuntimeStatus.Completed
                or OrchestrationRuntimeStatus.Failed
                or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">Payloads were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>The output.</summary>
    /// <exception cref="InvalidOperationException">Payloads were not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>The custom status.</summary>
    /// <exception cref="InvalidOperationException">Payloads were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    /// <summary>Name, id, status and times; payloads cut short.</summary>
    public override string ToString() =>
        $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}, "
        + $"LastUpdatedAt: {LastUpdatedAt:s}{Part("Input", SerializedInput)}{Part("Output", SerializedOutput)}"
        + $"{Part("FailureDetails", FailureDetails?.ToString())}]";

    private static string Part(string label, string? text) =>
        text is null ? "" : $", {label}: '{(text.Length > 50 ? text[..50] + "..." : text)}'";

    private T? Read<T>(string? data, [CallerMemberName] string caller = "") =>
        DataConverter is null
            ? throw new InvalidOperationException($"{caller} needs metadata that was fetched with inputs and outputs.")
            : DataConverter.Deserialize<T>(data);
}
