using System.Text.Json;
using Azure.Core.Pipeline;
using UkraineSupport.LocalRuntime.Engine.Archive;

namespace UkraineSupport.LocalRuntime.Engine;

/// <summary>Where a durable engine keeps its state and how wide it works.</summary>
public sealed class DurableEngineOptions
{
    /// <summary>Storage connection string (Azurite).</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Task hub: letters and digits, beginning with a letter; prefixes the names of all tables and containers.
    /// </summary>
    public required string TaskHub { get; init; }

    /// <summary>Orchestrators whose code runs at once.</summary>
    public int MaxConcurrentTurns { get; init; } = 4;

    /// <summary>Activities that run at once.</summary>
    public int MaxConcurrentActivities { get; init; } = 32;

    /// <summary>
    /// Instances whose code is kept ready in memory between turns; the others replay their history. 0: all replay.
    /// </summary>
    public int MaxLiveInstances { get; init; } = 5_000;

    /// <summary>Payloads longer than this many characters go to a blob of their own.</summary>
    public int LargePayloadThreshold { get; init; } = 30 * 1024;

    /// <summary>How inputs, outputs, events and statuses become JSON.</summary>
    public JsonSerializerOptions JsonOptions { get; init; } = JsonSerializerOptions.Web;

    /// <summary>The version tag of instances started without one; empty for none.</summary>
    public string DefaultVersion { get; init; } = "";

    internal ArchiveLimits Archive { get; init; } = ArchiveLimits.Default;

    /// <summary>Replaces the HTTP transport to storage, so that a test can make it fail.</summary>
    internal HttpPipelineTransport? Transport { get; init; }
}
