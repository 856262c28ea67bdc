using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>
/// What follows from deliveries or a signal that fewer may see from now on, carried out before that is answered:
/// nothing that rests on them shows to the others any more then. The dispatcher does the same, later.
/// </summary>
internal sealed class Narrowing(
    UsFlows flows,
    UsDeliveryActivities activities,
    Commands<UsFlow, UsFlowEvent> commands,
    Commands<Gap, GapEvent> gaps,
    AggregateStore store,
    Coverages coverages,
    SharedNeeds shared,
    TimeProvider time
)
{
    /// <summary>The capabilities that a signal reached take over what it says, and their gaps follow.</summary>
    public Task FollowAsync(UsSignal signal, CancellationToken cancel) =>
        flows.HearAsync(signal, time, cancel, then: FollowAsync);

    /// <summary>
    /// The gaps of a capability follow its deliveries, and the pledges for them and the
    /// requirements that they are too learn who may see them.
    /// </summary>
    public async Task FollowAsync(string capability, CancellationToken cancel)
    {
        var id = UsFlows.IdOf(capability);
        await commands.ShowAsync(id, cancel);
        if (await flows.FindAsync(capability, cancel) is not { State.Baseline: not null })
            return;
        foreach (var found in (await activities.FindUsGaps(id, cancel)).Tell)
        {
            await activities.ApplyFoundGap(found, cancel);
            if (await store.LoadAsync<Gap>(found.Id, cancel) is not { State: var gap })
                continue;
            await gaps.ShowAsync(gap.Id, cancel);
            await coverages.DiscloseAsync(gap, cancel);
            await shared.TellAsync(gap.Id, cancel);
        }
    }
}
