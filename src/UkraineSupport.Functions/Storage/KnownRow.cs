using Azure;
using Azure.Data.Tables;

namespace UkraineSupport.Functions.Storage;

/// <summary>How a state is kept in a row.</summary>
/// <param name="Table">The row's table, which has no other.</param>
/// <param name="Key">Both keys of the row.</param>
/// <param name="First">The state as long as there is no row.</param>
/// <param name="Read">What a row says.</param>
/// <param name="Write">The row of a state.</param>
internal sealed record KnownRowSettings<T>(
    string Table,
    string Key,
    T First,
    Func<TableEntity, T> Read,
    Func<T, TableEntity> Write
);

/// <summary>
/// A state that every process goes by and looks up now and then. Who changes it waits for
/// <see cref="KnownRow.Known"/> before counting on that all processes have.
/// </summary>
internal sealed class KnownRow<T>(StorageAccount account, KnownRowSettings<T> kept, TimeProvider time)
    where T : class
{
    private (T State, DateTimeOffset Until) _read = (kept.First, DateTimeOffset.MinValue);

    /// <summary>As it was read last, however long ago; the first before that.</summary>
    public T Last => _read.State;

    /// <summary>As read at most five seconds ago.</summary>
    public async Task<T> NowAsync(CancellationToken cancel)
    {
        var read = _read;
        if (read.Until > time.GetUtcNow())
            return read.State;
        var until = time.GetUtcNow() + KnownRow.Believed;
        var (state, _) = await ReadAsync(cancel);
        _read = (state, until);
        return state;
    }

    /// <summary>As it is at this moment.</summary>
    public async Task<T> AskAsync(CancellationToken cancel) => (await ReadAsync(cancel)).State;

    /// <summary>
    /// Changes it, as it is at this moment; <paramref name="change"/> answers the same when there is nothing to change,
    /// and what it throws ends that.
    /// </summary>
    public async Task<T> ChangeAsync(Func<T, T> change, CancellationToken cancel)
    {
        var table = await account.TableAsync(kept.Table);
        while (true)
        {
            var (was, etag) = await ReadAsync(cancel);
            var now = change(was);
            if (now.Equals(was))
                return was;
            try
            {
                if (etag is { } known)
                    await table.UpdateEntityAsync(kept.Write(now), known, TableUpdateMode.Replace, cancel);
                else
                    await table.AddEntityAsync(kept.Write(now), cancel);
                _read = (now, time.GetUtcNow() + KnownRow.Believed);
                return now;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Somebody else changed it too.
            }
        }
    }

    // The table is not made when it is asked for: who takes a backup may only read.
    private async Task<(T State, ETag? ETag)> ReadAsync(CancellationToken cancel) =>
        await account.Table(kept.Table).FindAsync(kept.Key, kept.Key, cancel) is { } row
            ? (kept.Read(row), row.ETag)
            : (kept.First, null);
}

/// <summary>What holds for every <see cref="KnownRow{T}"/>.</summary>
internal static class KnownRow
{
    /// <summary>How long a process goes by what it read.</summary>
    public static TimeSpan Believed { get; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After this long every process knows of a change: one was just read, and a call may take its time.
    /// </summary>
    public static TimeSpan Known { get; } = Believed * 2;
}
