using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Feed;

/// <summary>
/// The feed: what happened, each event once, at positions without holes. An event, the word that it is there and the
/// segment's head are written in one transaction: whoever reads a position has all before it. Events that come at once
/// in one process share a transaction.
/// </summary>
internal sealed class FeedTable : IDisposable
{
    private const string Partition = "feed";
    private const string HeadRow = "head";

    /// <summary>A transaction takes 100 operations: the head, and two for each event.</summary>
    private const int AtOnce = 49;

    private const int CallersTogether = 16;
    private const int MostRemembered = 4096;

    /// <summary>
    /// By how much clocks of processes may differ. Each event asks the segments that were written to in that time
    /// before it: at a high rate a long one is most of what the feed costs.
    /// </summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    private readonly FeedSegments _segments;
    private readonly FeedSettings _settings;
    private readonly TimeProvider _time;
    private readonly Together<IReadOnlyList<FedEvent>, bool> _callers;
    private readonly ConcurrentDictionary<string, long> _remembered = new();
    private Head? _head;
    private int _segment;

    public FeedTable(FeedSegments segments, FeedSettings settings, TimeProvider time)
    {
        (_segments, _settings, _time) = (segments, settings, time);
        _callers = new(CallersTogether, AppendAsync);
    }

    /// <summary>What this process appended, in the order of the feed.</summary>
    public event Action<IReadOnlyList<FedEvent>>? Appended;

    /// <summary>What happened before is in the feed no more.</summary>
    public DateTimeOffset Oldest => _time.GetUtcNow() - _settings.Keep;

    /// <summary>
    /// Appends events that are not there yet, in their order; one that is older than the feed is kept is left out.
    /// </summary>
    public Task AddAsync(IReadOnlyList<FedEvent> events) => _callers.DoAsync(events);

    /// <summary>Whether this process appended an aggregate's event of a version, or a later one, lately.</summary>
    public bool Remembers(string id, long version) => _remembered.GetValueOrDefault(id) >= version;

    /// <summary>Whether an event is in the feed.</summary>
    public async Task<bool> ContainsAsync(FedEvent one, CancellationToken cancel)
    {
        var head = _head ?? await HeadAsync(cancel);
        return await IsInAsync(head.Segment, one, cancel) || await IsInOlderAsync(head.Segment, one, cancel);
    }

    /// <summary>The position of the last event there is.</summary>
    public async Task<long> LastAsync(CancellationToken cancel) => (await HeadAsync(cancel)).Last;

    /// <summary>The position before the first event that is kept.</summary>
    public async Task<long> FirstAsync(CancellationToken cancel) =>
        await _segments.AllAsync(0, cancel) is [var first, ..] ? FeedSegment.Before(first.Number) : 0;

    /// <summary>
    /// What stands behind <paramref name="after"/>, oldest first, up to <paramref name="through"/> or the end of its
    /// segment: one query; with the position up to which that is all there is.
    /// </summary>
    public async Task<(List<FeedRow> Rows, long Reached)> ReadAsync(long after, long through, CancellationToken cancel)
    {
        var segment = FeedSegment.Of(after + 1);
        var reached = Math.Min(through, FeedSegment.Before(segment + 1));
        var (from, to) = (FeedRow.Key(after), FeedRow.Key(reached));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {from} and RowKey le {to}"
        );
        var rows = new List<FeedRow>();
        try
        {
            var table = await _segments.TableAsync(segment);
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
                rows.Add(FeedRow.From(row));
        }
        catch (RequestFailedException fault) when (fault.IsNotFound())
        {
            // Dropped in this moment: it is older than what is kept.
        }

        return (rows, reached);
    }

    public void Dispose() => _callers.Dispose();

    private async Task<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<IReadOnlyList<FedEvent>> groups)
    {
        var left = groups.SelectMany(g => g).DistinctBy(e => e.Row.EventId).Where(e => e.Row.At >= Oldest).ToList();
        _head ??= await HeadAsync(CancellationToken.None);
        left = await WhereAsync(left, async e => !await IsInOlderAsync(_head.Segment, e, CancellationToken.None));
        while (left.Count > 0)
        {
            var head = _head ??= await HeadAsync(CancellationToken.None);
            var room = FeedSegment.Before(head.Segment + 1) - head.Last;
            var placed = left.Take((int)Math.Min(AtOnce, room)).Select((e, i) => e.At(head.Last + i + 1)).ToList();
            // Null meanwhile: when it fails, whether it was written is not known.
            _head = null;
            if (await SubmitAsync(head, placed) is { } next)
            {
                _head = next;
                left.RemoveRange(0, placed.Count);
                Remember(placed);
                Appended?.Invoke(placed);
            }
            else
            {
                left = await WhereAsync(left, async e => !await ContainsAsync(e, CancellationToken.None));
            }
        }

        return [.. groups.Select(_ => true)];
    }

    /// <summary>The head after it; null when somebody else wrote first, or one of them is there already.</summary>
    private async Task<Head?> SubmitAsync(Head head, List<FedEvent> placed)
    {
        var last = placed[^1].Row.Position;
        var row = new TableEntity(Partition, HeadRow) { ["Last"] = last };
        var actions = new List<TableTransactionAction>
        {
            head.ETag is { } etag
                ? new(TableTransactionActionType.UpdateReplace, row, etag)
                : new(TableTransactionActionType.Add, row),
        };
        foreach (var one in placed.Select(e => e.Row))
        {
            var mark = new TableEntity(Partition, FeedRow.MarkOf(one.EventId)) { ["Position"] = one.Position };
            actions.Add(new(TableTransactionActionType.Add, one.ToEntity(Partition)));
            actions.Add(new(TableTransactionActionType.Add, mark));
        }

        if (head.ETag is null)
            await _segments.OpenAsync(head.Segment);
        var table = await _segments.TableAsync(head.Segment);
        try
        {
            var answers = await table.SubmitTransactionAsync(actions);
            return last == FeedSegment.Before(head.Segment + 1)
                ? new(head.Segment + 1, last, null)
                : head with
                {
                    Last = last,
                    ETag = answers.Value[0].Headers.ETag,
                };
        }
        catch (RequestFailedException fault) when (fault.IsLostRace())
        {
            return null;
        }
    }

    /// <summary>Where the next event goes.</summary>
    private async Task<Head> HeadAsync(CancellationToken cancel)
    {
        if (_segment == 0)
            _segment = await _segments.AllAsync(0, cancel) is [.., var newest] ? newest.Number : 1;
        while (true)
        {
            var segment = _segment;
            var table = await _segments.TableAsync(segment);
            if (await table.FindAsync(Partition, HeadRow, cancel) is not { } row)
            {
                // Empty, or dropped since this process last looked.
                if (await _segments.AllAsync(0, cancel) is [.., var there] && there.Number > segment)
                    _segment = there.Number;
                else
                    return new(segment, FeedSegment.Before(segment), null);
                continue;
            }

            var last = row.GetInt64("Last")!.Value;
            if (last < FeedSegment.Before(segment + 1))
                return new(segment, last, row.ETag);
            _segment = segment + 1;
        }
    }

    /// <summary>Whether an event is in a segment before this one that was not full when it happened.</summary>
    private async Task<bool> IsInOlderAsync(int segment, FedEvent one, CancellationToken cancel)
    {
        if (segment == 1)
            return false;
        var segments = await _segments.AllAsync(segment, cancel);
        foreach (var older in segments.Where(s => s.Number < segment))
        {
            var isFull = segments.Any(s => s.Number == older.Number + 1 && s.Opened < one.Row.At - Skew);
            if (!isFull && await IsInAsync(older.Number, one, cancel))
                return true;
        }

        return false;
    }

    private async Task<bool> IsInAsync(int segment, FedEvent one, CancellationToken cancel)
    {
        var table = await _segments.TableAsync(segment);
        return await table.FindAsync(Partition, FeedRow.MarkOf(one.Row.EventId), cancel, ["Position"]) is not null;
    }

    private void Remember(List<FedEvent> placed)
    {
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        foreach (var one in placed.Select(e => e.Row))
            _remembered.AddOrUpdate(one.Id, one.Version, (_, known) => Math.Max(known, one.Version));
    }

    private static async Task<List<FedEvent>> WhereAsync(List<FedEvent> events, Func<FedEvent, Task<bool>> holds)
    {
        var answers = await Task.WhenAll(events.Select(holds));
        return [.. events.Where((_, i) => answers[i])];
    }

    /// <param name="Segment">The segment that the next event goes to.</param>
    /// <param name="Last">The last position there is.</param>
    /// <param name="ETag">Of the segment's head; null when the segment is empty.</param>
    private sealed record Head(int Segment, long Last, ETag? ETag);
}
