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
/// Answers an aggregate's history as its reader may see it: numbered and chained as if what that reader may not see had
/// never been (docs/decisions/0016). The stored chain is checked over every event of the page, also those.
/// </summary>
internal sealed class History(AggregateStore store)
{
    private const int MaxSteps = 200;

    public async Task<Answer> AnswerAsync<T>(Call call, Stored<T> stored)
        where T : class, IAggregate
    {
        var (limit, cursor) = Paging.Read(call);
        var version = stored.VersionFor(call.Actor);
        var after =
            Paging.OpenText(cursor) is not { } text ? 0
            : long.TryParse(text, out var at) && at > 0 && at <= version ? at
            : throw Paging.BadCursor();
        // One more before the page: its hash is what the page's first event must point to.
        var events = await ReadAsync(call, stored, Math.Max(0, after - 1), limit + 1);
        var page = HistoryPart.Of(events, after, limit, stored, call.Actor);
        return Answer.Ok(
            new HistoryPage(
                [.. page.Seen.Select(e => Show(call.Actor, e))],
                page.Last < version && page.Seen.Count > 0 ? Paging.Seal($"{page.Last}") : null,
                new(page.Broken is null, page.Broken)
            ),
            Preconditions.ETag(version)
        );
    }

    /// <summary>What happened last, at most 200 steps, oldest first: those that the caller may see.</summary>
    public async Task<IReadOnlyList<TimelineStep>> TimelineAsync<T>(Call call, Stored<T> stored)
        where T : class, IAggregate
    {
        var events = await ReadAsync(call, stored, Math.Max(0, stored.VersionFor(call.Actor) - MaxSteps), MaxSteps);
        return
        [
            .. events
                .Select(e => e.Seen)
                .OfType<EventRecord>()
                .TakeLast(MaxSteps)
                .Select(e => new TimelineStep(e.Version, e.At, e.Type, e.Reason, e.Actor.Role, e.Actor.Party)),
        ];
    }

    /// <summary>
    /// Stored events from the one after <paramref name="after"/> on, as many as may hold <paramref name="count"/> that
    /// the caller sees: its number of an event is never above the stored one, and below it by what it does not see.
    /// </summary>
    private async Task<List<SeenEvent>> ReadAsync<T>(Call call, Stored<T> stored, long after, int count)
        where T : class, IAggregate
    {
        var unseen = stored.State.Version - stored.VersionFor(call.Actor);
        var events = await store.LevelledEventsAsync(stored, after, count + (int)unseen, call.Aborted);
        return
        [
            .. events
                .Where(e => e.Record.Version <= stored.State.Version)
                .Select(e => SeenEvent.Of(e, stored, call.Actor)),
        ];
    }

    private static HistoryItem Show(Actor viewer, EventRecord happened)
    {
        var named =
            viewer.Role == Role.Coordinator
            || (viewer.Party is not null && viewer.Party == happened.Actor.Party && !viewer.IsAnonymous);
        return new(
            happened.Version,
            happened.Type,
            happened.At,
            new(happened.Actor.Role, happened.Actor.Party, named ? happened.Actor.Subject : null),
            happened.Reason,
            EventData.Of(happened, whole: viewer.MaySee(Disclosure.Restricted, null)),
            happened.PreviousHash,
            happened.Hash,
            happened.Envelope?.Disclosure,
            happened.Envelope?.Epoch
        );
    }
}
