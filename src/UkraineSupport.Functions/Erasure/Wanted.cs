using System.Text.Json;
using System.Text.Json.Nodes;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Erasure;

/// <summary>What is to go, in clear: held only as long as it takes.</summary>
/// <param name="Persons">Persons' ids, each as a whole.</param>
/// <param name="Texts">What people typed: as a whole, and a distinctive one inside a longer text that it was copied
/// into too, which goes with it.</param>
internal sealed record Wanted(IReadOnlyList<string> Persons, IReadOnlyList<string> Texts)
{
    /// <summary>Characters from which on a text is looked for inside others: a shorter one would be in many.</summary>
    public const int Distinctive = 8;

    private static readonly HashSet<string> Words =
    [
        .. from type in typeof(EventRecord).Assembly.GetTypes()
        where type is { IsEnum: true }
        from value in type.GetEnumValues().Cast<object>()
        select JsonSerializer.SerializeToNode(value, type, DomainJson.Options)!.GetValue<string>(),
    ];

    /// <summary>
    /// Whether a text is one of ours and nobody's: the id of a record, a word or a code of the domain. Rules rest on
    /// those, and they are never to go.
    /// </summary>
    public static bool IsOurs(string text) =>
        Ids.IsWellFormed(text)
        || Words.Contains(text)
        || Parties.IsKnown(text)
        || CapabilityCatalog.Find(text) is not null
        || text == EventEnvelope.Erased;

    /// <summary>Whether a text is to go.</summary>
    public bool Is(string text) =>
        !IsOurs(text)
        && (
            Persons.Contains(text)
            || Texts.Any(t => text == t || (t.Length >= Distinctive && text.Contains(t, StringComparison.Ordinal)))
        );

    /// <summary>Whether both are for the same.</summary>
    public bool IsSameAs(Wanted other) => Persons.SequenceEqual(other.Persons) && Texts.SequenceEqual(other.Texts);

    /// <summary>Whether JSON has something in it that is to go.</summary>
    public bool IsIn(string json) => Scrub(JsonNode.Parse(json));

    /// <summary>The JSON without it; null when there is nothing of it in there.</summary>
    public string? Scrubbed(string json)
    {
        var node = JsonNode.Parse(json);
        return Scrub(node) ? node!.ToJsonString(DomainJson.Options) : null;
    }

    private bool Scrub(JsonNode? node)
    {
        var found = false;
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Goes(value))
                        (members[name], found) = (EventEnvelope.Erased, true);
                    else
                        found |= Scrub(value);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (Goes(items[i]))
                        (items[i], found) = (EventEnvelope.Erased, true);
                    else
                        found |= Scrub(items[i]);
                }

                break;
            default:
                break;
        }

        return found;
    }

    private bool Goes(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && Is(value.GetValue<string>());
}
