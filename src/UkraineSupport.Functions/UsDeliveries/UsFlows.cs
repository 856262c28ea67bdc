using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>
/// A capability's deliveries under the capability's name. They come to be with the first thing that is known of them, a
/// signal or a baseline; to readers they are there from the baseline on.
/// </summary>
internal sealed class UsFlows(AggregateStore store, Commands<UsFlow, UsFlowEvent> flows)
{
    /// <summary>
    /// A halt for all is heard by every capability of the catalogue: fast, but leaving storage to others too.
    /// </summary>
    private const int AtOnce = 8;

    /// <summary>The id of a capability's deliveries.</summary>
    public static string IdOf(string capability) => Ids.From(UsFlow.IdKind, capability);

    /// <summary>The deliveries of a capability, if there is a baseline and the caller may see it.</summary>
    /// <exception cref="ProblemException">404 otherwise: from outside it all looks the same.</exception>
    public async Task<Stored<UsFlow>> LoadAsync(Call call, string capability)
    {
        var stored = await flows.LoadAsync(call, IdOf(Known(capability)));
        return stored.State.Baseline is null ? throw ProblemException.NotFound() : stored;
    }

    /// <summary>The same to be shown, with the version that the caller counts.</summary>
    /// <exception cref="ProblemException">404, as above.</exception>
    public async Task<UsFlow> ReadAsync(Call call, string capability) =>
        Commands<UsFlow, UsFlowEvent>.Shown(await LoadAsync(call, capability), call.Actor);

    /// <summary>The deliveries of a capability, whoever asks; null when nothing is known of them.</summary>
    public Task<Stored<UsFlow>?> FindAsync(string capability, CancellationToken cancel) =>
        store.LoadAsync<UsFlow>(IdOf(capability), cancel);

    /// <summary>
    /// What the system does to a capability's deliveries, which may not be there yet; decided anew until nobody comes
    /// in between.
    /// </summary>
    public async Task UpdateAsync(
        string capability,
        Func<UsFlow?, Decision<UsFlowEvent>> decide,
        string reason,
        CancellationToken cancel
    )
    {
        while (true)
        {
            var stored = await FindAsync(capability, cancel);
            var events = Commands<UsFlow, UsFlowEvent>.Accepted(decide(stored?.State));
            if (events.Count == 0)
                return;
            if (await flows.CommitAsync(IdOf(capability), stored, events, new(Actor.System, reason), null) is not null)
                return;
        }
    }

    /// <summary>
    /// Every capability that a signal reached takes over what it says, at its version: hearing it again changes
    /// nothing.
    /// </summary>
    /// <param name="signal">The signal.</param>
    /// <param name="time">The present time.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="then">What is to be done with each capability after that, or null.</param>
    public Task HearAsync(
        UsSignal signal,
        TimeProvider time,
        CancellationToken cancel,
        Func<string, CancellationToken, Task>? then = null
    ) =>
        Parallel.ForEachAsync(
            signal.Reached,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (capability, stop) =>
            {
                await UpdateAsync(
                    capability,
                    f => Signals.Take(IdOf(capability), capability, f, signal, time.GetUtcNow()),
                    $"Signal {signal.Id}",
                    stop
                );
                if (then is not null)
                    await then(capability, stop);
            }
        );

    /// <exception cref="ProblemException">404: the catalogue has no such capability.</exception>
    public static string Known(string capability) =>
        CapabilityCatalog.Find(capability) is null
            ? throw new ProblemException(
                404,
                "not-found",
                "There is no such capability; /api/catalog/capabilities lists them."
            )
            : capability;

    /// <summary>Before anything is looked up: who may not write here learns nothing.</summary>
    /// <exception cref="ProblemException">401 or 403.</exception>
    public static void RefuseOthers(Call call)
    {
        Commands<UsFlow, UsFlowEvent>.RefuseAnonymous(call);
        if (call.Actor.Role != Role.Coordinator)
            throw new ProblemException(403, "forbidden", "Only coordinators write deliveries of the United States.");
    }
}
