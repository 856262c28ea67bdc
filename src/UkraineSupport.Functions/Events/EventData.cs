using System.Text.Json;
using System.Text.Json.Nodes;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Events;

/// <summary>What an event carries, as it is shown.</summary>
internal static class EventData
{
    /// <summary>
    /// Members that hold the version of another aggregate, at which something was read: it counts events that a reader
    /// may not see, and only those who see all are shown it.
    /// </summary>
    public static readonly IReadOnlyList<string> VersionsOfOthers =
    [
        "foundVersion",
        "pledgeVersion",
        "seenVersion",
        "version",
    ];

    /// <param name="happened">The event.</param>
    /// <param name="whole">With the versions of other aggregates.</param>
    public static JsonElement Of(EventRecord happened, bool whole)
    {
        var data = JsonNode.Parse(happened.Data);
        if (!whole)
            LeaveOut(data);
        return JsonSerializer.SerializeToElement(data, DomainJson.Options);
    }

    private static void LeaveOut(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var name in VersionsOfOthers)
                members.Remove(name);
            foreach (var (_, value) in members)
                LeaveOut(value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                LeaveOut(item);
        }
    }
}
