using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Pledges;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// A pledge's entry in lists, for each class of callers that sees another one: an allocation for a need that fewer may
/// see than the pledge is not in the ledgers nor in the status that the others read.
/// </summary>
/// <param name="All">As its own donor, the coordinators and the recipient see it.</param>
/// <param name="Version">Its version; as it is read, the one that its reader counts.</param>
/// <param name="Less">As others see it; none where they see the same.</param>
internal sealed record PledgeListing(
    PledgeEntry All,
    long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PledgeSeen>? Less = null
)
{
    /// <summary>Every status that any class of callers sees.</summary>
    [JsonIgnore]
    public IEnumerable<PledgeStatus> Statuses => (Less ?? []).Select(l => l.Entry.Status).Append(All.Status).Distinct();

    /// <summary>The entries of a pledge.</summary>
    public static PledgeListing Of(Pledge pledge)
    {
        var all = PledgeEntry.From(pledge);
        if (pledge.SeenAt(pledge.Disclosure) == pledge)
            return new(all, all.Version);
        IEnumerable<PledgeSeen> seen =
        [
            .. pledge
                .Allocations.Select(a => a.To)
                .OfType<string>()
                .Distinct()
                .Select(p => new PledgeSeen(p, Disclosure.Coalition, Entry(pledge, new(Role.Donor, p, "")))),
            new(null, Disclosure.Coalition, PledgeEntry.From(pledge.SeenAt(Disclosure.Coalition))),
            new(null, Disclosure.Public, PledgeEntry.From(pledge.SeenAt(Disclosure.Public))),
        ];
        return new(all, all.Version, [.. seen]);
    }

    /// <summary>The entry that <paramref name="viewer"/> reads.</summary>
    public PledgeEntry For(Actor viewer)
    {
        var entry =
            viewer.IsDonor(All.Donor) || viewer.MaySee(Disclosure.Restricted, null)
                ? All
                : (Less ?? [])
                    .FirstOrDefault(l => l.Party is null ? viewer.MaySee(l.Level, null) : viewer.IsDonor(l.Party))
                    ?.Entry
                    ?? All;
        return entry with { Version = Version };
    }

    private static PledgeEntry Entry(Pledge pledge, Actor viewer) => PledgeEntry.From(pledge.SeenBy(viewer));
}

/// <summary>A pledge's entry as a class of callers sees it.</summary>
/// <param name="Party">The donor whose stock it replenishes; null for all who see what is <paramref name="Level"/>.</param>
/// <param name="Level">What they may see.</param>
/// <param name="Entry">The entry.</param>
internal sealed record PledgeSeen(string? Party, Disclosure Level, PledgeEntry Entry);
