using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Gaps;

/// <summary>What a gap's events mean for the pledges that cover it, and for those that were asked.</summary>
internal sealed class GapConsequences(
    Coverages coverages,
    Commands<Gap, GapEvent> gaps,
    BoardSettings board,
    TimeProvider time
) : IConsequences<Gap, GapEvent>
{
    public async Task FollowAsync(
        Gap gap,
        IReadOnlyList<GapEvent> events,
        DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (gap.Gone)
            await ReleaseAsync(
                gap,
                gap.Coverage.Where(c => c.Credit > 0).Select(c => c.Allocation),
                "The gap's shortfall is gone",
                cancel
            );
        else
            await coverages.ReleaseSlippedAsync(gap, cancel);
        if (!gap.Gone && events.Any(e => e is GapNarrowed))
            await ReleaseAsync(gap, FollowDeliveries.Surplus(gap), "The gap has narrowed", cancel);

        // Also after the deadline: an offer that ended, or a withdrawal, may have opened it again.
        foreach (var over in gap.Solicitations.Where(s => Escalation(gap, s.N).Events.Count > 0))
            await gaps.UpdateAsync(
                gap.Id,
                g => Escalation(g, over.N),
                "The offers that stand do not close the gap",
                cancel
            );

        foreach (var answer in events)
        {
            if (answer is GapDonorDeclined declined)
                await SolicitationOrchestrator.AnsweredAsync(
                    client,
                    gap.Id,
                    declined.Solicitation,
                    declined.Donor,
                    cancel
                );
            if (answer is not GapOffered offered)
                continue;
            foreach (
                var asked in gap.Solicitations.Where(s => s.Of(offered.Donor)?.Status == SolicitationStatus.Answered)
            )
                await SolicitationOrchestrator.AnsweredAsync(client, gap.Id, asked.N, offered.Donor, cancel);
        }
    }

    private Decision<GapEvent> Escalation(Gap gap, int solicitation) =>
        Solicit.Escalate(gap, solicitation, board.At(time.GetUtcNow()));

    private async Task ReleaseAsync(Gap gap, IEnumerable<string> allocations, string reason, CancellationToken cancel)
    {
        foreach (var allocation in allocations)
            await coverages.ReleaseAsync(
                gap.Coverage.First(c => c.Allocation == allocation).Pledge,
                allocation,
                reason,
                cancel
            );
    }
}
