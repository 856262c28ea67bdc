using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>
/// Numbers the aggregates of each kind in the order in which they come to be: 1, 2, 3 … A crash may leave one unused.
/// Those of one process who ask at once are given theirs in one write.
/// </summary>
internal sealed class Ordinals(StorageAccount account) : IDisposable
{
    /// <summary>The table.</summary>
    public const string Table = "Ordinals";
    private const int AtOnce = 100;

    private readonly ConcurrentDictionary<string, Counter> _counters = new();

    /// <summary>The next number of a kind.</summary>
    public Task<long> NextAsync(string kind) =>
        _counters.GetOrAdd(kind, k => new Counter(account, k)).Callers.DoAsync(kind);

    public void Dispose()
    {
        foreach (var counter in _counters.Values)
            counter.Callers.Dispose();
    }

    /// <summary>One kind's numbers, and where they stood when this process last gave some.</summary>
    private sealed class Counter
    {
        private readonly StorageAccount _account;
        private readonly string _kind;
        private long _last;
        private ETag? _was;

        public Counter(StorageAccount account, string kind)
        {
            (_account, _kind) = (account, kind);
            Callers = new(AtOnce, callers => TakeAsync(callers.Count));
        }

        public Together<string, long> Callers { get; }

        private async Task<IReadOnlyList<long>> TakeAsync(int count)
        {
            var table = await _account.TableAsync(Table);
            while (true)
            {
                if (_was is null)
                {
                    var row = await table.FindAsync(_kind, _kind, CancellationToken.None);
                    (_last, _was) = (row?.GetInt64("Last") ?? 0, row?.ETag ?? default(ETag));
                }

                try
                {
                    var next = new TableEntity(_kind, _kind) { ["Last"] = _last + count };
                    var answer =
                        _was == default(ETag)
                            ? await table.AddEntityAsync(next)
                            : await table.UpdateEntityAsync(next, _was.Value, TableUpdateMode.Replace);
                    _was = answer.Headers.ETag;
                    _last += count;
                    var first = _last - count + 1;
                    return [.. Enumerable.Range(0, count).Select(i => first + i)];
                }
                catch (RequestFailedException fault) when (fault.IsLostRace())
                {
                    _was = null;
                }
                catch
                {
                    // Whether it was written is not known.
                    _was = null;
                    throw;
                }
            }
        }
    }
}
