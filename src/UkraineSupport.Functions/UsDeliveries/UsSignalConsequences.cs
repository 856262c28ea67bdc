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
    public Task FollowAsync(
        UsSignal signal,
        IReadOnlyList<UsSignalEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    ) => flows.HearAsync(signal, time, cancel);
}
