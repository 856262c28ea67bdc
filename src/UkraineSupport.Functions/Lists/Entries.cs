using System.Text.Json;
using System.Text.Json.Nodes;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// What lists keep of an aggregate: its entry, with its levels beside it, since each reader counts its versions
/// differently.
/// </summary>
internal static class Entries
{
    private const string LevelsMember = "levels";
    private const string VersionMember = "version";

    /// <summary>JSON of <paramref name="entry"/>, which has a member <c>version</c>, and of the levels.</summary>
    public static string Json(object entry, Levels levels)
    {
        var kept = JsonSerializer.SerializeToNode(entry, entry.GetType(), DomainJson.Options)!.AsObject();
        kept[LevelsMember] = JsonSerializer.SerializeToNode(levels, DomainJson.Options);
        return kept.ToJsonString(DomainJson.Options);
    }

    /// <summary>
    /// The entry with the version that <paramref name="viewer"/> counts; one from before levels were kept with its own.
    /// </summary>
    public static T Read<T>(string json, Actor viewer)
    {
        var kept = JsonNode.Parse(json)!.AsObject();
        if (kept[LevelsMember].Deserialize<Levels>(DomainJson.Options)?.Of(viewer) is { } head)
            kept[VersionMember] = head.Version;
        return kept.Deserialize<T>(DomainJson.Options)!;
    }
}
