using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Requirements;

/// <summary>
/// Keeps requirements and the gaps that are the same need in step (see <see cref="SayingSame"/>). Every step may be
/// repeated, so the request that began it and the dispatcher may both carry it on.
/// </summary>
internal sealed class SharedNeeds(
    AggregateStore store,
    Commands<Requirement, RequirementEvent> requirements,
    Commands<Gap, GapEvent> gaps
)
{
    /// <summary>
    /// The gap takes over what the requirement says, and the requirement what the gap has come to, until neither has
    /// news.
    /// </summary>
    public async Task SettleAsync(string requirementId, string gapId, CancellationToken cancel)
    {
        while (true)
        {
            var requirement = await store.StateAsync<Requirement>(requirementId, cancel);
            var gap = (
                await gaps.UpdateAsync(
                    gapId,
                    g => SameNeeds.Hear(g, requirement),
                    "A requirement is the same need, by a coordinator's word",
                    cancel
                )
            )!;
            var now = await requirements.UpdateAsync(
                requirementId,
                r => SayingSame.Hear(r, gap),
                "The gap that is the same need moved on",
                cancel
            );
            if (now!.Version == requirement.Version)
                return;
        }
    }

    /// <summary>
    /// Tells the requirements that are part of a gap how it is now, and brings their lists up to that.
    /// </summary>
    public async Task TellAsync(string gapId, CancellationToken cancel)
    {
        foreach (var said in (await store.StateAsync<Gap>(gapId, cancel)).SameNeeds)
        {
            await SettleAsync(said.Requirement, gapId, cancel);
            await requirements.ShowAsync(said.Requirement, cancel);
        }
    }
}
