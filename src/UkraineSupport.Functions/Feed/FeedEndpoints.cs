using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Json;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// An event as CloudEvents 1.0 has it, with the id, number and hash that its reader's level counts. Without
/// <c>data</c> there is <c>dataref</c>: what it carries is too large.
/// </summary>
internal sealed record CloudEventView(
    string Specversion,
    string Id,
    string Source,
    string Type,
    string Subject,
    string Time,
    string Sequence,
    Disclosure Disclosure,
    string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Datacontenttype,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Dataref
);

/// <summary>A page of the feed.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Cursor">Goes on from here: <c>after</c> of the next page or of the stream.</param>
/// <param name="More">Whether there is more already.</param>
/// <param name="Older">Goes back from here: <c>before</c> of the page of what happened earlier; null where there is
/// nothing earlier, and on a page that was asked for with <c>after</c>.</param>
internal sealed record FeedPage(IReadOnlyList<CloudEventView> Items, string Cursor, bool More, string? Older);

/// <summary>What happens, as the caller may see it: in pages, or as it comes.</summary>
internal sealed class FeedEndpoints(
    Api api,
    FeedReader reader,
    FeedCursors cursors,
    FeedTable table,
    EventStreams streams
)
{
    private const string After = "after";
    private const string Before = "before";

    /// <summary>
    /// What happened, oldest first: after a cursor, or the last before one; without one the newest. By type, donor and
    /// capability.
    /// </summary>
    [Function("ListEvents")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "events")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, [.. FeedFilter.Names, After, Before, "limit"]);
                var (filter, limit) = (FeedFilter.Read(call), Paging.LimitOf(call));
                var (after, before) = (request.Query[After].FirstOrDefault(), request.Query[Before].FirstOrDefault());
                if (after is not null && before is not null)
                    throw new ProblemException(
                        400,
                        "both-ways",
                        $"{After} goes on and {Before} goes back: a page has one of them."
                    );
                var position = await PositionAsync(after ?? before, call.Aborted);
                var part = after is null
                    ? await reader.BeforeAsync(call.Actor, filter, position, limit, call.Aborted)
                    : await reader.AfterAsync(
                        call.Actor,
                        filter,
                        position,
                        await table.LastAsync(call.Aborted),
                        limit,
                        call.Aborted
                    );
                return Answer.Ok(
                    new FeedPage(
                        [.. part.Events.Select(e => e.Json.ToObjectFromJson<CloudEventView>(DomainJson.Options)!)],
                        await cursors.SealAsync(part.Position, call.Aborted),
                        part.HasMore,
                        part.Older is { } older ? await cursors.SealAsync(older, call.Aborted) : null
                    )
                );
            }
        );

    /// <summary>
    /// The same as it comes, as server-sent events. After the cursor in <c>Last-Event-ID</c> or <c>after</c>; without
    /// one from now on. Ends after some minutes: go on with the last id.
    /// </summary>
    [Function("StreamEvents")]
    public Task<IResult> StreamAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "events/stream")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, [.. FeedFilter.Names, After]);
                var filter = FeedFilter.Read(call);
                // Who comes back sends the header, behind the address of the first time.
                var cursor = request.Headers["Last-Event-ID"].FirstOrDefault() is { Length: > 0 } last
                    ? last
                    : request.Query[After].FirstOrDefault();
                streams.Hold(call);
                return streams.Begin(call, filter, await PositionAsync(cursor, call.Aborted));
            }
        );

    /// <summary>Where a cursor stands; without one behind all there is.</summary>
    private Task<long> PositionAsync(string? cursor, CancellationToken cancel) =>
        cursor is null ? table.LastAsync(cancel) : cursors.OpenAsync(cursor, cancel);
}
