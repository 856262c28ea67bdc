using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UkraineSupport.Functions.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Feed;

/// <summary>Begins streams: how many one caller may hold, and how long each lasts.</summary>
/// <param name="admission">Counts a caller's streams.</param>
/// <param name="watch">Hands on what comes.</param>
/// <param name="reader">Reads what came before.</param>
/// <param name="cursors">Seals positions.</param>
/// <param name="settings">How long a stream lasts.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it says that storage is away.</param>
/// <param name="lifetime">Says that the process stops; null where nothing runs it, in tests.</param>
internal sealed class EventStreams(
    Admission admission,
    FeedWatch watch,
    FeedReader reader,
    FeedCursors cursors,
    FeedSettings settings,
    TimeProvider time,
    ILogger<EventStream> log,
    IHostApplicationLifetime? lifetime = null
)
{
    /// <summary>Counts one more stream of the caller's, until the request ends.</summary>
    /// <exception cref="ProblemException">429: the caller has as many as one may have.</exception>
    public void Hold(Call call)
    {
        if (admission.Hold(call.Request, call.Actor) is { } held)
            call.Request.HttpContext.Response.RegisterForDispose(held);
    }

    /// <summary>A stream of what the caller may see behind a position.</summary>
    public EventStream Begin(Call call, FeedFilter filter, long after)
    {
        var length = settings.StreamLength;
        // A token that would be refused now ends the stream that it began.
        if (TokenReader.ExpiryOf(call.Request) is { } expiry && expiry - time.GetUtcNow() < length)
            length = expiry - time.GetUtcNow();
        return new(
            call.Actor,
            filter,
            after,
            length > TimeSpan.Zero ? length : TimeSpan.Zero,
            new(watch, reader, cursors, time, log),
            lifetime?.ApplicationStopping ?? CancellationToken.None
        );
    }
}
