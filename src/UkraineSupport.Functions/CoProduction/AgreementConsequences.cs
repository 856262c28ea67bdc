using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>What an agreement's events mean for the gaps that its output may close: each hears of it once.</summary>
internal sealed class AgreementConsequences(Commands<Gap, GapEvent> gaps, ListIndex lists)
    : IConsequences<Agreement, AgreementEvent>
{
    public async Task FollowAsync(
        Agreement agreement,
        IReadOnlyList<AgreementEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (events.OfType<AgreementSupplyNarrowed>().LastOrDefault() is not { } narrowed)
            return;
        var tag = GapProjection.OfCapability(agreement.Terms.Capability);
        foreach (var gap in await lists.EntriesAsync<Gap>(Gap.IdKind, tag, ListIndex.Eyes, cancel))
            await gaps.UpdateAsync(
                gap.Id,
                g => HearNarrowing.Decide(g, agreement, narrowed),
                "Co-production is expected to give less",
                cancel
            );
    }
}
