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
/// <param name="Data">The event itself, as JSON text.</param>
/// <param name="PreviousHash">Hash of the event before, 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, lower-case hex; commitments stand in for what can be
/// erased.</param>
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

    /// <summary>How it was recorded; null of an event from before there were envelopes.</summary>
    public EventEnvelope? Envelope { get; init; }

    /// <summary>Seals an event behind the one whose hash is <paramref name="previousHash"/>.</summary>
    /// <param name="aggregateId">The aggregate.</param>
    /// <param name="version">The version that it produced.</param>
    /// <param name="happened">The event.</param>
    /// <param name="at">When.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why, or null.</param>
    /// <param name="previousHash">Hash of the event before.</param>
    /// <param name="disclosure">Who may see the aggregate after it.</param>
    /// <param name="epoch">The system's present life.</param>
    /// <param name="salts">Gives the salt of each commitment: random unless a test says otherwise.</param>
    public static EventRecord Seal(
        string aggregateId,
        long version,
        object happened,
        DateTimeOffset at,
        Actor actor,
        string? reason,
        string previousHash,
        Disclosure disclosure = Disclosure.Coalition,
        string epoch = EventSettings.First,
        Func<byte[]>? salts = null
    )
    {
        var own = (happened as IConfidentialEvent)?.Confidentiality ?? disclosure;
        var envelope = EventEnvelope.Of(
            own > disclosure ? own : disclosure,
            epoch,
            actor,
            reason,
            happened,
            salts ?? (() => RandomNumberGenerator.GetBytes(16))
        );
        var record = new EventRecord(
            aggregateId,
            version,
            EventTypes.NameOf(happened),
            at,
            actor,
            reason,
            envelope.InClear(),
            previousHash,
            ""
        )
        {
            Envelope = envelope,
        };
        return record with { Hash = record.ComputeHash() };
    }

    /// <summary>
    /// Id that no other event has, also in a system that was restored: aggregate and version, and the epoch from the
    /// second on.
    /// </summary>
    public string Id =>
        Envelope is null or { Epoch: EventSettings.First }
            ? $"{AggregateId}/{Version}"
            : $"{AggregateId}/{Version}/{Envelope.Epoch}";

    /// <summary>
    /// The event as it would have been sealed behind <paramref name="head"/>: for those who do not see what came in
    /// between. The same parts are hashed, with that number and that previous hash.
    /// </summary>
    public EventRecord Behind(ChainHead head)
    {
        var next = this with { Version = head.Version + 1, PreviousHash = head.Hash };
        return next with { Hash = next.ComputeHash() };
    }

    /// <summary>
    /// It without the texts whose commitments are named (or the person's id): they are gone for good, and the hash
    /// still holds.
    /// </summary>
    public EventRecord Without(IReadOnlySet<string> commitments)
    {
        if (Envelope is null)
            return this;
        var left = Envelope with
        {
            Texts = Envelope.Texts.Where(t => !commitments.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value),
        };
        return this with
        {
            Envelope = left,
            Actor = Actor with { Subject = left.Read(left.Subject) },
            Reason = left.Reason is null ? null : left.Read(left.Reason),
            Data = left.InClear(),
        };
    }

    /// <summary>The event as the type it was, for applying and publishing.</summary>
    public object Happened() => JsonSerializer.Deserialize(Data, EventTypes.All[Type], DomainJson.Options)!;

    /// <summary>Whether the content still gives the hash it was sealed with.</summary>
    public bool IsUnchanged() =>
        ComputeHash() == Hash
        && (
            Envelope is not { } envelope
            || (
                envelope.Holds()
                && Data == envelope.InClear()
                && Actor.Subject == envelope.Read(envelope.Subject)
                && Reason == (envelope.Reason is null ? null : envelope.Read(envelope.Reason))
            )
        );

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
                Envelope?.Subject ?? Actor.Subject,
                Envelope is null ? Reason : Envelope.Reason,
                Envelope?.Data ?? Data,
                PreviousHash,
            }.Concat(Envelope is null ? [] : [DomainJson.Word(Envelope.Disclosure), Envelope.Epoch])
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
