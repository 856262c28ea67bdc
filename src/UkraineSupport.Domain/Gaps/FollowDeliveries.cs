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
                    now
                );
        }

        if (found.Version <= gap.FoundVersion)
            return default;
        if (found.Months.Count == 0)
            return gap.Gone
                ? default(Decision<GapEvent>)
                : gap.AndItsTurn(new GapVanished(found.MergedInto, found.Version));
        if (!gap.Gone && found.Disclosure == gap.Disclosure && found.Months.SequenceEqual(gap.Months))
            return default;
        return gap.AndItsTurn(Changed(gap, found));
    }

    private static GapEvent Changed(Gap gap, FoundGap found)
    {
        var (was, now) = (gap.Shortfall, found.Months.Sum(m => m.Shortfall));
        return now > was ? new GapWidened(found.Months, was, now, found.Disclosure, found.Version)
            : now < was ? new GapNarrowed(found.Months, was, now, found.Disclosure, found.Version)
            : new GapRevised(found.Months, found.Disclosure, found.Version);
    }

    /// <summary>
    /// Allocations that a narrower gap has no use for any more: the last taken first, and only whole ones, so that
    /// nothing is torn from a gap that still needs part of it.
    /// </summary>
    public static IReadOnlyList<string> Surplus(Gap gap)
    {
        var spare = gap.Covered - gap.Shortfall;
        var surplus = new List<string>();
        foreach (var part in gap.Coverage.Reverse().Where(c => c.Credit > 0 && c.Dispatched == 0))
        {
            if (part.Credit > spare)
                continue;
            surplus.Add(part.Allocation);
            spare -= part.Credit;
        }

        return surplus;
    }
}
