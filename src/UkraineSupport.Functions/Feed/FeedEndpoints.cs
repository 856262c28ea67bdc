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
internal sealed record FeedPage(IReadOnlyList<CloudEventView> Items, string Cursor, bool More);

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

    /// <summary>
    /// What happened, oldest first, after a cursor; without one the newest. By type, donor and capability.
    /// </summary>
    [Function("ListEvents")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "events")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, [.. FeedFilter.Names, After, "limit"]);
                var (filter, limit) = (FeedFilter.Read(call), Paging.LimitOf(call));
                var part = request.Query[After].FirstOrDefault() is { } cursor
                    ? await AfterAsync(call, filter, cursor, limit)
                    : await reader.NewestAsync(call.Actor, filter, limit, call.Aborted);
                return Answer.Ok(
                    new FeedPage(
                        [.. part.Events.Select(e => e.Json.ToObjectFromJson<CloudEventView>(DomainJson.Options)!)],
                        await cursors.SealAsync(part.Position, call.Aborted),
                        part.HasMore
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
                var after = cursor is null
                    ? await table.LastAsync(call.Aborted)
                    : await cursors.OpenAsync(cursor, call.Aborted);
                return streams.Begin(call, filter, after);
            }
        );

    private async Task<FeedPart> AfterAsync(Call call, FeedFilter filter, string cursor, int limit)
    {
        var after = await cursors.OpenAsync(cursor, call.Aborted);
        var last = await table.LastAsync(call.Aborted);
        return await reader.AfterAsync(call.Actor, filter, after, last, limit, call.Aborted);
    }
}
