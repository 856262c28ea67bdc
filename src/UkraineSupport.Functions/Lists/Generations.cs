using System.Globalization;
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
/// are every process looks up now and then (<see cref="KnownRow{T}"/>).
/// </summary>
internal sealed class Generations(StorageAccount account, TimeProvider time)
{
    private static readonly KnownRowSettings<GenerationState> Kept = new(
        "ReadModels",
        Key,
        new(1, null),
        row => new(row.GetInt32("Current")!.Value, row.GetInt32("Beside")),
        state => new TableEntity(Key, Key) { ["Current"] = state.Current, ["Beside"] = state.Beside }
    );
    private const string Key = "generation";

    private readonly KnownRow<GenerationState> _row = new(account, Kept, time);

    /// <summary>As read at most five seconds ago.</summary>
    public Task<GenerationState> NowAsync(CancellationToken cancel) => _row.NowAsync(cancel);

    /// <summary>As it is at this moment.</summary>
    public Task<GenerationState> AskAsync(CancellationToken cancel) => _row.AskAsync(cancel);

    /// <summary>Changes it; <paramref name="change"/> answers the same when there is nothing to change.</summary>
    public Task<GenerationState> ChangeAsync(Func<GenerationState, GenerationState> change, CancellationToken cancel) =>
        _row.ChangeAsync(change, cancel);

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
}
