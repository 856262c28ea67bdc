using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Domain.Events;

/// <summary>
/// One event as it is kept: what happened, to what, by whom, when and why, with the version it produced, and chained to
/// the event before it by hash so that a changed past shows (DOMAIN §5 rule 3).
/// </summary>
/// <param name="AggregateId">The pledge or requirement.</param>
/// <param name="Version">1 for the first event of the aggregate, then one more each.</param>
/// <param name="Type">Name of the event, see <see cref="EventTypes"/>.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Actor">Who did it; <see cref="Actor.System"/> for deadlines.</param>
/// <param name="Reason">Why, in the actor's words, or null where none is asked.</param>
/// <param name="Data">The event itself, as JSON text exactly as hashed.</param>
/// <param name="PreviousHash">Hash of the event before, 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, lower-case hex.</param>
public sealed record EventRecord(
    string AggregateId,
    long Version,
    string Type,
    DateTimeOffset At,
    Actor Actor,
    string? Reason,
    string Data,
    string PreviousHash,
    string Hash
)
{
    /// <summary>What the first event of a chain points back to.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>Seals an event behind the one whose hash is <paramref name="previousHash"/>.</summary>
    public static EventRecord Seal(
        string aggregateId,
        long version,
        object happened,
        DateTimeOffset at,
        Actor actor,
        string? reason,
        string previousHash
    )
    {
        var record = new EventRecord(
            aggregateId,
            version,
            EventTypes.NameOf(happened),
            at,
            actor,
            reason,
            JsonSerializer.Serialize(happened, happened.GetType(), DomainJson.Options),
            previousHash,
            ""
        );
        return record with { Hash = record.ComputeHash() };
    }

    /// <summary>The event as the type it was, for applying and publishing.</summary>
    public object Happened() => JsonSerializer.Deserialize(Data, EventTypes.All[Type], DomainJson.Options)!;

    /// <summary>Whether the content still gives the hash it was sealed with.</summary>
    public bool IsUnchanged() => ComputeHash() == Hash;

    private string ComputeHash()
    {
        // Length-prefixed parts, and a sign of its own for one that is not there: no two different events can give the
        // same text.
        var text = new StringBuilder();
        foreach (
            var part in new string?[]
            {
                AggregateId,
                $"{Version}",
                Type,
                At.UtcDateTime.ToString("O"),
                DomainJson.Word(Actor.Role),
                Actor.Party,
                Actor.Subject,
                Reason,
                Data,
                PreviousHash,
            }
        )
        {
            if (part is null)
                text.Append('-');
            else
                text.Append(part.Length).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
