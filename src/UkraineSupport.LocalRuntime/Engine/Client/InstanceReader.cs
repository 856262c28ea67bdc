using Azure.Data.Tables;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Engine.Archive;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Client;

/// <summary>Reads instances from memory and archive as one collection.</summary>
internal sealed class InstanceReader(Hub hub, ArchiveStore archive, PayloadStore payloads, DataConverter converter)
{
    public async Task<InstanceView?> FindAsync(string id, CancellationToken cancellation) =>
        hub.Under(h => h.State.Find(id)?.Visible) ?? await archive.FindViewAsync(id, cancellation);

    /// <summary>The instance's first durable state that satisfies the predicate.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance, or no longer.</exception>
    public async Task<InstanceView> WaitAsync(
        string id,
        Func<InstanceView, bool> reached,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var seen = hub.Under(h =>
                h.State.Find(id) is not { } instance ? null
                : instance.Visible is { } now && reached(now) ? Task.FromResult(now)
                : h.WhenSeen(id, reached)
            );
            if (seen is not null)
                return await SeenAsync(seen, id, cancellation);
            var archived =
                await FindAsync(id, cancellation)
                ?? throw new InvalidOperationException($"There is no orchestration instance with the ID {id}.");
            // Otherwise one of the same id has just been started.
            if (reached(archived))
                return archived;
        }
    }

    private async Task<InstanceView> SeenAsync(Task<InstanceView> seen, string id, CancellationToken cancellation)
    {
        try
        {
            return await seen.WaitAsync(cancellation);
        }
        finally
        {
            if (!seen.IsCompleted)
                hub.Forget(seen, id);
        }
    }

    /// <summary>What happened in an instance; null when there is none.</summary>
    public async Task<Copied?> HistoryAsync(string id, CancellationToken cancellation) =>
        hub.Under(h => h.State.Find(id) is { Visible: not null } live ? live.ToCopy() : null)
        ?? (
            await archive.FindAsync(id, withHistory: true, cancellation) is { } row
                ? await ArchiveRow.ToHistoryAsync(row, payloads, cancellation)
                : null
        );

    public async Task<OrchestrationMetadata> DescribeAsync(
        InstanceView view,
        bool withPayloads,
        CancellationToken cancellation
    ) =>
        new(view.Name, view.Id)
        {
            RuntimeStatus = view.Status,
            CreatedAt = view.CreatedAt,
            LastUpdatedAt = view.UpdatedAt,
            DataConverter = withPayloads ? converter : null,
            SerializedInput = withPayloads ? await payloads.TextAsync(view.Input, cancellation) : null,
            SerializedOutput = withPayloads ? await payloads.TextAsync(view.Output, cancellation) : null,
            SerializedCustomStatus = withPayloads ? await payloads.TextAsync(view.CustomStatus, cancellation) : null,
            FailureDetails = view.Failure,
            Tags = view.Tags ?? new Dictionary<string, string>(),
        };

    /// <summary>One page in the order of the instances' keys; the last key is the next page's token.</summary>
    public async Task<(List<InstanceView> Views, string? Next)> PageAsync(
        OrchestrationQuery query,
        string? after,
        int size,
        CancellationToken cancellation
    )
    {
        var statuses = query.Statuses?.ToHashSet();
        // Memory first: an instance on its way to the archive is then seen in one of the two.
        var live = hub.Under(h =>
            h.State.Instances.Values.Where(i => i.Visible is not null)
                .Select(i => (Key: InstanceKey.Of(i.Id), View: i.Visible!))
                .ToList()
        );
        var inMemory = live.Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        // One more than asked for tells whether there is another page; those replaced in memory don't count.
        var archived = await ArchivedAsync(query, statuses, after, size + 1, inMemory, cancellation);
        var page = live.Where(l => string.CompareOrdinal(l.Key, after) > 0 && Matches(l.View, query, statuses))
            .Concat(archived)
            .OrderBy(l => l.Key, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        return page.Count > size
            ? (page.GetRange(0, size).ConvertAll(p => p.View), page[size - 1].Key)
            : (page.ConvertAll(p => p.View), null);
    }

    private async Task<List<(string Key, InstanceView View)>> ArchivedAsync(
        OrchestrationQuery query,
        HashSet<OrchestrationRuntimeStatus>? statuses,
        string? after,
        int most,
        HashSet<string> except,
        CancellationToken cancellation
    )
    {
        var found = new List<(string Key, InstanceView View)>();
        while (found.Count < most)
        {
            var some = await archive.ListAsync(after, Filter(query, statuses), most, cancellation);
            found.AddRange(some.Where(s => !except.Contains(s.Key)));
            if (some.Count < most)
                break;
            after = some[^1].Key;
        }
        return found;
    }

    private static bool Matches(
        InstanceView view,
        OrchestrationQuery query,
        HashSet<OrchestrationRuntimeStatus>? statuses
    ) =>
        (query.CreatedFrom is not { } from || view.CreatedAt >= from)
        && (query.CreatedTo is not { } to || view.CreatedAt <= to)
        && (statuses is null || statuses.Count == 0 || statuses.Contains(view.Status))
        && (query.InstanceIdPrefix is not { } prefix || view.Id.StartsWith(prefix, StringComparison.Ordinal));

    private static string Filter(OrchestrationQuery query, HashSet<OrchestrationRuntimeStatus>? statuses)
    {
        var conditions = new List<string>();
        if (query.CreatedFrom is { } from)
            conditions.Add(TableClient.CreateQueryFilter($"Created ge {from}"));
        if (query.CreatedTo is { } to)
            conditions.Add(TableClient.CreateQueryFilter($"Created le {to}"));
        if (statuses is { Count: > 0 })
            conditions.Add(
                "("
                    + string.Join(" or ", statuses.Select(s => TableClient.CreateQueryFilter($"Status eq {(int)s}")))
                    + ")"
            );
        if (!string.IsNullOrEmpty(query.InstanceIdPrefix))
        {
            var prefix = InstanceKey.Of(query.InstanceIdPrefix);
            conditions.Add(TableClient.CreateQueryFilter($"RowKey ge {prefix}"));
            conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {prefix + '\uffff'}"));
        }
        return string.Join(" and ", conditions);
    }
}
