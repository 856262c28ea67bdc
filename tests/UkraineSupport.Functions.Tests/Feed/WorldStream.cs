using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Functions.Tests.Disclosures;
using UkraineSupport.Testing;
using UkraineSupport.Testing.Client;

namespace UkraineSupport.Functions.Tests.Feed;

/// <summary>A stream of the app, read as it comes, in a world whose clock the test moves.</summary>
internal sealed class WorldStream : IAsyncDisposable
{
    private readonly Pipe _pipe;
    private readonly CancellationTokenSource _gone = new();
    private readonly ConcurrentQueue<SentEvent> _sent = [];
    private readonly TaskCompletionSource _reads = new();
    private readonly Task _executing;
    private readonly Task _reading;

    private WorldStream(HttpContext http, IResult result, long room)
    {
        _pipe = new(new PipeOptions(pauseWriterThreshold: room, resumeWriterThreshold: room / 2));
        http.Response.Body = _pipe.Writer.AsStream();
        http.RequestAborted = _gone.Token;
        _executing = ExecuteAsync(http, result);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<SentEvent> Sent => [.. _sent];

    /// <summary>The ids of the events that were sent so far.</summary>
    public IReadOnlyList<string> Ids =>
        [
            .. _sent
                .Where(e => e.Data is not null)
                .Select(e => JsonDocument.Parse(e.Data!).RootElement.GetProperty("id").GetString()!),
        ];

    /// <summary>Where the next stream goes on.</summary>
    public string LastId => _sent.Last(e => e.Id is not null).Id!;

    /// <summary>Whether the app has ended it.</summary>
    public bool HasEnded => _executing.IsCompleted && _reading.IsCompleted;

    /// <summary>Begins a stream; it is there when this answers.</summary>
    /// <param name="world">Where.</param>
    /// <param name="who">Who.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="last">The last id, or null.</param>
    /// <param name="isSlow">Whether nothing is read before <see cref="Read"/>.</param>
    public static async Task<WorldStream> OpenAsync(
        World world,
        string? who,
        string query = "",
        string? last = null,
        bool isSlow = false
    )
    {
        var request = world.Request(who, "GET", $"events/stream{query}");
        if (last is not null)
            request.Headers["Last-Event-ID"] = last;
        var result = await world.CallAsync(request);
        Assert.IsNotType<Functions.Http.Answer>(result);
        var listeners = world.Get<Functions.Feed.FeedWatch>().Listeners;
        var stream = new WorldStream(request.HttpContext, result, isSlow ? 4096 : 1024 * 1024);
        if (!isSlow)
            stream.Read();
        await Poll.UntilAsync(
            "it listens",
            () => Task.FromResult(world.Get<Functions.Feed.FeedWatch>().Listeners > listeners || stream.HasEnded)
        );
        return stream;
    }

    /// <summary>Begins to read.</summary>
    public void Read() => _reads.TrySetResult();

    /// <summary>Waits until this many events have come.</summary>
    public Task UntilAsync(int count) =>
        Poll.UntilAsync($"{count} events have come, of {Ids.Count}", () => Task.FromResult(Ids.Count >= count));

    public Task UntilAsync(string what, Func<WorldStream, bool> holds) =>
        Poll.UntilAsync(what, () => Task.FromResult(holds(this)));

    public async ValueTask DisposeAsync()
    {
        Read();
        await _gone.CancelAsync();
        await _executing;
        await _reading;
        _gone.Dispose();
    }

    private async Task ExecuteAsync(HttpContext http, IResult result)
    {
        await Task.Yield();
        await result.ExecuteAsync(http);
        await http.Response.CompleteAsync();
        await _pipe.Writer.CompleteAsync();
    }

    private async Task ReadAsync()
    {
        await _reads.Task;
        await foreach (var one in ServerSentEvents.ReadAsync(_pipe.Reader.AsStream()))
            _sent.Enqueue(one);
    }
}
