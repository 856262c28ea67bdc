using System.Collections.Concurrent;
using UkraineSupport.Functions.Insights;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.ReadModels;

/// <summary>Something that read models show otherwise than it is.</summary>
/// <param name="Id">The aggregate, or the part of the totals.</param>
/// <param name="What">What is wrong.</param>
internal sealed record ReadModelDifference(string Id, string What);

/// <summary>What a check came to.</summary>
/// <param name="Generation">The set of read models that was checked.</param>
/// <param name="Aggregates">How many aggregates there are.</param>
/// <param name="Found">How many differences.</param>
/// <param name="Differences">The first hundred of them.</param>
internal sealed record ReadModelCheck(
    int Generation,
    int Aggregates,
    int Found,
    IReadOnlyList<ReadModelDifference> Differences
);

/// <summary>A part of a generation to make.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Continuation">Where the last part ended, or null.</param>
internal sealed record ReadModelPart(int Generation, string? Continuation);

/// <summary>
/// Makes read models anew from the aggregates, beside those that are read, and says where they differ from the
/// aggregates.
/// </summary>
internal sealed class ReadModelKeeper(
    IEnumerable<IKindReadModels> kinds,
    AggregateStore store,
    ListIndex lists,
    LedgerTotals totals,
    TrainingTotals training,
    Generations generations,
    Outbox outbox,
    StorageAccount account
)
{
    private const int AtOnce = 8;
    private const int Part = 500;
    private const int MostTold = 100;

    private readonly Dictionary<string, IKindReadModels> _kinds = kinds.ToDictionary(k => k.Kind);

    /// <summary>
    /// Begins a new generation: from now on every change is written to it too. One that was begun before is given up.
    /// </summary>
    public async Task<int> BeginAsync(CancellationToken cancel) =>
        (await generations.ChangeAsync(now => now with { Beside = Math.Max(now.Current, now.Beside ?? 0) + 1 }, cancel))
            .Beside!
            .Value;

    /// <summary>Makes a part of a generation; answers where the next one begins, or null after the last.</summary>
    public async Task<string?> MakeAsync(ReadModelPart part, CancellationToken cancel)
    {
        var (ids, next) = await store.IdsAsync(part.Continuation, Part, cancel);
        await EachAsync(ids, (kind, id, stop) => kind.ShowAsync(id, part.Generation, stop), cancel);
        return next;
    }

    /// <summary>From now on it is the one that is read; the last one is written to for a while yet.</summary>
    public Task SwitchAsync(int generation, CancellationToken cancel) =>
        generations.ChangeAsync(now => now.Beside == generation ? new(generation, now.Current) : now, cancel);

    /// <summary>The one before is written to no more.</summary>
    public Task FinishAsync(int generation, CancellationToken cancel) =>
        generations.ChangeAsync(
            now => now.Current == generation && now.Beside < generation ? now with { Beside = null } : now,
            cancel
        );

    /// <summary>Removes what is of no generation that is read or written.</summary>
    public async Task CleanAsync(CancellationToken cancel)
    {
        var now = await generations.AskAsync(cancel);
        await account.DropTablesAsync(
            name => Generations.Of(name) is { } generation && !now.Written.Contains(generation),
            cancel
        );
    }

    /// <summary>
    /// Compares what is read with the aggregates. What is on its way is no difference: it is looked at again at the
    /// end, and left out while something of it is promised.
    /// </summary>
    public async Task<ReadModelCheck> CheckAsync(CancellationToken cancel)
    {
        var generation = (await generations.AskAsync(cancel)).Current;
        var all = new HashSet<string>();
        await foreach (var id in store.IdsAsync(cancel))
            all.Add(id);

        var listed = new List<string>();
        foreach (var kind in _kinds.Keys)
        {
            await foreach (var row in lists.RowsAsync(generation, kind, cancel))
                listed.Add(Position.IdOf(row.RowKey));
        }

        var doubtful = await DifferAsync(all.Union(listed), generation, cancel);
        var found = await DifferAsync(doubtful.Keys, generation, cancel);
        foreach (var id in found.Keys)
        {
            if ((await outbox.OfAsync(id, cancel)).Count > 0)
                found.TryRemove(id, out _);
        }

        var differences = found
            .Select(f => new ReadModelDifference(f.Key, f.Value))
            .Concat(
                listed
                    .GroupBy(id => id)
                    .Where(g => g.Count() > 1)
                    .Select(g => new ReadModelDifference(g.Key, "is twice in lists"))
            )
            .Concat(
                (await totals.WrongShardsAsync(generation, cancel))
                    .Select(shard => $"totals {shard}")
                    .Concat((await training.WrongShardsAsync(generation, cancel)).Select(s => $"training totals {s}"))
                    .Select(name => new ReadModelDifference(name, "are not the sum of what was contributed"))
            )
            .OrderBy(d => d.Id, StringComparer.Ordinal)
            .ToList();
        return new(generation, all.Count, differences.Count, [.. differences.Take(MostTold)]);
    }

    private async Task<ConcurrentDictionary<string, string>> DifferAsync(
        IEnumerable<string> ids,
        int generation,
        CancellationToken cancel
    )
    {
        var found = new ConcurrentDictionary<string, string>();
        await EachAsync(
            ids,
            async (kind, id, stop) =>
            {
                if (await kind.DifferenceAsync(id, generation, stop) is { } what)
                    found[id] = what;
            },
            cancel
        );
        return found;
    }

    private Task EachAsync(
        IEnumerable<string> ids,
        Func<IKindReadModels, string, CancellationToken, Task> work,
        CancellationToken cancel
    ) =>
        Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (id, stop) => await work(_kinds[Ids.KindOf(id)], id, stop)
        );
}
