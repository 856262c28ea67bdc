using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Gaps;

/// <summary>
/// What a gap's events mean for the pledges that cover it, the requirements that it is too, and for those that were
/// asked.
/// </summary>
internal sealed class GapConsequences(
    Coverages coverages,
    GapCoverage coverage,
    SharedNeeds shared,
    Commands<Gap, GapEvent> gaps,
    GapSettings settings,
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
        if (events.OfType<GapVanished>().Any() && gap.MergedInto is { } into)
            await coverage.UpdateAsync(
                into,
                g => FollowDeliveries.Join(g, gap),
                "It took the months of another gap over",
                cancel
            );
        var spoken = events.OfType<GapSameNeed>().Select(e => e.Requirement).ToHashSet();
        foreach (var said in gap.SameNeeds.Where(s => s.IsLive || spoken.Contains(s.Requirement)))
            await shared.SettleAsync(said.Requirement, gap.Id, cancel);
        if (events.Any(e => e is IGapFound))
            await coverages.DiscloseAsync(gap, cancel);
        if (!gap.Gone)
            await coverages.ReleaseSlippedAsync(gap, cancel);
        if (Surplus.Of(gap).Count > 0 || (gap.OpenQuantity > 0 && events.Any(MayLeaveRoom)))
            await coverage.MoveAsync(gap.Capability, cancel);
        if (Surplus.ToRelease(gap).Count > 0)
            await gaps.UpdateAsync(
                gap.Id,
                g => Surplus.Notice(g, settings, time.GetUtcNow()),
                "More is allocated than the months of the capability need",
                cancel
            );

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
                await AskingOrchestrator.AnsweredAsync(client, gap.Id, declined.Solicitation, declined.Donor, cancel);
            if (answer is not GapOffered offered)
                continue;
            foreach (
                var asked in gap.Solicitations.Where(s => s.Of(offered.Donor)?.Status == SolicitationStatus.Answered)
            )
                await AskingOrchestrator.AnsweredAsync(client, gap.Id, asked.N, offered.Donor, cancel);
        }
    }

    private Decision<GapEvent> Escalation(Gap gap, int solicitation) =>
        Solicit.Escalate(gap, solicitation, board.At(time.GetUtcNow()));

    private static bool MayLeaveRoom(GapEvent happened) =>
        happened is GapOpened or GapWidened or GapNarrowed or GapRevised or GapReopened or GapCoverageChanged;
}
