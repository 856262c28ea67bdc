using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Access;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// Looks after the feed's end for all who listen in this process, as long as somebody does: what is new is read once,
/// whoever and however many they are. What this process appended itself is not read at all.
/// </summary>
internal sealed class FeedWatch : IDisposable
{
    /// <summary>Between two looks for what other processes appended.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// How long an event goes by who could see it when it was read: later it is read again from the feed.
    /// </summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>Events that are kept for those who come back after their stream has ended.</summary>
    private const int MostRecent = 256;

    private readonly FeedTable _table;
    private readonly FeedSources _sources;
    private readonly FeedCursors _cursors;
    private readonly TimeProvider _time;
    private readonly ILogger<FeedWatch> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _starting = new(1);
    private readonly Lock _lock = new();
    private readonly List<Listening> _listeners = [];
    private readonly Queue<LiveEvent> _recent = new();
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isWatching;
    private bool _isAway;
    private long _position;
    private long _recentFrom;

    public FeedWatch(
        FeedTable table,
        FeedSources sources,
        FeedCursors cursors,
        TimeProvider time,
        ILogger<FeedWatch> log
    )
    {
        (_table, _sources, _cursors, _time, _log) = (table, sources, cursors, time, log);
        table.Appended += Take;
    }

    /// <summary>The position up to which everybody who listens has been handed what is theirs.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>How many listen.</summary>
    public int Listeners
    {
        get
        {
            lock (_lock)
                return _listeners.Count;
        }
    }

    /// <summary>
    /// Begins to listen, behind <paramref name="after"/> if what came since is still at hand; otherwise from now on, and
    /// what lies between is to be read from the feed.
    /// </summary>
    public async Task<Listening> ListenAsync(Actor viewer, FeedFilter filter, long after, CancellationToken cancel)
    {
        while (true)
        {
            await StartAsync(cancel);
            lock (_lock)
            {
                // Ended meanwhile, since nobody listened.
                if (!_isWatching)
                    continue;
                while (_recent.TryPeek(out var old) && IsStale(old.Fed))
                    _recentFrom = _recent.Dequeue().Row.Position;
                var from = after >= _recentFrom && after <= _position ? after : _position;
                var listening = new Listening(viewer, filter, from, Leave);
                foreach (var one in _recent.Where(e => e.Row.Position > from))
                    listening.Offer(one);
                _listeners.Add(listening);
                return listening;
            }
        }
    }

    /// <summary>Whether it has to be read again who may see an event.</summary>
    public bool IsStale(FedEvent one) => _time.GetUtcNow() - one.ReadAt > Fresh;

    /// <inheritdoc />
    public void Dispose()
    {
        _table.Appended -= Take;
        _stop.Cancel();
        _stop.Dispose();
        _starting.Dispose();
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        await _starting.WaitAsync(cancel);
        try
        {
            lock (_lock)
            {
                if (_isWatching)
                    return;
            }

            var last = await _table.LastAsync(cancel);
            lock (_lock)
            {
                _recent.Clear();
                _position = _recentFrom = last;
                _isWatching = true;
            }

            _ = Task.Run(() => WatchAsync(_stop.Token), CancellationToken.None);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var wake = _wake.Task;
            try
            {
                await LookAsync(stop);
                _isAway = false;
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                // Once: it is the same news until storage answers again. Those who listen go on listening.
                if (!_isAway)
                    _log.LogWarning(
                        "The feed cannot be read and is tried again: {Fault}",
                        fault.GetBaseException().Message
                    );
                _isAway = true;
            }

            await wake.WaitAsync(Pause, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_lock)
            {
                if (_wake.Task.IsCompleted)
                    _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_listeners.Count > 0)
                    continue;
                _isWatching = false;
                _recent.Clear();
                return;
            }
        }
    }

    /// <summary>Reads what other processes appended, and hands it on.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        var last = await _table.LastAsync(stop);
        while (Position is var position && position < last)
        {
            var (rows, reached) = await _table.ReadAsync(position, last, stop);
            HandOn(await _sources.LoadAsync(rows, stop), reached);
        }
    }

    /// <summary>
    /// What this process appended: handed on if that is what comes next and was read just now; otherwise it is read.
    /// </summary>
    private void Take(IReadOnlyList<FedEvent> appended)
    {
        lock (_lock)
        {
            if (!_isWatching)
                return;
            if (appended[0].Row.Position <= _position + 1 && !appended.Any(IsStale))
                HandOn(appended, appended[^1].Row.Position);
            else
                _wake.TrySetResult();
        }
    }

    private void HandOn(IReadOnlyList<FedEvent> events, long through)
    {
        lock (_lock)
        {
            foreach (var one in events.Where(e => e.Row.Position > _position))
            {
                var live = new LiveEvent(one, _cursors);
                _listeners.RemoveAll(l => !l.Offer(live));
                _recent.Enqueue(live);
                if (_recent.Count > MostRecent)
                    _recentFrom = _recent.Dequeue().Row.Position;
            }

            _position = Math.Max(_position, through);
        }
    }

    private void Leave(Listening listening)
    {
        lock (_lock)
            _listeners.Remove(listening);
    }
}
