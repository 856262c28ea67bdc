using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace UkraineSupport.LocalRuntime.Engine.Log;

/// <summary>The append-only log of a hub in one table: segments are partitions, rows are only ever added.</summary>
internal sealed class LogStore(TableClient table, StorageRetry retry, string owner)
{
    /// <summary>A transaction's rows stay well below the limit of 4 MiB, base64 included.</summary>
    private const int RowsPerTransaction = 5;
    private const int PageSize = 64;

    /// <summary>The writer adds while the archiver deletes: their books are kept under one lock.</summary>
    private readonly Lock _books = new();
    private readonly Dictionary<long, long> _segmentBytes = [];
    private readonly List<LogRow> _unfinished = [];
    private long _commits;
    private long _totalBytes;

    public LogPosition Next { get; private set; }

    /// <summary>Bytes in all segments that are still there, about.</summary>
    public long TotalBytes => Interlocked.Read(ref _totalBytes);

    public long FirstSegment { get; private set; }

    /// <summary>Rows and bytes of each transaction, for the benchmark that repeats them without an engine.</summary>
    internal Action<IReadOnlyList<int>>? OnTransaction { get; set; }

    public Task<bool> ExistsAsync(CancellationToken cancellation) =>
        retry.RunAsync(
            "look for the log",
            async c =>
            {
                try
                {
                    await foreach (
                        var _ in table.QueryAsync<TableEntity>(maxPerPage: 1, select: ["RowKey"], cancellationToken: c)
                    )
                        break;
                    return true;
                }
                catch (RequestFailedException missing) when (missing.Status == 404)
                {
                    return false;
                }
            },
            cancellation
        );

    public Task CreateAsync(CancellationToken cancellation) =>
        retry.RunAsync("create the log", c => table.CreateIfNotExistsAsync(c), cancellation);

    /// <summary>Adds a commit at the log's end; returns once it is durable.</summary>
    /// <exception cref="LogFencedException">Another owner writes this log.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> commit, CancellationToken cancellation)
    {
        var number = ++_commits;
        for (var done = 0; done < commit.Length; )
        {
            var at = Next.Rolled;
            var writer = string.Create(CultureInfo.InvariantCulture, $"{owner}/{number}/{done}");
            var rows = new List<TableEntity>();
            var sizes = new List<int>();
            while (done < commit.Length && rows.Count < RowsPerTransaction)
            {
                var size = Math.Min(LogRow.MostBytes, commit.Length - done);
                rows.Add(
                    LogRow.ToEntity(
                        at,
                        rows.Count,
                        writer,
                        done == 0,
                        done + size == commit.Length,
                        commit.Slice(done, size)
                    )
                );
                sizes.Add(size);
                done += size;
            }
            await AddAsync(rows, writer, cancellation);
            OnTransaction?.Invoke(sizes);
            Next = at;
            Advance(rows.Count, sizes.Sum());
        }
    }

    /// <summary>All commits from the given place on; moves <see cref="Next"/> behind them.</summary>
    public async Task<IReadOnlyList<(long Segment, ReadOnlyMemory<byte> Data)>> ReadOnAsync(
        CancellationToken cancellation
    )
    {
        var rows = await retry.RunAsync("read the log", ReadRowsAsync, cancellation);
        if (Next == default && rows.Count > 0)
            FirstSegment = rows[0].Segment;
        var commits = new List<(long, ReadOnlyMemory<byte>)>();
        foreach (var row in rows)
        {
            if (row.Segment > Next.Segment || Next == default)
                Next = new LogPosition(row.Segment, row.Row, 0);
            else if (row.Row != Next.Row)
                throw new InvalidDataException($"The log lacks row {Next.RowKey(0)}: somebody has deleted it.");
            Advance(1, row.Data.Length);
            // A first row in the middle of a commit: the owner died before the commit's end, so it never took place.
            if (row.First)
                _unfinished.Clear();
            _unfinished.Add(row);
            if (!row.Last)
                continue;
            if (_unfinished[0].First)
                commits.Add((_unfinished[0].Segment, Join(_unfinished)));
            _unfinished.Clear();
        }
        return commits;
    }

    /// <summary>Deletes the segments before the given one, oldest first and each from its first row on.</summary>
    public async Task DeleteBelowAsync(long segment, CancellationToken cancellation)
    {
        for (; FirstSegment < segment; FirstSegment++)
        {
            var keys = new List<string>();
            var partition = LogPosition.Key(FirstSegment);
            await foreach (
                var entity in table.QueryAsync<TableEntity>(
                    $"PartitionKey eq '{partition}'",
                    null,
                    ["RowKey"],
                    cancellation
                )
            )
            {
                keys.Add(entity.RowKey);
            }
            foreach (var some in keys.Order(StringComparer.Ordinal).Chunk(100))
            {
                await table.SubmitTransactionAsync(
                    some.Select(key => new TableTransactionAction(
                        TableTransactionActionType.Delete,
                        new TableEntity(partition, key),
                        ETag.All
                    )),
                    cancellation
                );
            }
            lock (_books)
            {
                _segmentBytes.Remove(FirstSegment, out var bytes);
                _totalBytes -= bytes;
            }
        }
    }

    private void Advance(int rows, long bytes)
    {
        Next = Next.After(rows, bytes);
        lock (_books)
        {
            _segmentBytes[Next.Segment] = _segmentBytes.GetValueOrDefault(Next.Segment) + bytes;
            _totalBytes += bytes;
        }
    }

    private async Task AddAsync(List<TableEntity> rows, string writer, CancellationToken cancellation)
    {
        try
        {
            await retry.RunAsync(
                "append to the log",
                async c =>
                {
                    if (rows.Count == 1)
                        await table.AddEntityAsync(rows[0], c);
                    else
                        await table.SubmitTransactionAsync(
                            rows.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)),
                            c
                        );
                },
                cancellation
            );
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            // Either an earlier attempt of ours that seemed to fail took effect, or somebody else was first.
            var there = await retry.RunAsync(
                "look at the log's end",
                c => table.GetEntityAsync<TableEntity>(rows[0].PartitionKey, rows[0].RowKey, ["W"], c),
                cancellation
            );
            if (there.Value.GetString("W") != writer)
                throw new LogFencedException(
                    $"Row {rows[0].RowKey} of the log was written by another owner of the task hub."
                );
        }
    }

    private async Task<List<LogRow>> ReadRowsAsync(CancellationToken cancellation)
    {
        var filter =
            Next == default
                ? null
                : $"(PartitionKey eq '{Next.PartitionKey}' and RowKey ge '{Next.RowKey(0)}') or PartitionKey gt '{Next.PartitionKey}'";
        var rows = new List<LogRow>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellation))
            rows.Add(LogRow.From(entity));
        rows.Sort((a, b) => (a.Segment, a.Row).CompareTo((b.Segment, b.Row)));
        return rows;
    }

    private static ReadOnlyMemory<byte> Join(List<LogRow> rows)
    {
        if (rows.Count == 1)
            return rows[0].Data;
        var all = new byte[rows.Sum(r => r.Data.Length)];
        var at = 0;
        foreach (var row in rows)
        {
            row.Data.CopyTo(all.AsMemory(at));
            at += row.Data.Length;
        }
        return all;
    }
}
