using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Gaps;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Pledges;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>
/// What an agreement's events mean for the gaps that its output may close and the pledges that deliver it: each hears
/// of it once.
/// </summary>
internal sealed class AgreementConsequences(
    Commands<Gap, GapEvent> gaps,
    Commands<Pledge, PledgeEvent> pledges,
    ListIndex lists
) : IConsequences<Agreement, AgreementEvent>
{
    public async Task FollowAsync(
        Agreement agreement,
        IReadOnlyList<AgreementEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (events.Any(e => e is AgreementTerminated or AgreementCompleted))
            await EndAsync(agreement, cancel);
        if (events.OfType<AgreementSupplyNarrowed>().LastOrDefault() is { } narrowed)
            await NarrowAsync(agreement, narrowed, cancel);
    }

    /// <summary>Tells the pledges that deliver what it made.</summary>
    private async Task EndAsync(Agreement agreement, CancellationToken cancel)
    {
        var tag = PledgeProjection.OfKind(PledgeKind.CoProduction);
        foreach (var listed in await lists.EntriesAsync<PledgeListing>(Pledge.IdKind, tag, ListIndex.Eyes, cancel))
        {
            if (listed.All.Agreement == agreement.Id)
                await pledges.UpdateAsync(
                    listed.All.Id,
                    p => PledgeOfAgreement.Ended(p, agreement),
                    "Its agreement has ended",
                    cancel
                );
        }
    }

    private async Task NarrowAsync(Agreement agreement, AgreementSupplyNarrowed narrowed, CancellationToken cancel)
    {
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
