using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Domain.Events;

/// <summary>What somebody typed, or who did it, with the salt of its commitment.</summary>
/// <param name="Text">In clear.</param>
/// <param name="Salt">16 random bytes, base64: without it nobody can try whether a text was the one.</param>
public sealed record SealedText(string Text, string Salt);

/// <summary>
/// How an event was recorded. Its hash covers commitments in place of free text and of the person's id, so that these
/// can be erased and the chain still proves itself; events of before have no envelope and are hashed as they stand.
/// </summary>
/// <param name="Disclosure">Who could see it when it was recorded: the aggregate's disclosure, or the event's own where
/// that is narrower.</param>
/// <param name="Epoch">The system's life that it was recorded in: a restored one has another, and never gives an id of
/// the time before again.</param>
/// <param name="Subject">Commitment to the person's id.</param>
/// <param name="Reason">Commitment to the reason, or null where there is none.</param>
/// <param name="Data">The event as JSON text exactly as hashed: commitments stand in it for free text.</param>
/// <param name="Texts">What the commitments stand for; one that was erased is missing.</param>
public sealed partial record EventEnvelope(
    Disclosure Disclosure,
    string Epoch,
    string Subject,
    string? Reason,
    string Data,
    IReadOnlyDictionary<string, SealedText> Texts
)
{
    /// <summary>What is read in place of a text that was erased.</summary>
    public const string Erased = "[erased]";

    /// <summary>Members of events that people typed, or that name a person.</summary>
    private static readonly HashSet<string> FreeText =
    [
        "title",
        "text",
        "reason",
        "risk",
        "discrepancy",
        "note",
        "source",
        "method",
        "instrument",
        "legalReference",
        "reference",
        "waybill",
        "despite",
        "course",
        "agreement",
        "programme",
        "sources",
        "product",
        "name",
        "index",
        "forceElement",
        "headquarters",
        "url",
        // The person's id where an event repeats who did something.
        "subject",
    ];

    /// <summary>Puts commitments in the place of free text and of the person's id.</summary>
    /// <param name="disclosure">Who can see the event.</param>
    /// <param name="epoch">The system's present life.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="reason">Why, or null.</param>
    /// <param name="happened">The event.</param>
    /// <param name="salts">Gives a salt for each text.</param>
    internal static EventEnvelope Of(
        Disclosure disclosure,
        string epoch,
        Actor actor,
        string? reason,
        object happened,
        Func<byte[]> salts
    )
    {
        var texts = new Dictionary<string, SealedText>();
        string Commit(string text)
        {
            var salt = salts();
            var commitment = Commitment(text, salt);
            texts[commitment] = new(text, Convert.ToBase64String(salt));
            return commitment;
        }

        var data = JsonSerializer.SerializeToNode(happened, happened.GetType(), DomainJson.Options);
        Seal(data, Commit);
        return new(
            disclosure,
            epoch,
            Commit(actor.Subject),
            reason is null ? null : Commit(reason),
            data!.ToJsonString(DomainJson.Options),
            texts
        );
    }

    /// <summary>The event's data in clear, as far as it was not erased.</summary>
    public string InClear() =>
        Sealed().Replace(Data, m => JsonSerializer.Serialize(Read(m.Groups[1].Value), DomainJson.Options));

    /// <summary>What a commitment stands for.</summary>
    public string Read(string commitment) => Texts.TryGetValue(commitment, out var text) ? text.Text : Erased;

    /// <summary>Whether every text that is there is the one that was committed to.</summary>
    internal bool Holds() => Texts.All(t => Commitment(t.Value.Text, Convert.FromBase64String(t.Value.Salt)) == t.Key);

    private static string Commitment(string text, byte[] salt) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text)]))}";

    private static void Seal(JsonNode? node, Func<string, string> commit)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (!FreeText.Contains(name))
                        Seal(value, commit);
                    else if (TextOf(value) is { } text)
                        members[name] = commit(text);
                    else if (value is JsonArray texts)
                        SealAll(texts, commit);
                    else
                        Seal(value, commit);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                    Seal(item, commit);
                break;
            default:
                break;
        }
    }

    private static void SealAll(JsonArray texts, Func<string, string> commit)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (TextOf(texts[i]) is { } text)
                texts[i] = commit(text);
            else
                Seal(texts[i], commit);
        }
    }

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    [GeneratedRegex("\"(sha256:[0-9a-f]{64})\"")]
    private static partial Regex Sealed();
}

/// <summary>
/// The system's life. After a restore from a backup it is raised (setting <c>Events__Epoch</c>), so that no id of the
/// time before is given again.
/// </summary>
public sealed record EventSettings
{
    /// <summary>The first life, which ids do not name.</summary>
    public const string First = "1";

    /// <summary>From the second on part of every new event's id; letters and digits.</summary>
    public string Epoch { get; init; } = First;
}
