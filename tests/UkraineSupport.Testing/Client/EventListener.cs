using System.Collections.Concurrent;
using System.Text.Json;

namespace UkraineSupport.Testing.Client;

/// <summary>An event as a listener got it.</summary>
/// <param name="Id">The CloudEvent's id.</param>
/// <param name="Arrived">When, by <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record HeardEvent(string Id, long Arrived);

/// <summary>
/// Listens to the app's stream of events, and comes back with the last id whenever it ends or is cut, as a page does.
/// </summary>
public sealed class EventListener : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<HeardEvent> heard = [];
    private readonly string? token;
    private readonly Task listening;
    private CancellationTokenSource connection = new();
    private string? last;

    private EventListener(Uri address, string? token, string? after)
    {
        (this.token, last) = (token, after);
        listening = Task.Run(() => ListenAsync(address));
    }

    /// <summary>What it heard, in the order in which it came.</summary>
    public IReadOnlyList<HeardEvent> Heard => [.. heard];

    /// <summary>How many events it heard.</summary>
    public int Count => heard.Count;

    /// <summary>How often it was connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Begins to listen.</summary>
    /// <param name="api">Where the API begins.</param>
    /// <param name="token">Who; null: nobody.</param>
    /// <param name="query">What is asked for, such as <c>?donor=NLD</c>.</param>
    /// <param name="after">A cursor; null: from now on.</param>
    public static EventListener Start(Uri api, string? token, string query = "", string? after = null) =>
        new(new(api, $"events/stream{query}"), token, after);

    /// <summary>Waits until it is connected, so that nothing from here on is missed.</summary>
    public Task UntilConnectedAsync() =>
        Poll.UntilAsync("the stream has begun", () => Task.FromResult(Connections > 0 && last is not null));

    /// <summary>Cuts its connection, in the middle of whatever comes.</summary>
    public void Cut() => connection.Cancel();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Cut();
        await listening;
        http.Dispose();
        stop.Dispose();
        connection.Dispose();
    }

    private async Task ListenAsync(Uri address)
    {
        while (!stop.IsCancellationRequested)
        {
            connection = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            try
            {
                await ConnectAsync(address, connection.Token);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                // Cut, or the app is away: it comes back.
            }

            await Task.Delay(Pause, TimeProvider.System, stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(Uri address, CancellationToken cut)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (last is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut);
        answer.EnsureSuccessStatusCode();
        Connections++;
        await using var stream = await answer.Content.ReadAsStreamAsync(cut);
        await foreach (var one in ServerSentEvents.ReadAsync(stream, cut))
        {
            if (one.Data is { } data)
            {
                var arrived = TimeProvider.System.GetTimestamp();
                using var json = JsonDocument.Parse(data);
                heard.Enqueue(new(json.RootElement.GetProperty("id").GetString()!, arrived));
            }

            last = one.Id ?? last;
        }
    }
}
