using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Events;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>
/// A signal reaches every capability that it is about, and those that it was about before a correction. Each takes it
/// over at its version, so that hearing it again changes nothing and a crash half-way is made up for by the next
/// dispatch.
/// </summary>
internal sealed class UsSignalConsequences(UsFlows flows, TimeProvider time) : IConsequences<UsSignal, UsSignalEvent>
{
    /// <summary>
    /// A halt for all is heard by every capability of the catalogue: fast, but leaving storage to others too.
    /// </summary>
    private const int AtOnce = 8;

    public Task FollowAsync(
        UsSignal signal,
        IReadOnlyList<UsSignalEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    ) =>
        Parallel.ForEachAsync(
            signal.Reached,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (capability, stop) =>
                await flows.UpdateAsync(
                    capability,
                    f => Signals.Take(UsFlows.IdOf(capability), capability, f, signal, time.GetUtcNow()),
                    $"Signal {signal.Id}",
                    stop
                )
        );
}
