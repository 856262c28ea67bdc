using System.Text.Json;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Events;

/// <summary>
/// One event as history shows it, with the disclosure and the system's epoch under which it was recorded (null of
/// events from before that was kept).
/// </summary>
internal sealed record HistoryItem(
    long Version,
    string Type,
    DateTimeOffset At,
    HistoryActor Actor,
    string? Reason,
    JsonElement Data,
    string PreviousHash,
    string Hash,
    Disclosure? Disclosure,
    string? Epoch
);

/// <summary>One step of a timeline: an event without what it carried and how it was sealed.</summary>
internal sealed record TimelineStep(
    long Version,
    DateTimeOffset At,
    string Type,
    string? Reason,
    Role Role,
    string? Party
);

/// <summary>Who did it. The subject (a person's id) is for the coordinators and the actor's own party.</summary>
internal sealed record HistoryActor(Role Role, string? Party, string? Subject);

/// <summary>Whether the past is as it was sealed.</summary>
internal sealed record ChainCheck(bool Intact, long? FirstBroken);

/// <summary>A page of history with the check of that page's part of the chain.</summary>
internal sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, string? Cursor, ChainCheck Chain);

/// <summary>
/// Answers an aggregate's history. The hash chain is checked over every event of the page, also those the caller may
/// not see.
/// </summary>
internal sealed class History(AggregateStore store)
{
    private const int MaxSteps = 200;

    public async Task<Answer> AnswerAsync<T>(Call call, string id, Stored<T> stored, long version, string? owner = null)
    {
        var (limit, cursor) = Paging.Read(call);
        var after =
            Paging.OpenText(cursor) is not { } text ? 0
            : long.TryParse(text, out var at) && at > 0 && at <= version ? at
            : throw Paging.BadCursor();
        // One more before the page: its hash is what the page's first event must point to.
        var events = (await store.EventsAsync(id, Math.Max(0, after - 1), limit + 1, call.Aborted)).ConvertAll(e =>
            e.Record
        );
        var before = after > 0 && events.FirstOrDefault() is { } first && first.Version == after ? first : null;
        var page = (before is null ? events : events[1..]).Where(e => e.Version <= version).Take(limit).ToList();
        var last = after + page.Count;
        var broken = HashChain.FirstBroken(
            page,
            after,
            before?.Hash ?? EventRecord.Genesis,
            last >= version ? stored.Head : null
        );
        if (page.Count < Math.Min(limit, version - after))
            broken ??= last + 1;
        return Answer.Ok(
            new HistoryPage(
                [.. page.Where(e => MaySee(call.Actor, e, owner)).Select(e => Show(call.Actor, e))],
                last < version && page.Count > 0 ? Paging.Seal($"{last}") : null,
                new(broken is null, broken)
            ),
            Preconditions.ETag(version)
        );
    }

    /// <summary>What happened last, at most 200 steps, oldest first: those that the caller may see.</summary>
    public async Task<IReadOnlyList<TimelineStep>> TimelineAsync(
        Call call,
        string id,
        long version,
        string? owner = null
    )
    {
        var events = await store.EventsAsync(id, Math.Max(0, version - MaxSteps), MaxSteps, call.Aborted);
        return
        [
            .. events
                .Select(e => e.Record)
                .Where(e => e.Version <= version && MaySee(call.Actor, e, owner))
                .Select(e => new TimelineStep(e.Version, e.At, e.Type, e.Reason, e.Actor.Role, e.Actor.Party)),
        ];
    }

    /// <summary>An event about one donor's part may be more confidential than what it happened to.</summary>
    private static bool MaySee(Actor actor, EventRecord happened, string? owner) =>
        IConfidentialEvent.Of(happened) is not { } part || part.IsSeenBy(actor, owner);

    private static HistoryItem Show(Actor viewer, EventRecord happened)
    {
        using var data = JsonDocument.Parse(happened.Data);
        var named =
            viewer.Role == Role.Coordinator
            || (viewer.Party is not null && viewer.Party == happened.Actor.Party && !viewer.IsAnonymous);
        return new(
            happened.Version,
            happened.Type,
            happened.At,
            new(happened.Actor.Role, happened.Actor.Party, named ? happened.Actor.Subject : null),
            happened.Reason,
            data.RootElement.Clone(),
            happened.PreviousHash,
            happened.Hash,
            happened.Envelope?.Disclosure,
            happened.Envelope?.Epoch
        );
    }
}
