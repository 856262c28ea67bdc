using System.Globalization;
using Azure;
using Azure.Data.Tables;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Lists;

/// <summary>Which sets of read models there are.</summary>
/// <param name="Current">The one that is read.</param>
/// <param name="Beside">One that is kept up to date beside it: the next while it is made, the last one after the
/// switch; null when there is none.</param>
internal sealed record GenerationState(int Current, int? Beside)
{
    /// <summary>The sets that every change is written to.</summary>
    public IEnumerable<int> Written => Beside is { } beside ? [Current, beside] : [Current];
}

/// <summary>
/// Read models can be made anew beside the present ones: each set is a generation, in tables of its own. Which there
/// are every process looks up now and then; who changes it waits for <see cref="Known"/> before counting on that all
/// processes have.
/// </summary>
internal sealed class Generations(StorageAccount account, TimeProvider time)
{
    /// <summary>How long a process goes by what it read.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    private const string Table = "ReadModels";
    private const string Key = "generation";

    private (GenerationState State, DateTimeOffset Until) _read = (new(1, null), DateTimeOffset.MinValue);

    /// <summary>
    /// After this long every process knows of a change: one was just read, and a call may take its time.
    /// </summary>
    public static TimeSpan Known { get; } = Believed * 2;

    /// <summary>As read at most five seconds ago.</summary>
    public async Task<GenerationState> NowAsync(CancellationToken cancel)
    {
        var read = _read;
        if (read.Until > time.GetUtcNow())
            return read.State;
        var until = time.GetUtcNow() + Believed;
        var (state, _) = await ReadAsync(cancel);
        _read = (state, until);
        return state;
    }

    /// <summary>As it is at this moment.</summary>
    public async Task<GenerationState> AskAsync(CancellationToken cancel) => (await ReadAsync(cancel)).State;

    /// <summary>Changes it; <paramref name="change"/> answers the same when there is nothing to change.</summary>
    public async Task<GenerationState> ChangeAsync(
        Func<GenerationState, GenerationState> change,
        CancellationToken cancel
    )
    {
        var table = await account.TableAsync(Table);
        while (true)
        {
            var (was, etag) = await ReadAsync(cancel);
            var now = change(was);
            if (now == was)
                return was;
            var row = new TableEntity(Key, Key) { ["Current"] = now.Current, ["Beside"] = now.Beside };
            try
            {
                if (etag is { } known)
                    await table.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancel);
                else
                    await table.AddEntityAsync(row, cancel);
                _read = (now, time.GetUtcNow() + Believed);
                return now;
            }
            catch (RequestFailedException fault) when (fault.IsLostRace())
            {
                // Somebody else changed it too.
            }
        }
    }

    /// <summary>The name of a table of a generation.</summary>
    public static string Name(int generation, string table) =>
        string.Create(CultureInfo.InvariantCulture, $"R{generation:D4}{table}");

    /// <summary>The generation that a table is of; null for one of none.</summary>
    public static int? Of(string table) =>
        table.Length > 5
        && table[0] == 'R'
        && int.TryParse(table.AsSpan(1, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : null;

    private async Task<(GenerationState State, ETag? ETag)> ReadAsync(CancellationToken cancel)
    {
        var table = await account.TableAsync(Table);
        return await table.FindAsync(Key, Key, cancel) is { } row
            ? (new(row.GetInt32("Current")!.Value, row.GetInt32("Beside")), row.ETag)
            : (new(1, null), null);
    }
}
