using UkraineSupport.Domain.Access;

namespace UkraineSupport.Domain.Events;

/// <summary>How far a chain of events goes.</summary>
/// <param name="Version">How many there are.</param>
/// <param name="Hash">Hash of the last; 64 zeros before the first.</param>
public sealed record ChainHead(long Version, string Hash)
{
    /// <summary>Of a chain without an event.</summary>
    public static ChainHead Genesis { get; } = new(0, EventRecord.Genesis);

    /// <summary>The event as the next one of this chain: with its number, its id and its hash there.</summary>
    public EventRecord Next(EventRecord happened) => happened.Behind(this);

    /// <summary>The chain with that event.</summary>
    public ChainHead After(EventRecord happened)
    {
        var next = Next(happened);
        return new(next.Version, next.Hash);
    }
}

/// <summary>
/// An aggregate's history as those read it who may not see all of it. Each level has a chain of its own, numbered and
/// hashed as if what it may not see had never been: neither a gap nor a hash tells of it. Those who see all (the
/// recipient, coordinators) read the chain that is stored. See docs/decisions/0016.
/// </summary>
/// <param name="Public">What everyone sees.</param>
/// <param name="Coalition">What the coalition sees.</param>
/// <param name="Donors">What a donor sees that sees more than the coalition does, by donor.</param>
/// <param name="Unrecorded">As what events from before there were envelopes count: as the aggregate did when its levels
/// were first reckoned.</param>
public sealed record Levels(
    ChainHead Public,
    ChainHead Coalition,
    IReadOnlyDictionary<string, ChainHead> Donors,
    Disclosure Unrecorded
)
{
    private static readonly Dictionary<string, ChainHead> NoDonors = [];

    /// <summary>Those of an aggregate without an event.</summary>
    public static Levels None(Disclosure unrecorded) => new(ChainHead.Genesis, ChainHead.Genesis, NoDonors, unrecorded);

    /// <summary>The levels after one more event.</summary>
    /// <param name="happened">The event as it is stored.</param>
    /// <param name="owner">The donor that the aggregate belongs to, or null.</param>
    public Levels After(EventRecord happened, string? owner)
    {
        var audience = Audience.Of(happened, owner, Unrecorded);
        if (audience.Disclosure == Disclosure.Restricted)
        {
            var donors = new Dictionary<string, ChainHead>(Donors);
            // Until then such a donor saw what the coalition sees.
            foreach (var donor in audience.Donors)
                donors[donor] = donors.GetValueOrDefault(donor, Coalition).After(happened);
            return this with { Donors = donors };
        }

        return this with
        {
            Public = audience.Disclosure == Disclosure.Public ? Public.After(happened) : Public,
            Coalition = Coalition.After(happened),
            Donors = Donors.Count == 0 ? Donors : Donors.ToDictionary(d => d.Key, d => d.Value.After(happened)),
        };
    }

    /// <summary>The chain that <paramref name="viewer"/> reads; null for one who sees all.</summary>
    public ChainHead? Of(Actor viewer) =>
        viewer.MaySee(Disclosure.Restricted, null) ? null
        : !viewer.MaySee(Disclosure.Coalition, null) ? Public
        : viewer.Party is { } party && viewer.IsDonor(party) ? Donors.GetValueOrDefault(party, Coalition)
        : Coalition;

    /// <summary>The chain of those who see what is disclosed to <paramref name="level"/>; null where that is all.</summary>
    public ChainHead? Of(Disclosure level) =>
        level switch
        {
            Disclosure.Public => Public,
            Disclosure.Coalition => Coalition,
            _ => null,
        };
}
