using System.Collections.Concurrent;
using UkraineSupport.LocalRuntime.Engine.History;
using UkraineSupport.LocalRuntime.Engine.Payloads;
using UkraineSupport.LocalRuntime.Engine.State;

namespace UkraineSupport.LocalRuntime.Engine.Archive;

/// <summary>Removes ended instances, and blobs that nothing refers to any more.</summary>
/// <param name="hub">The state.</param>
/// <param name="archive">The ended instances.</param>
/// <param name="payloads">The blobs.</param>
/// <param name="gate">Held by whoever moves or removes ended instances: one on its way to the archive would come
/// back.</param>
internal sealed class Purger(Hub hub, ArchiveStore archive, PayloadStore payloads, SemaphoreSlim gate)
{
    private readonly ConcurrentQueue<string> _littered = [];

    /// <summary>The instance began anew: the blobs of its earlier history can go.</summary>
    public void Littered(string instanceId) => _littered.Enqueue(instanceId);

    /// <summary>Removes ended instances from wherever they are. Those that have not ended are left.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> PurgeAsync(IReadOnlyList<string> ids, bool withChildren, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return await RemoveAsync(withChildren ? await WithChildrenAsync(ids, cancellation) : ids, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Deletes what instances that began anew have left behind. Only with the gate.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        while (_littered.TryDequeue(out var id))
            await SweepAsync(id, isPurged: false, cancellation);
    }

    private async Task<int> RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var archived = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (
                hub.Under(h => h.State.Find(id)) is null
                && await archive.FindAsync(id, false, cancellation) is not null
            )
                archived.Add(id);
        }
        var (purged, durable) = hub.Under(h =>
        {
            var gone = ids.Where(id =>
                    h.State.Find(id) is { } i ? i.Visible is { HasEnded: true } : archived.Contains(id)
                )
                .ToList();
            gone.ForEach(id => h.Append(new Purged(id)));
            return (gone, h.DurableAsync());
        });
        await durable.WaitAsync(cancellation);
        await archive.DeleteAsync(purged, cancellation);
        foreach (var id in purged)
            await SweepAsync(id, isPurged: true, cancellation);
        return purged.Count;
    }

    /// <summary>
    /// Deletes the blobs of an instance's folder that neither its present state nor a record under way refers to; only
    /// once that state is durable, since after a crash the one before would need them.
    /// </summary>
    private async Task SweepAsync(string id, bool isPurged, CancellationToken cancellation)
    {
        var found = await payloads.ListAsync(id, cancellation);
        var (dead, durable) = hub.Under(h =>
        {
            var instance = h.State.Find(id);
            // One that is in the archive by now is left alone: what it refers to is not known here.
            if (instance is null && !isPurged)
                return ([], Task.CompletedTask);
            var kept = instance?.Blobs() ?? [];
            return (found.Where(blob => !kept.Contains(blob) && !payloads.IsLoose(blob)).ToList(), h.DurableAsync());
        });
        await durable.WaitAsync(cancellation);
        foreach (var blob in dead)
            await payloads.DeleteAsync(blob, cancellation);
    }

    private async Task<IReadOnlyList<string>> WithChildrenAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellation
    )
    {
        var all = new List<string>(ids);
        var known = new HashSet<string>(ids, StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            if (await HistoryAsync(all[i], cancellation) is not { } history)
                continue;
            foreach (var child in history.Turns.SelectMany(t => t.Actions).OfType<ChildScheduled>())
            {
                // Its id may since have been used for an instance of its own.
                if (
                    await HistoryAsync(child.ChildId, cancellation) is { } there
                    && ((Started)there.Arrivals[0]).Parent?.InstanceId == all[i]
                    && known.Add(child.ChildId)
                )
                {
                    all.Add(child.ChildId);
                }
            }
        }
        return all;
    }

    private async Task<Copied?> HistoryAsync(string id, CancellationToken cancellation) =>
        hub.Under(h => h.State.Find(id)?.ToCopy())
        ?? (
            await archive.FindAsync(id, withHistory: true, cancellation) is { } row
                ? await ArchiveRow.ToHistoryAsync(row, payloads, cancellation)
                : null
        );
}
