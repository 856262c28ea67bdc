using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.Gaps;

/// <summary>
/// Brings a gap up to what the deliveries of its capability say; older news than it has changes nothing.
/// </summary>
public static class FollowDeliveries
{
    /// <summary>Decides on <paramref name="found"/>; <paramref name="gap"/> is null when it is not open yet.</summary>
    public static Decision<GapEvent> Decide(Gap? gap, FoundGap found, DateTimeOffset now)
    {
        if (gap is null)
        {
            return found.Months.Count == 0
                ? default(Decision<GapEvent>)
                : new GapOpened(
                    found.Id,
                    found.Capability,
                    CapabilityCatalog.Find(found.Capability)!.Unit,
                    found.Months,
                    found.Disclosure,
                    found.Version,
                    now,
                    found.Sources
                );
        }

        if (found.Version <= gap.FoundVersion)
            return default;
        if (found.Months.Count == 0)
            return gap.Gone && gap.MergedInto == found.MergedInto
                ? default(Decision<GapEvent>)
                : gap.AndItsTurn(new GapVanished(found.MergedInto, found.Version));
        if (
            !gap.Gone
            && found.Disclosure == gap.Disclosure
            && found.Months.SequenceEqual(gap.Months)
            && (found.Sources is null || found.Sources.SequenceEqual(gap.Sources))
        )
            return default;
        return gap.AndItsTurn(Changed(gap, found));
    }

    private static GapEvent Changed(Gap gap, FoundGap found)
    {
        var (was, now) = (gap.Shortfall, found.Months.Sum(m => m.Shortfall));
        // Who could not see it yet is not told what it was before.
        if (found.Disclosure < gap.Disclosure)
            was = now;
        return now > was ? new GapWidened(found.Months, was, now, found.Disclosure, found.Version, found.Sources)
            : now < was ? new GapNarrowed(found.Months, was, now, found.Disclosure, found.Version, found.Sources)
            : new GapRevised(found.Months, found.Disclosure, found.Version, found.Sources);
    }

    /// <summary>
    /// The gap takes over from another one, which is no more, how it was weighed, who was asked and what was offered;
    /// nothing when it did. Its coverage comes with its allocations (<see cref="Surplus.Moves"/>).
    /// </summary>
    public static Decision<GapEvent> Join(Gap gap, Gap gone)
    {
        if (gap.Predecessors.Contains(gone.Id))
            return default;
        // How fewer may see it weighed is not to be read off a gap that more may see.
        var weighed = gone.Disclosure > gap.Disclosure ? gap : gone;
        var risks = new[] { gap.Risk, weighed.Risk }.Where(r => r is not null).Distinct().ToList();
        GapEvent joined = new GapJoined(
            gone.Id,
            Math.Min(gap.Priority, weighed.Priority),
            [.. gap.Substitutes.Concat(weighed.Substitutes).DistinctBy(s => s.Capability)],
            risks.Count == 0 ? null : string.Join('\n', risks),
            gone.Disclosure
        );
        return gone.Solicitations.Count == 0 && gone.Offers.Count == 0
            ? joined
            : (GapEvent[])
                [
                    joined,
                    new GapAskingMoved(
                        gone.Id,
                        [.. gone.Solicitations.Select((s, i) => s with { N = gap.Solicitations.Count + 1 + i })],
                        [.. gone.Offers.Where(o => gap.Offers.All(known => known.Pledge != o.Pledge))]
                    ),
                ];
    }
}
