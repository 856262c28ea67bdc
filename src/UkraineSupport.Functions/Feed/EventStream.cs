using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Feed;

/// <summary>What every stream needs.</summary>
internal sealed record StreamParts(
    FeedWatch Watch,
    FeedReader Reader,
    FeedCursors Cursors,
    TimeProvider Time,
    ILogger<EventStream> Log
);

/// <summary>
/// Server-sent events to one caller (WHATWG HTML, 9.2): what lies behind a position, then what comes, until its time is
/// over. The last id is where the next stream goes on, so that nothing is lost and nothing comes twice.
/// </summary>
/// <param name="viewer">The caller.</param>
/// <param name="filter">What is asked for.</param>
/// <param name="after">The position it begins behind.</param>
/// <param name="length">When it ends.</param>
/// <param name="parts">What it is made of.</param>
/// <param name="stopping">The process stops.</param>
internal sealed class EventStream(
    Actor viewer,
    FeedFilter filter,
    long after,
    TimeSpan length,
    StreamParts parts,
    CancellationToken stopping
) : IResult
{
    /// <summary>A sign of life, so that what stands between takes the connection for alive.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Events of one part that is read from the feed itself.</summary>
    private const int PartSize = 100;

    /// <summary>Bytes that are gathered before they are sent, when more is there already.</summary>
    private const int Gathered = 32 * 1024;

    private long _position = after;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var aborted = httpContext.RequestAborted;
        using var over = new CancellationTokenSource(length, parts.Time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping, over.Token);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        // For what stands between: neither kept nor gathered.
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            // Not all come back in the same moment.
            var retry = Random.Shared.Next(500, 1500).ToString(CultureInfo.InvariantCulture);
            await SendAsync(response, $"retry: {retry}\n{await IdAsync()}\n");
            await RunAsync(response, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            if (!aborted.IsCancellationRequested)
                await SendAsync(response, $": until soon\n{await IdAsync()}\n");
        }
        catch (Exception fault) when (Faults.IsStorageAway(fault))
        {
            parts.Log.LogWarning("A stream ends, since storage is away: {Fault}", fault.GetBaseException().Message);
        }
    }

    private async Task RunAsync(HttpResponse response, CancellationToken ends)
    {
        var beat = Task.Delay(Heartbeat, parts.Time, ends);
        while (true)
        {
            using var listening = await parts.Watch.ListenAsync(viewer, filter, _position, ends);
            await CatchUpAsync(response, listening.From, ends);
            beat = await FollowAsync(response, listening, beat, ends);
        }
    }

    /// <summary>Sends what the feed has up to a position.</summary>
    private async Task CatchUpAsync(HttpResponse response, long through, CancellationToken ends)
    {
        while (_position < through)
        {
            var part = await parts.Reader.AfterAsync(viewer, filter, _position, through, PartSize, ends);
            foreach (var one in part.Events)
            {
                var cursor = await parts.Cursors.SealAsync(one.Row.Position, ends);
                await SendAsync(response, LiveEvent.Frame(cursor, one.Row.Type, one.Json));
                _position = one.Row.Position;
            }

            _position = Math.Max(_position, part.Position);
        }
    }

    /// <summary>Sends what comes, until this stream did not keep up; answers when the next heartbeat is due.</summary>
    private async Task<Task> FollowAsync(HttpResponse response, Listening listening, Task beat, CancellationToken ends)
    {
        var unsent = 0;
        Task<bool>? comes = null;
        while (true)
        {
            // Before it is looked whether there is any: all up to here was handed over by then.
            var handedOver = parts.Watch.Position;
            if (listening.Events.TryRead(out var live))
            {
                if (live.Row.Position <= _position)
                    continue;
                if (parts.Watch.IsStale(live.Fed))
                    return beat;
                if (await live.FrameAsync(viewer) is { } frame)
                {
                    response.BodyWriter.Write(frame);
                    unsent += frame.Length;
                }

                _position = live.Row.Position;
                if (unsent < Gathered)
                    continue;
            }
            else if (!listening.Events.Completion.IsCompleted)
            {
                _position = Math.Max(_position, handedOver);
            }

            if (unsent > 0)
            {
                await SendAsync(response, []);
                unsent = 0;
                continue;
            }

            comes ??= listening.Events.WaitToReadAsync(ends).AsTask();
            await await Task.WhenAny(comes, beat);
            if (beat.IsCompleted)
            {
                await SendAsync(response, $": still here\n{await IdAsync()}\n");
                beat = Task.Delay(Heartbeat, parts.Time, ends);
            }

            if (!comes.IsCompleted)
                continue;
            if (!await comes)
                return beat;
            comes = null;
        }
    }

    /// <summary>Moves the id on without an event, so that the next stream passes over what this one did.</summary>
    private async Task<string> IdAsync() => $"id: {await parts.Cursors.SealAsync(_position, CancellationToken.None)}\n";

    private static Task SendAsync(HttpResponse response, string text) =>
        SendAsync(response, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Sends this with what was gathered. A write is not cut off when the time is over: the server would take that for
    /// a broken connection. Who does not read at all, it gets rid of itself.
    /// </summary>
    private static async Task SendAsync(HttpResponse response, byte[] bytes)
    {
        response.BodyWriter.Write(bytes);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
