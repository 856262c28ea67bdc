using System.Text.Json.Nodes;

namespace UkraineSupport.LocalRuntime.Durable.Management;

/// <summary>
/// A client that can also tell what happened in an instance, in the shape of Durable Functions' history events.
/// </summary>
internal interface IInstanceHistory
{
    /// <summary>
    /// Events in order: <c>EventType</c>, <c>Timestamp</c>, and what the type adds; null when there is no such
    /// instance.
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="inputs">Whether inputs and the data of events are included.</param>
    /// <param name="outputs">Whether results of activities and sub-orchestrations are included.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    Task<IReadOnlyList<JsonNode>?> ReadHistoryAsync(
        string instanceId,
        bool inputs,
        bool outputs,
        CancellationToken cancellation
    );
}
