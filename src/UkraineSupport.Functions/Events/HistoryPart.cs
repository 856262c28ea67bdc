using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>A stored event and what one reader sees of it.</summary>
/// <param name="Stored">As it is stored.</param>
/// <param name="Chain">The reader's chain before it; null when that is the stored one.</param>
/// <param name="Seen">As the reader counts it; null when it is not for that reader.</param>
internal sealed record SeenEvent(EventRecord Stored, ChainHead? Chain, EventRecord? Seen)
{
    public static SeenEvent Of<T>(StoredEvent happened, Stored<T> stored, Actor viewer)
        where T : class, IAggregate
    {
        var (record, chain) = (happened.Record, happened.Before!.Of(viewer));
        var audience = Audience.Of(record, stored.State.Owner, stored.Levels.Unrecorded);
        return new(record, chain, !audience.Includes(viewer) ? null : chain?.Next(record) ?? record);
    }
}

/// <summary>A part of a history for one reader.</summary>
/// <param name="Seen">The events that the reader sees, oldest first, with the reader's numbers and hashes.</param>
/// <param name="Last">The reader's number of the last of them; where the part began when there are none.</param>
/// <param name="Broken">The first number that is not as it was sealed; null when all is.</param>
internal sealed record HistoryPart(IReadOnlyList<EventRecord> Seen, long Last, long? Broken)
{
    /// <param name="events">Stored events, from before the part on, through all that it may need.</param>
    /// <param name="after">The reader's number of the event that the part comes after.</param>
    /// <param name="limit">Most events to see.</param>
    public static HistoryPart Of<T>(List<SeenEvent> events, long after, int limit, Stored<T> stored, Actor viewer)
        where T : class, IAggregate
    {
        var before = after == 0 ? null : events.Find(e => e.Seen?.Version == after);
        var (part, seen) = (new List<SeenEvent>(), new List<EventRecord>());
        // What the reader does not see belongs to the part before which it came, or to the last.
        var rest = after == 0 ? events : events.SkipWhile(e => e.Seen is null || e.Seen.Version < after);
        foreach (var one in rest.SkipWhile(e => e == before))
        {
            if (seen.Count == limit && seen[^1].Version < stored.VersionFor(viewer))
                break;
            part.Add(one);
            if (one.Seen is { } next)
                seen.Add(next);
        }

        var last = seen.Count == 0 ? after : seen[^1].Version;
        var ends = seen.Count < limit || last >= stored.VersionFor(viewer);
        var broken =
            after > 0 && before is null
                ? after + 1
                : FirstBroken(part, before, after, ends ? stored.Head : null)
                    ?? FirstUnlinked(part, before, ends ? stored.Levels.Of(viewer) : null);
        return new(seen, last, broken);
    }

    /// <summary>In the reader's numbers, where the stored chain breaks.</summary>
    private static long? FirstBroken(List<SeenEvent> part, SeenEvent? before, long after, string? head)
    {
        var broken = HashChain.FirstBroken(
            part.Select(e => e.Stored),
            before?.Stored.Version ?? 0,
            before?.Stored.Hash ?? EventRecord.Genesis,
            head
        );
        return broken is null ? null : after + part.Count(e => e.Seen is not null && e.Stored.Version < broken) + 1;
    }

    /// <summary>In the reader's numbers, where the reader's own chain is not the one that is kept beside.</summary>
    private static long? FirstUnlinked(List<SeenEvent> part, SeenEvent? before, ChainHead? head)
    {
        var chain = before?.Seen is { } first ? new ChainHead(first.Version, first.Hash) : ChainHead.Genesis;
        foreach (var one in part)
        {
            if (one.Chain is not null && one.Chain != chain)
                return chain.Version + 1;
            if (one.Seen is { } seen)
                chain = new(seen.Version, seen.Hash);
        }

        return head is null || head == chain ? null : chain.Version + 1;
    }
}
