using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Durable.Management;

/// <summary>An instance as the management API writes it.</summary>
internal sealed record InstancePayload(
    string Name,
    string InstanceId,
    string RuntimeStatus,
    JsonNode? Input,
    JsonNode? CustomStatus,
    JsonNode? Output,
    string CreatedTime,
    string LastUpdatedTime
)
{
    /// <summary>Left out unless it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonNode>? HistoryEvents { get; init; }

    public static InstancePayload From(OrchestrationMetadata instance, bool input) =>
        new(
            instance.Name,
            instance.InstanceId,
            instance.RuntimeStatus.ToString(),
            input ? Parse(instance.SerializedInput) : null,
            Parse(instance.SerializedCustomStatus),
            Parse(instance.SerializedOutput) ?? instance.FailureDetails?.ErrorMessage,
            Time(instance.CreatedAt),
            Time(instance.LastUpdatedAt)
        );

    private static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // What can't be read as JSON is shown as the text that it is: an operator needs to see it most then.
    private static JsonNode? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }
}
